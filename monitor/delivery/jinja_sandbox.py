"""The sandbox for templates of one's own: nothing outside, and nothing without end.

A template is rendered while alerts wait. What could take for ever, or all memory, is refused: loops
in loops in loops, long ranges, powers, and texts blown up by a number.
"""

from typing import Any

from jinja2 import BaseLoader, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

DEEPEST = 2  # loops inside each other
LONGEST = 1000  # turns of a range
BLOWING_UP = frozenset(
    {"format", "format_map", "center", "ljust", "rjust", "zfill", "expandtabs", "replace"}
)
FILTERS = ("center", "format", "indent", "replace", "wordwrap")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox; what reaches out of it fails aloud instead of printing nothing."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, loader: BaseLoader, **settings: Any) -> None:
        super().__init__(loader=loader, **settings)
        self.globals = {"dict": dict, "range": _range}
        for name in FILTERS:
            del self.filters[name]

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        raise SecurityError(f"a template may not use {attribute!r} of {type(obj).__name__}")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr in BLOWING_UP:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Any:
        if super().wrap_str_format(value) is not None:
            raise SecurityError("a template may not use 'format' of a text")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise SecurityError(f"a template may not use {operator!r} with {type(left).__name__}")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for loop in template.find_all(nodes.For):
            if _depth(loop) > DEEPEST:
                words = f"loops may stand in each other at most {DEEPEST} deep"
                raise TemplateSyntaxError(words, loop.lineno, name, filename)
        return template


def _range(*bounds: int) -> range:
    turns = range(*bounds)
    if len(turns) > LONGEST:
        raise OverflowError(f"a range may have {LONGEST} turns at most")
    return turns


def _depth(loop: nodes.For) -> int:
    """Return how many loops stand in each other from this one on."""
    inner = (_depth(each) for each in loop.find_all(nodes.For) if each is not loop)
    return 1 + max(inner, default=0)
