"""Write a sample of every event that has none yet: ``python -m tests.events.make_samples``.

A sample is frozen: it is what the log of somebody may hold. Never rewrite one that was released;
a changed event gets a new version, an upcaster, and a sample of its own.
"""

from pathlib import Path
from typing import Any

from msgspec import inspect

from monitor.events.codec import CATALOGUE, encode
from monitor.events.registry import Event, all_types

SAMPLES = Path(__file__).parent / "samples"


def _first(kind: Any, name: str) -> Any:
    return filled(next(t for t in kind.types if not isinstance(t, inspect.NoneType)), name)


FILLERS = {
    inspect.StrType: lambda _, name: f"some {name}",
    inspect.BoolType: lambda _, __: True,
    inspect.IntType: lambda _, __: 3,
    inspect.FloatType: lambda _, __: 1.5,
    inspect.EnumType: lambda kind, _: next(iter(kind.cls)),
    inspect.UnionType: _first,
    inspect.VarTupleType: lambda kind, name: (filled(kind.item_type, name),),
    inspect.TupleType: lambda kind, name: tuple(filled(item, name) for item in kind.item_types),
    inspect.DictType: lambda kind, name: {f"some {name}": filled(kind.value_type, name)},
    inspect.StructType: lambda kind, _: instance(kind.cls),
}


def filled(kind: Any, name: str) -> Any:
    """Return a value for a field's type: every field is set, so that none escapes the test."""
    return FILLERS[type(kind)](kind, name)


def instance(cls: type) -> Any:
    kind = inspect.type_info(cls)
    assert isinstance(kind, inspect.StructType)
    return cls(**{field.name: filled(field.type, field.name) for field in kind.fields})


def path_of(cls: type[Event]) -> Path:
    return SAMPLES / f"{cls.TYPE}.v{cls.VERSION}.json"


def main() -> None:
    assert CATALOGUE
    SAMPLES.mkdir(exist_ok=True)
    for cls in all_types().values():
        if not path_of(cls).exists():
            path_of(cls).write_bytes(encode(instance(cls)) + b"\n")


if __name__ == "__main__":
    main()
