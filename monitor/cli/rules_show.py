"""Rules, shown as the program understands them."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.rules.conditions.condition import Condition
    from monitor.rules.ruleset.rules import CompiledRule


def rules_table(rules: "Sequence[CompiledRule]") -> None:
    """Print one line a rule."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("id", "status", "level", "asked about", "title"):
        table.add_column(heading, overflow="fold")
    for rule in rules:
        asked = ", ".join(sorted(rule.types)) or rule.anchor.value
        table.add_row(rule.id, rule.rule.status, rule.rule.level, asked, rule.rule.title)
    Console().print(table)


def rules_json(rules: "Sequence[CompiledRule]") -> str:
    """Return the rules as JSON, with their digests and files."""
    plain = [
        {
            "file": rule.file,
            "digest": rule.digest,
            "anchor": rule.anchor,
            **rule.rule.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        }
        for rule in rules
    ]
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def one_rule(rule: "CompiledRule") -> str:
    """Return one rule in words: conditions with lists and word forms unfolded."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: "CompiledRule") -> Iterator[str]:
    from monitor.rules.conditions.words import in_words

    written = rule.rule
    yield f"{written.title}  ({rule.id}, {written.status}, {written.level})"
    yield f"  in {rule.file}, digest {rule.digest[:12]}"
    if written.description:
        yield f"  {written.description}"
    yield "when"
    yield from _indented(rule.when)
    for exception in rule.exceptions:
        lower = f" (lower to {exception.lower_to})" if exception.lower_to else ""
        yield f"unless {exception.name}{lower}"
        yield from _indented(exception.condition)
    yield from in_words(written)
    examples = written.examples
    yield f"examples: {len(examples.fires)} fire, {len(examples.quiet)} stay quiet"


def _indented(condition: "Condition") -> Iterator[str]:
    from monitor.rules.conditions.words import condition_in_words

    yield from (f"  {line}" for line in condition_in_words(condition))
