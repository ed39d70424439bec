"""`monitor read`: articles in, claims out."""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.formats import AnyLineForm, LineForm

if TYPE_CHECKING:
    from monitor.reading.document import Document
    from monitor.reading.reader import Reader


def read(
    file: Annotated[
        str, typer.Argument(help="A text, Markdown, HTML or JSONL file; - for standard input.")
    ],
    form: AnyLineForm = LineForm.TEXT,
    explain: Annotated[bool, typer.Option(help="Show how each sentence was read.")] = False,
    published: Annotated[
        str | None, typer.Option(help="The day of publication of a text (YYYY-MM-DD).")
    ] = None,
    vocabulary: Annotated[
        list[Path] | None, typer.Option(help="A folder with vocabulary of your own.")
    ] = None,
    places: Annotated[
        list[Path] | None, typer.Option(help="A folder with places of your own.")
    ] = None,
) -> None:
    """Read articles and print what they say happened.

    A text, a Markdown file or a page is cleaned as the monitor cleans it: its front matter tells
    the title, the day and the language.

    JSONL holds one article a line: {"id", "title", "text", "published", "source", "language"};
    the output has one line for each, in the same order. Exit code 1: a line could not be read.
    """
    from monitor.errors import MonitorError
    from monitor.reading.reader import load_reader

    try:
        content = _content(file)
        reader = load_reader(vocabulary or (), places or ())
    except MonitorError as error:
        _complain(error)
        raise typer.Exit(1) from None
    articles = _articles(content, file, published)
    failed = [problem for problem in _print_all(articles, reader, form, explain) if problem]
    if failed:
        raise typer.Exit(1)


def _complain(error: Any) -> None:
    typer.echo(str(error), err=True)
    if error.hint:
        typer.echo(error.hint, err=True)
    for fault in error.faults:
        typer.echo(fault.render(), err=True)


def _content(file: str) -> str:
    from monitor.errors import MonitorError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise MonitorError(
            f"{file}: {error.strerror}.", hint="Give a file, or - for input."
        ) from None
    if b"\0" in data[:4096]:
        raise MonitorError(f"{file}: this is not text.", hint="Give text, Markdown or JSONL.")
    return data.decode("utf-8", errors="replace")


def _articles(content: str, file: str, published: str | None) -> Iterator[tuple[Any, Any, str]]:
    """(id, document, problem) for each article; a problem has no document."""
    lines = content.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("{"):
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _from_json(line, file, number)
        return
    yield _from_text(content, file, published)


def _from_json(line: str, file: str, number: int) -> tuple[Any, Any, str]:
    import json

    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return None, None, f"{file}:{number}:{error.colno}: {error.msg}."
    if not isinstance(record, dict):
        return None, None, f"{file}:{number}:1: An article is an object in braces."
    article = record.get("id")
    wrong = _wrong_field(record)
    if wrong:
        column = max(line.find(f'"{wrong}"'), 0) + 1
        return article, None, f"{file}:{number}:{column}: {wrong}: {_WANTED[wrong]}"
    return article, _document(record), ""


_WANTED = {
    "id": "Each article needs an `id` (a text).",
    "title": "The title is a text.",
    "text": "Each article needs a `text`.",
    "published": "A date such as 2021-07-06, a moment in ISO 8601, or null.",
    "source": "The source is a text.",
    "language": "The language is a code such as en.",
}


def _wrong_field(record: dict[str, Any]) -> str:
    from monitor.reading.accepted import published_on

    for name in ("id", "text"):
        if not isinstance(record.get(name), str):
            return name
    for name in ("title", "source", "language", "published"):
        if record.get(name) is not None and not isinstance(record[name], str):
            return name
    published = record.get("published")
    return "published" if published and published_on(published) is None else ""


def _document(record: dict[str, Any]) -> "Document":
    from monitor.reading.accepted import published_on
    from monitor.reading.document import Document

    return Document(
        id=record["id"],
        title=record.get("title") or "",
        text=record["text"],
        published=published_on(record.get("published")),
        source=record.get("source") or "",
        language=record.get("language") or "en",
    )


def _from_text(content: str, file: str, published: str | None) -> tuple[Any, Any, str]:
    from monitor.cli.read_text import document_of
    from monitor.reading.accepted import published_on

    day: dt.date | None = published_on(published)
    if published and day is None:
        return file, None, f"{file}: --published: {_WANTED['published']}"
    return file, document_of(content, file, day), ""


def _print_all(
    articles: Iterator[tuple[Any, Any, str]],
    reader: "Reader",
    form: LineForm,
    explain: bool,
) -> Iterator[str]:
    for article, document, problem in articles:
        if problem:
            typer.echo(problem, err=True)
        if document is None:
            if article is not None and form is not LineForm.TEXT:
                _print_json({"id": article, "claims": []})
        elif explain:
            _print_explanation(reader.explain(document), form)
        else:
            _print_claims(document, reader.read(document), form)
        yield problem


def _print_json(record: Any) -> None:
    import msgspec

    typer.echo(msgspec.json.encode(record).decode())


def _print_explanation(explanation: Any, form: LineForm) -> None:
    if form is LineForm.TEXT:
        from rich.console import Console

        Console(soft_wrap=True, highlight=False).print(explanation.text(markup=True))
        return
    _print_json(explanation)


def _print_claims(document: "Document", claims: tuple[Any, ...], form: LineForm) -> None:
    import msgspec

    if form is not LineForm.TEXT:
        _print_json({"id": document.id, "claims": msgspec.to_builtins(claims)})
        return
    typer.echo(f"{document.id}: {len(claims) or 'no'} claim{'s' * (len(claims) != 1)}")
    for claim in claims:
        where = claim.where or "place unknown"
        typer.echo(f"  {claim.type} ({claim.status}): {where}{_details(claim)}")
        typer.echo(f'    "{claim.evidence}"')


def _details(claim: Any) -> str:
    parts = []
    if claim.origin or claim.to:
        parts.append(f"{claim.origin or '?'} to {claim.to or '?'}")
    if claim.actor_class.value != "unknown":
        parts.append(claim.actor_class.value)
    if claim.count is not None:
        parts.append(f"count {claim.count}")
    if claim.killed is not None:
        low, high = claim.killed
        parts.append(f"killed {low}" if low == high else f"killed {low} to {high}")
    if claim.border_km is not None:
        parts.append(f"{claim.border_km:g} km from {claim.border}")
    return ", " + ", ".join(parts) if parts else ""
