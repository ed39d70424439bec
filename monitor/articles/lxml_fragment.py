"""HTML fragments, as feeds carry them, to paragraphs (the only importer of lxml in this room)."""

from collections.abc import Iterator

from lxml import etree, html

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_DROPPED = frozenset(
    [
        "aside",
        "audio",
        "button",
        "canvas",
        "figcaption",
        "footer",
        "form",
        "head",
        "iframe",
        "input",
        "nav",
        "noscript",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "video",
    ]
)


def paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML, each on one line; nothing where it is not HTML."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    parts = "".join(_texts(root)).split("\n")
    return tuple(line for part in parts if (line := " ".join(part.split())))


def _texts(root: html.HtmlElement) -> Iterator[str]:
    """Walk without recursion, for markup may be nested as deep as it likes."""
    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        dropped = element.tag in _DROPPED
        block = element.tag in _BLOCKS
        if event == "start" and skipped is None:
            if dropped:
                skipped = element
            yield "\n" if block else ""
            yield _flat(element.text) if not dropped else ""
        elif event == "end" and (skipped is None or skipped is element):
            skipped = None
            yield "\n" if block or dropped else ""
            yield _flat(element.tail) if element is not root else ""


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
