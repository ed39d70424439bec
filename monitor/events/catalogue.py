"""The catalogue of events as a page: ``python -m monitor.events.catalogue > docs/events.md``."""

import inspect
from collections.abc import Iterator

import msgspec

from monitor.events.codec import CATALOGUE
from monitor.events.registry import Event, all_types

HEAD = """# Events

Every kind of event that the log may hold, from the code itself
(`python -m monitor.events.catalogue`). Stored data leaves out fields that have their default.
"""


def page() -> str:
    """Return the page as Markdown, one section for each reach of the river."""
    parts = [HEAD]
    for module in CATALOGUE:
        parts.append(f"\n## {(module.__doc__ or '').splitlines()[0]}\n")
        for cls in all_types().values():
            if cls.__module__ == module.__name__:
                parts.extend(_section(cls))
    return "\n".join(parts) + "\n"


def _section(cls: type[Event]) -> Iterator[str]:
    version = f" (version {cls.VERSION})" if cls.VERSION > 1 else ""
    yield f"### `{cls.TYPE}`{version}\n"
    words = inspect.cleandoc(cls.__doc__ or "")
    if words and not words.startswith(f"{cls.__name__}("):
        yield words.replace("``", "`") + "\n"
    names = (field.encode_name for field in msgspec.structs.fields(cls))
    yield "Fields: " + ", ".join(f"`{name}`" for name in names) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
