"""One page of a long list: one row more than is shown says whether there is a next page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
MOST_PAGES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged(Generic[T]):
    """Rows of page ``number`` (from 1) and the addresses of its neighbours ("" where none is)."""

    rows: Sequence[T]
    number: int
    earlier: str
    later: str


def need(number: int, size: int) -> int:
    """Return how many rows to ask for, from the first on."""
    return number * size + 1


def paged(
    found: Sequence[T], number: int, size: int, path: str, query: Mapping[str, str]
) -> Paged[T]:
    """Cut a page out of rows that begin with the list's first one."""
    start = (number - 1) * size
    return of_page(found[start:], number, size, path, query)


def of_page(
    rows: Sequence[T], number: int, size: int, path: str, query: Mapping[str, str]
) -> Paged[T]:
    """Cut a page out of rows that begin with the page's first one."""
    more = len(rows) > size and number < MOST_PAGES
    return Paged(
        rows=rows[:size],
        number=number,
        earlier=address(path, query, page=number - 1) if number > 1 else "",
        later=address(path, query, page=number + 1) if more else "",
    )


def address(path: str, query: Mapping[str, str], **changed: object) -> str:
    """Return an address with some of its query changed; what is empty or page 1 is left out."""
    fields = {**query, **{name: str(value) for name, value in changed.items() if value is not None}}
    kept = {n: v for n, v in fields.items() if v and not (n == "page" and v == "1")}
    return f"{path}?{urlencode(kept)}" if kept else path
