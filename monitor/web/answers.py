"""Answers that are no pages: JSON and CSV."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response


def json_answer(request: Request, value: Any, *, lasts: int = 0) -> Response:
    """Return a value as JSON with its ETag; an empty 304 where the browser already has it."""
    body = msgspec.json.encode(value)
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": f"private, max-age={lasts}" if lasts else "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def csv_answer(name: str, head: Sequence[str], lines: Iterable[Sequence[object]]) -> Response:
    """Return a table as a CSV file to keep."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in line] for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.getvalue(), media_type="text/csv", headers=headers)


def _cell(value: object) -> object:
    """Keep a spreadsheet from taking words of an article for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
