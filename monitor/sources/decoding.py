"""From bytes to text: what is not text, or not in a known encoding, is refused with a reason."""

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_ANY_BOM = tuple(mark for mark, _ in _BOMS)
_ANY_MAGIC = tuple(magic for magic, _ in _MAGIC)
_HEAD = 4096
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})""")
_CONTROLS = bytes(sorted(frozenset(range(32)) - {9, 10, 12, 13, 27}))
_TEXT_CODECS = re.compile(r"utf-8|ascii|(cp|iso8859|koi8|mac|big5|gb|euc|shift)[a-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotText:
    """Why bytes cannot be read as text, and what to do about it."""

    reason: str
    hint: str


def decode(raw: bytes, *, markup: bool = False) -> str | NotText:
    """Return the text of a file: UTF-8, or what its byte order mark or HTML head declares.

    There is no guessing: a wrong guess turns a name into letters that nobody notices.
    """
    for mark, encoding in _BOMS if raw.startswith(_ANY_BOM) else ():
        if raw.startswith(mark):
            return _decoded(raw, encoding)
    if binary := _binary(raw):
        return binary
    declared = _declared(raw) if markup else None
    return _decoded(raw, declared or "utf-8")


def _binary(raw: bytes) -> NotText | None:
    hint = "Save the article as plain text in UTF-8, as Markdown or as HTML."
    if raw.startswith(_ANY_MAGIC):
        kind = next(kind for magic, kind in _MAGIC if raw.startswith(magic))
        return NotText(reason=f"this is {kind}, not text", hint=hint)
    head = raw[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if b"\0" in raw or controls * 50 > len(head):
        return NotText(reason="this is binary data, not text", hint=hint)
    return None


def _declared(raw: bytes) -> str | None:
    found = _XML.search(raw[:_HEAD]) or _DECLARED.search(raw[:_HEAD])
    if found is None:
        return None
    name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    # What reads as ASCII cannot be UTF-16; UTF-7 and the transforms hide markup.
    return known if _TEXT_CODECS.fullmatch(known) else None


def _decoded(raw: bytes, encoding: str) -> str | NotText:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return NotText(
            reason=f"this is not {encoding.removesuffix('-sig').upper()} text: "
            f"byte {error.start} (line {line}) does not fit",
            hint=_conversion(raw),
        )


def _conversion(raw: bytes) -> str:
    """Return what to do; the encoding named is a guess for the reader, never used to decode."""
    high = sum(byte >= 0xC0 for byte in raw[:_HEAD])
    letters = sum(chr(byte).isalpha() for byte in raw[:_HEAD]) or 1
    guess = "windows-1251" if high * 3 > letters else "windows-1252"
    return f"Convert it to UTF-8, as in: iconv -f {guess} -t utf-8 OLD > NEW"
