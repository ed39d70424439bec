"""A cheap look before a dear one: a pattern that needs a word cannot match where it stands not."""

from collections.abc import Iterable


def holds(text: str, signs: Iterable[str]) -> bool:
    """Say whether any of some strings in small letters stands in a text, in whatever case.

    Whatever a pattern that ignores case takes for a letter is that letter here too: the long s, the
    sign of the Kelvin, an i with its dot or without.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = plain.replace("\u0131", "i").replace("i\u0307", "i")
    return any(map(plain.__contains__, signs))
