"""Loading a vocabulary: compiled and ready if nobody edited it, kept from before, or made now."""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from monitor.errors import ConfigurationError
from monitor.reading.shipped import DATA
from monitor.reading.vocabulary.cache import VocabularyCache
from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.vocabulary.source import read_source, source_digest, vocabulary_files

SHIPPED = DATA
_COMPILED = "compiled.json"


def load_vocabulary(
    folders: Sequence[Path] = (), language: str = "en", kept_in: Path | None = None
) -> Compiled:
    """Return the shipped vocabulary of a language with the overlays of ``folders``.

    What is compiled is kept in the folder ``kept_in``, if one is given, for the next time.
    Raises ``ConfigurationError`` with every fault of the user's files.
    """
    shipped = SHIPPED / language
    files = vocabulary_files([shipped, *(folder for folder in folders if folder.is_dir())])
    digest = source_digest(files)
    ready = _ready(shipped / _COMPILED, digest)
    if ready is not None:
        return ready
    if kept_in is None:
        return compile_now(files, digest)
    cache = VocabularyCache(kept_in, language)
    kept = cache.read(digest)
    if kept is None:
        kept = compile_now(files, digest)
        cache.write(kept)
    return kept


def _ready(path: Path, digest: str) -> Compiled | None:
    try:
        compiled = msgspec.json.decode(path.read_bytes(), type=Compiled)
    except (OSError, msgspec.DecodeError):
        return None
    return compiled if compiled.digest == digest else None


def compile_now(files: Sequence[Path], digest: str) -> Compiled:
    from monitor.reading.vocabulary.compile import compile_vocabulary  # noqa: PLC0415  (slow to import)

    source = read_source(files)
    compiled = compile_vocabulary(source, digest) if not source.faults else None
    if source.faults or compiled is None:
        raise ConfigurationError(
            f"The vocabulary holds {len(source.faults)} faults.",
            hint="Mend them and check again.",
            faults=source.faults,
        )
    return compiled


def write_compiled(language: str = "en") -> Path:
    """Compiles the shipped vocabulary and stores it beside its YAML (`make vocabulary`)."""
    shipped = SHIPPED / language
    files = vocabulary_files([shipped])
    compiled = compile_now(files, source_digest(files))
    target = shipped / _COMPILED
    target.write_bytes(msgspec.json.encode(compiled))
    return target


if __name__ == "__main__":
    try:
        write_compiled()
    except ConfigurationError as error:
        sys.exit("\n".join(f"{one.file}:{one.line}: {one.message}" for one in error.faults))
