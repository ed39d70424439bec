"""The compiled reader: the hottest pure modules of this room, made machine code by mypyc.

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
# Where the time goes: from characters to frames. What runs for claims only, and what libraries
# make (msgspec, dataclasses at an edge), stays as it is.
_HOT = (
    "asides", "attachment", "chunk_marks", "chunker", "chunks", "clause", "clause_ends",
    "clause_finite", "clause_first", "clause_loose", "clause_marks", "clause_phrases",
    "clause_settle", "clause_stack", "clauses", "coordination", "evocation", "folding",
    "function_words", "grammar", "lexicon", "match", "noun_phrases", "numbers", "open_words",
    "parts_of_speech", "people", "phrase_ends", "roles", "sentence", "slots", "tagger", "times",
    "tokenizing", "tokens", "triage", "verb_groups", "views", "whole_words",
)  # fmt: skip


def sources() -> list[Path]:
    """Return the modules that are compiled."""
    return [ROOM / f"{name}.py" for name in _HOT]


def digest() -> str:
    """Return the digest of the sources, and of the Python that they are compiled for."""
    found = hashlib.blake2b(str(sysconfig.get_config_var("SOABI")).encode(), digest_size=12)
    for path in sources():
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
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
    for path in ROOM.glob("*.so"):
        path.unlink()


def build() -> None:
    """Compile the sources (about a minute of one core) and put the result beside them."""
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
        for path in Path(folder, "lib", "monitor", "reading").glob("*.so"):
            shutil.copy2(path, ROOM / path.name)
    STAMP.write_text(json.dumps({"digest": digest()}) + "\n", encoding="utf-8")


def main() -> int:
    """Build or remove, as asked."""
    (remove if sys.argv[1:] == ["remove"] else build)()
    return 0


if __name__ == "__main__":
    sys.exit(main())
