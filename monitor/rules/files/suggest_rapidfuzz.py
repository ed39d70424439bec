"""The edge to rapidfuzz: "did you mean ...?"."""

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question naming the likeliest known word, or an empty text."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (only needed where there is a fault)

    choices = [str(word) for word in known]
    best = process.extractOne(
        word, choices, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=60
    )
    return f"Did you mean {best[0]!r}?" if best else ""


def suggestion(word: str, known: Iterable[str], *, most: int = 12) -> str:
    """Return "did you mean", or else the list of what is possible where it is short."""
    choices = sorted({str(word) for word in known})
    if guess := did_you_mean(word, choices):
        return guess
    return f"Possible: {', '.join(choices)}." if choices and len(choices) <= most else ""
