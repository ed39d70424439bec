"""What is left of a rule when the schema has refused parts of it: the rest is checked too."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.rules.schema import Rule

_ROUNDS = 3  # what is left may show a fault that the first one hid


def salvaged(plain: Any, error: ValidationError) -> Rule | None:
    """Return the rule without what was refused; None where nothing sound is left.

    ``plain`` is the document as plain values; it is changed. The rule must not be used: it is only
    good for finding further faults.
    """
    for _ in range(_ROUNDS):
        if not all(_cut(plain, detail) for detail in error.errors(include_url=False)):
            return None
        try:
            return Rule.model_validate(plain)
        except ValidationError as further:
            error = further
    return None


def _cut(plain: Any, detail: ErrorDetails) -> bool:
    """Take out the value that was refused, or the mapping that lacks a key."""
    path = detail["loc"][:-1] if detail["type"] == "missing" else detail["loc"]
    holder, key = None, None
    value = plain
    for step in path:
        if not _has(value, step):
            break  # the schema names its own alternatives too
        holder, key = value, step
        value = value[step]
    if isinstance(holder, list):
        return False  # the places of what comes behind would shift
    if isinstance(holder, dict):
        holder.pop(key, None)
    return bool(path)  # without a holder it was taken out already; a missing title cannot be


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value
