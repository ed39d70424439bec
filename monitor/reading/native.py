"""The compiled reader: the modules of this room that read, made machine code by mypyc.

Edge to mypyc, and only at build time. The Python files stay the reference: they are what is read,
tested and shipped, and everything works without a compiler. ``make fast`` puts the result beside
them, where Python finds it first; ``make pure`` takes it away again. A stamp names the sources that
were compiled, so that an edit is never silently ignored.

Run: python -m monitor.reading.native [build|remove]
"""

import hashlib
import importlib
import json
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from monitor.errors import ConfigurationError, Fault

ROOM = Path(__file__).parent
STAMP = ROOM / "native.json"
_GROUP = "monitor.reading.native_group"
# Everything between a text and its claims is compiled; these are not: edges to libraries, what runs
# once at start or for commands only, and the messages that libraries make (msgspec).
_COLD = frozenset({
    "__init__", "accepted", "collector", "explain", "native", "second_reader", "shipped", "step",
})  # fmt: skip
_COLD_ROOMS = frozenset({"vocabulary", "places"})


def sources() -> list[Path]:
    """Return the modules that are compiled: all that read, so that a new one is among them."""
    return [
        path
        for path in sorted(ROOM.rglob("*.py"))
        if path.stem not in _COLD and path.parent.name not in _COLD_ROOMS
    ]


def digest() -> str:
    """Return the digest of the sources, and of the Python that they are compiled for."""
    found = hashlib.blake2b(str(sysconfig.get_config_var("SOABI")).encode(), digest_size=12)
    for path in sources():
        name = path.relative_to(ROOM).as_posix().encode()
        found.update(name + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def compiled_digest() -> str | None:
    """Return the digest of the sources that were compiled; None where nothing was."""
    try:
        return str(json.loads(STAMP.read_text(encoding="utf-8"))["digest"])
    except (OSError, ValueError, KeyError):
        return None


def check() -> None:
    """Raise ``ConfigurationError`` if the compiled reader is not of these sources."""
    built = compiled_digest()
    if built is None or built == digest():
        return
    message = "The compiled reader is not of these sources: what it does is not what they say."
    hint = "Run `make fast` to compile them, or `make pure` to do without."
    raise ConfigurationError(message, hint=hint, faults=[Fault(file=str(STAMP), message=message)])


def remove() -> None:
    """Take the compiled reader away."""
    STAMP.unlink(missing_ok=True)
    for path in ROOM.rglob("*.so"):
        path.unlink()


def build() -> None:
    """Compile the sources (a few minutes of one core) and put the result beside them."""
    from mypyc.build import mypycify  # noqa: PLC0415  (only here: a build tool)

    remove()
    with tempfile.TemporaryDirectory() as folder:
        modules = mypycify(
            [str(path) for path in sources()], opt_level="1", group_name=_GROUP, target_dir=folder
        )
        setuptools = importlib.import_module("setuptools")
        command = setuptools.Distribution(
            {"name": "reader", "ext_modules": modules}
        ).get_command_obj("build_ext")
        command.build_lib, command.build_temp = f"{folder}/lib", f"{folder}/temp"
        command.ensure_finalized()
        command.run()
        made = Path(folder, "lib", "monitor", "reading")
        for path in made.rglob("*.so"):
            shutil.copy2(path, ROOM / path.relative_to(made))
    STAMP.write_text(json.dumps({"digest": digest()}) + "\n", encoding="utf-8")


def main() -> int:
    """Build or remove, as asked."""
    (remove if sys.argv[1:] == ["remove"] else build)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
