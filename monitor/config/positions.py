"""Where in a TOML file a key stands: tomllib tells values, not places."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)

Path = tuple[str | int, ...]


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.split(r"\s*\.\s*", dotted)]


def _headed(text: str) -> Iterator[tuple[int, str, Path, bool]]:
    """Yield (line number, line, path of the table in force, is this line its header)."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TABLE.match(line)
        if found:
            name: Path = tuple(_parts(found.group(2)))
            if found.group(1) == "[[":
                counts[name] = counts.get(name, -1) + 1
                name = (*name, counts[name])
            elif len(name) > 1 and name[:1] in counts:
                name = (name[0], counts[name[:1]], *name[1:])
            table = name
        yield number, line, table, bool(found)


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """Return (line, column), from 1, of every table header and key by its path.

    Arrays of tables count from 0: ("sources", 1, "url"). Inline tables are places as a whole.
    """
    found: dict[Path, tuple[int, int]] = {}
    for number, line, table, is_header in _headed(text):
        if is_header:
            found.setdefault(table, (number, line.index("[") + 1))
            continue
        key = _KEY.match(line)
        if key:
            found.setdefault((*table, *_parts(key.group(1))), (number, key.start(1) + 1))
    return found


def nearest(found: dict[Path, tuple[int, int]], path: Path) -> tuple[int, int]:
    """Return the place of a path, or of what holds it; (0, 0) for the file as a whole."""
    while path:
        if path in found:
            return found[path]
        path = path[:-1]
    return (0, 0)
