"""What a file holds: by its name, and by how it begins."""

_MEDIA_TYPES = {
    "": "text/plain",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
_MARKUP = ("<!doctype html", "<html", "<?xml")


def media_type_of(name: str) -> str | None:
    """Return what a file is by its name; None for the names of other kinds of file."""
    dot = name.rfind(".")
    suffix = name[dot:].lower() if 0 < dot < len(name) - 1 else ""
    # "report.2017" or "No. 5" end in no known suffix, yet are names and not kinds.
    plausible = suffix[1:].isalpha() and len(suffix) <= 6
    return _MEDIA_TYPES.get(suffix, None if plausible else "text/plain")


def as_it_begins(media_type: str, text: str) -> str:
    """Return HTML for a page that was saved under the name of a text."""
    return "text/html" if media_type == "text/plain" and _is_markup(text) else media_type


def _is_markup(text: str) -> bool:
    head = text[:20] if text[:1].isalnum() else text.lstrip()[:20]
    return head.lower().startswith(_MARKUP)
