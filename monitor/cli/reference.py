"""The page of commands, from the commands themselves: ``python -m monitor.cli.reference``."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

HEAD = """# Commands

From the program itself (`python -m monitor.cli.reference > docs/commands.md`). Every command takes
`--help`; what prints a table also prints `--format json` or `jsonl`. A command that found a fault
ends with exit code 1, one that was not understood with 2. `monitor --config FILE` and
`monitor --state FOLDER` stand before the command's name.
"""


def page() -> str:
    """Return the page as Markdown."""
    import typer.main

    from monitor.cli.main import app

    root = typer.main.get_command(app)
    return HEAD + "".join(_sections(root, "monitor"))


def _sections(group: Any, words: str) -> Iterator[str]:
    for name, command in group.commands.items():
        called = f"{words} {name}"
        if hasattr(command, "commands"):
            yield from _sections(command, called)
            continue
        yield f"\n## `{called}`\n\n{_summary(command)}\n"
        lines = [line for line in map(_parameter, command.params) if line]
        if lines:
            yield "\n" + "\n".join(lines) + "\n"


def _summary(command: Any) -> str:
    return " ".join((command.help or "").split())


def _parameter(parameter: Any) -> str:
    if parameter.name == "help":
        return ""
    text = " ".join((getattr(parameter, "help", None) or "").split())
    if parameter.param_type_name == "argument":
        return f"- `{parameter.name.upper()}`: {text}"
    names = ", ".join(parameter.opts)
    choices = type(parameter.default) if isinstance(parameter.default, Enum) else ()
    return f"- `{names}`: {text}" + (f" One of {', '.join(choices)}." if choices else "")


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
