"""The edge to google-re2: users' regular expressions, in linear time."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

LONGEST = 500
MOST_MEMORY = 8 << 20


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = MOST_MEMORY
    return options


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern, _options())


def refuse_bad(pattern: str) -> None:
    """Raise ``ValueError`` for a pattern that is not one, or that finds nothing at all."""
    if len(pattern) > LONGEST:
        raise ValueError(f"a pattern may have {LONGEST} characters, this one has {len(pattern)}")
    try:
        found = _compiled(pattern)
    except re2.error as error:
        told = error.args[0] if error.args else error
        words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
        raise ValueError(f"/{pattern}/ is no pattern: {words}") from None
    if found.search("") is not None:
        raise ValueError(f"/{pattern}/ finds every text: it also fits nothing at all")


def spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a pattern is found."""
    for found in _compiled(pattern).finditer(text):
        yield found.span()


class PatternSet:
    """All patterns of all rules, looked for in one pass."""

    def __init__(self, patterns: list[str]) -> None:
        self._patterns = patterns
        self._set = re2.Set.SearchSet(_set_options(len(patterns)))
        for pattern in patterns:
            self._set.Add(pattern)
        self._set.Compile()

    def found_in(self, text: str) -> list[str]:
        return [self._patterns[number] for number in self._set.Match(text) or ()]


def _set_options(count: int) -> Any:
    options = _options()
    options.max_mem = max(MOST_MEMORY, count * (1 << 16))
    return options
