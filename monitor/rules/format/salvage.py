"""What is left of a rule when the schema has refused parts of it: the rest is checked too."""

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.rules.format.schema import Rule

_ROUNDS = 4  # what is left may show a fault that the first one hid

# What the other checks do not look at, once it is known to be wrong.
_STAND_INS = {"title": "untitled", "id": "untitled", "status": "draft", "level": "high"}


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A rule that must not be used: it is only good for finding further faults.

    ``cut`` has the keys of the rule of which something was taken out, or put in as a stand-in.
    """

    rule: Rule
    cut: frozenset[str]

    def whole(self, *keys: str) -> bool:
        """Tell whether these keys are as the analyst wrote them."""
        return self.cut.isdisjoint(keys)


def salvaged(plain: dict[str, Any], error: ValidationError) -> Salvaged | None:
    """Return the rule without what was refused; None where nothing sound is left.

    ``plain`` is the document as plain values; it is changed.
    """
    cut: set[str] = set()
    for _ in range(_ROUNDS):
        details = error.errors(include_url=False)
        cut.update(str(detail["loc"][0]) for detail in details)
        _take_out(plain, details)
        plain.update({name: _STAND_INS[name] for name in _STAND_INS if name not in plain})
        try:
            return Salvaged(Rule.model_validate(plain), frozenset(cut))
        except ValidationError as further:
            error = further
    return None


def _take_out(plain: dict[str, Any], details: list[ErrorDetails]) -> None:
    # All are found before the first is taken out: one may stand inside another.
    found = [_refused(plain, detail) for detail in details]
    for holder, key in found:
        holder.pop(key, None)


def _refused(plain: dict[str, Any], detail: ErrorDetails) -> tuple[dict[str, Any], str]:
    """Return the key to take out, and its mapping: what was refused, or what lacks a key.

    An item of a list goes with its list: what the schema says of later items counts places.
    """
    holder, key = plain, ""
    value: Any = plain
    for step in detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]:
        if not _has(value, step):
            continue  # the schema names its own alternatives too
        if isinstance(value, dict):
            holder, key = value, str(step)
        value = value[step]
    return holder, key


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value
