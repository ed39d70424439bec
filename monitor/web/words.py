"""The closed words of the log, as people read them. A word that is not here is shown as it is."""

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    "territory-captured": "Territory captured",
    "border-crossing": "Border crossed",
    "cross-border-fire": "Fire across the border",
    "armed-clash": "Armed clash",
    "deployment": "Deployment",
    "drug-interdiction": "Drugs stopped",
    "diplomatic-contact": "Diplomatic contact",
    "border-closure": "Border closed",
    "border-reopening": "Border reopened",
}
STATES: Mapping[str, str] = {
    "single": "one source",
    "corroborated": "corroborated",
    "disputed": "disputed",
    "retracted": "retracted",
    "superseded": "superseded",
}
STATUSES: Mapping[str, str] = {
    "asserted": "reported",
    "disputed": "disputed",
    "denied": "denied",
    "hypothetical": "feared or possible",
    "planned": "planned",
    "historical": "told as history",
}
# Level and state are never told by colour alone: each has a shape, and its word beside it.
LEVEL_SIGNS: Mapping[str, str] = {
    "critical": "▲▲",
    "high": "▲",
    "medium": "◆",
    "low": "●",
    "informational": "○",
}
STATE_SIGNS: Mapping[str, str] = {
    "single": "①",
    "corroborated": "✓",
    "disputed": "≠",
    "retracted": "✕",
    "superseded": "↻",
}
# One letter for each kind of incident: a picture's marker, legible without colour.
TYPE_LETTERS: Mapping[str, str] = {
    "territory-captured": "T",
    "border-crossing": "X",
    "cross-border-fire": "F",
    "armed-clash": "A",
    "deployment": "D",
    "drug-interdiction": "N",
    "diplomatic-contact": "P",
    "border-closure": "C",
    "border-reopening": "O",
}
DAY_FROM: Mapping[str, str] = {
    "told": "the day the articles give",
    "published": "the day of publication: no article gives a day",
    "arrived": "the day of arrival: no article is dated",
}


def of_type(name: str | None) -> str:
    return TYPES.get(name or "", (name or "").replace("-", " "))


def of_state(name: str | None) -> str:
    return STATES.get(name or "", name or "")


def of_status(name: str | None) -> str:
    return STATUSES.get(name or "", name or "")


def holder(name: str, names: Mapping[str, str]) -> str:
    """Return a holder with its country's name: "government of TJ" is written out."""
    head, _, code = name.rpartition(" ")
    return f"{head} {names[code]}" if head == "government of" and code in names else name


def country(code: str | None, names: Mapping[str, str]) -> str:
    """Return a country's name for its code; the code where it is not known."""
    return names.get(code or "", code or "")


def figure(low: int | None, high: int | None) -> str:
    """Return a range as people write it: "", "4" or "3–4"."""
    if low is None and high is None:
        return ""
    first = low if low is not None else high
    last = high if high is not None else low
    return f"{first:,}" if first == last else f"{first:,}–{last:,}"


def kilometres(km: float | None) -> str:
    if km is None:
        return ""
    if km < 1:
        return "on the border"
    return f"{km:.0f} km from the border"
