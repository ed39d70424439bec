"""Renders messages with Jinja; only this module and its ``jinja_sandbox`` import it.

The shipped templates stand in ``templates/``; a folder of one's own may hold others of the same
names. A template of one's own that fails must not cost an alert: the shipped one is used instead.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)

from monitor.delivery.jinja_sandbox import Sandbox
from monitor.delivery.wording import Message, chat_message, example
from monitor.errors import Fault

SHIPPED = Path(__file__).parent / "templates"
FORMS = ("mail.txt", "mail.html", "chat.txt", "terminal.txt")
HTML = ("html.j2",)  # the endings of templates in which every field is escaped
LONGEST = 60_000

logger = structlog.get_logger(__name__)


class Missing(ChainableUndefined):
    """What a template prints for a field that does not exist: a plain word, not an error."""

    def __str__(self) -> str:
        return "(unknown)"


_SETTINGS: dict[str, Any] = {
    "undefined": Missing,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    subject: str
    text: str
    html: str = ""


class Templates:
    """Words messages for each kind of destination. ``folder`` holds templates of one's own."""

    def __init__(self, folder: Path | None = None) -> None:
        # Our own templates need no sandbox: what strangers wrote is their data, never their source.
        self._shipped = Environment(
            loader=FileSystemLoader(SHIPPED), autoescape=select_autoescape(HTML), **_SETTINGS
        )
        self._own = _sandbox(folder) if folder else None
        self._folder = folder

    def render(self, message: Message, kind: str) -> Rendered:
        """Return a message in the form that a kind of destination takes.

        ``kind`` is mail (text and HTML), chat, webhook (the text of a mail) or terminal.
        """
        if kind == "chat":
            short = chat_message(message)
            return Rendered(subject=short.subject, text=self._form("chat.txt", short))
        if kind == "terminal":
            return Rendered(subject=message.subject, text=self._form("terminal.txt", message))
        html = self._form("mail.html", message) if kind == "mail" else ""
        return Rendered(subject=message.subject, text=self._form("mail.txt", message), html=html)

    def _form(self, form: str, message: Message) -> str:
        name = f"{form}.j2"
        if self._own and self._folder and (self._folder / name).is_file():
            try:
                return _fill(self._own.get_template(name), message)
            # A sandboxed template may fail in any way its author managed to write.
            except Exception as error:  # noqa: BLE001
                logger.warning("template.failed", template=name, error=str(error))
        return _fill(self._shipped.get_template(name), message)


def check(folder: Path, sample: Message | None = None) -> list[Fault]:
    """Return the faults of templates of one's own: wrong syntax, unknown fields, unknown names."""
    sample = sample or example()
    environment = _sandbox(folder)
    environment.undefined = StrictUndefined
    known = {f"{form}.j2" for form in FORMS}
    faults = []
    for path in sorted(folder.glob("*.j2")):
        if path.name not in known:
            names = ", ".join(sorted(known))
            faults.append(Fault(file=str(path), message=f"no message uses it; known: {names}"))
            continue
        faults += _faults(path, environment, sample)
    return faults


def _faults(path: Path, environment: Sandbox, sample: Message) -> list[Fault]:
    try:
        _fill(environment.get_template(path.name), sample)
    except TemplateSyntaxError as error:
        return [Fault(file=str(path), line=error.lineno, column=1, message=str(error.message))]
    except (TemplateError, TypeError, OverflowError) as error:
        return [Fault(file=str(path), message=str(error))]
    return []


def _fill(template: Template, message: Message) -> str:
    lines = template.render(message=message).strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)[:LONGEST] + "\n"


def _sandbox(folder: Path) -> Sandbox:
    return Sandbox(loader=FileSystemLoader(folder), autoescape=select_autoescape(HTML), **_SETTINGS)
