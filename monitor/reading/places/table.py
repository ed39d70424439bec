"""Tables: CSV files read with the line and column of each value, for faults that can be found."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table: the values by column name, and where they stand."""

    file: str
    line: int
    source: str
    values: Mapping[str, str]
    order: tuple[str, ...]

    def text(self, column: str) -> str:
        return self.values.get(column, "")

    def fault(self, column: str, message: str, *, hint: str = "") -> Fault:
        """Return a fault that points at this column's value."""
        return Fault(
            file=self.file,
            line=self.line,
            column=self._column(column),
            message=message,
            hint=hint,
            excerpt=self.source,
        )

    def _column(self, name: str) -> int:
        if name not in self.order:
            return 1
        return field_start(self.source, self.order.index(name))


def field_start(line: str, index: int) -> int:
    """Return the column, from 1, at which the field with this index begins in a line of CSV."""
    quoted, seen = False, 0
    for column, char in enumerate(line):
        if seen == index:
            return column + 1
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            seen += 1
    return len(line) + 1


def read_table(
    path: Path, columns: Sequence[str], required: Sequence[str], faults: list[Fault]
) -> Iterator[Row]:
    """Yield the rows of a CSV file whose header names known columns; no file has no rows.

    Faults: not UTF-8, unknown, missing or repeated columns, too many fields, a value that is
    required and empty. Rows with a fault of their own are left out, the others still come.
    """
    text = _read_text(path, faults)
    lines = text.splitlines()
    if not lines:
        return
    reader = csv.reader(lines)
    header = tuple(name.strip() for name in next(reader))
    head = Row(file=str(path), line=1, source=lines[0], values={}, order=header)
    if not _header_is_right(head, columns, required, faults):
        return
    line = 1
    for fields in reader:
        start, line = line + 1, reader.line_num
        if not fields or fields[0].startswith("#"):
            continue
        row = Row(
            file=str(path),
            line=start,
            source=lines[start - 1],
            values=dict(zip(header, map(str.strip, fields), strict=False)),
            order=header,
        )
        if not _row_faults(row, fields, required, faults):
            yield row


def _read_text(path: Path, faults: list[Fault]) -> str:
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        faults.append(
            Fault(
                file=str(path),
                message=f"This file is not UTF-8 (byte {error.start}).",
                hint="Save it as UTF-8.",
            )
        )
        return ""


def _header_is_right(
    head: Row, columns: Sequence[str], required: Sequence[str], faults: list[Fault]
) -> bool:
    before, header = len(faults), head.order
    for index, name in enumerate(header):
        if name not in columns:
            hint = f"Known columns: {', '.join(columns)}."
            faults.append(head.fault(name, f"Unknown column {name!r}.", hint=hint))
        elif name in header[:index]:
            faults.append(head.fault(name, f"Column {name!r} stands twice."))
    missing = [name for name in required if name not in header]
    faults.extend(head.fault("", f"Column {name!r} is missing.") for name in missing)
    return len(faults) == before


def _row_faults(
    row: Row, fields: Sequence[str], required: Sequence[str], faults: list[Fault]
) -> bool:
    before = len(faults)
    if len(fields) > len(row.order):
        hint = "Put a value that holds a comma in double quotes."
        message = f"{len(fields)} fields, but the header names {len(row.order)}."
        faults.append(row.fault(row.order[-1], message, hint=hint))
    empty = [name for name in required if not row.text(name)]
    faults.extend(row.fault(name, f"{name!r} is empty.") for name in empty)
    return len(faults) > before


def number(row: Row, column: str, faults: list[Fault]) -> float | None:
    """Return the number in a column, or None where it is empty; a fault where it is no number."""
    text = row.text(column)
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        faults.append(row.fault(column, f"{text!r} is not a number.", hint="Write it like 36.71."))
        return None


def several(text: str) -> tuple[str, ...]:
    """Return the members of a list separated by ``|``."""
    return tuple(part for part in map(str.strip, text.split("|")) if part)
