"""The words of a message that tells of several alerts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from monitor.delivery.defuse import clip
from monitor.delivery.illustration import ROOM
from monitor.delivery.memory import rank_of
from monitor.delivery.wording import LONGEST_SUBJECT
from monitor.events.deliveries import DeliveryGathered

SHOWN = 20  # in full; of the others only their subjects
SHEETS = 12  # of a mail in HTML: some programs cut one off at a hundred kilobytes
SHOWN_IN_CHAT = 3  # a channel is read on a telephone
LISTED_IN_CHAT = 20
TITLE = re.compile("<title>.*?</title>", re.DOTALL)
SHEET = (
    "max-width:592px;margin:0 auto;background:#ffffff;border:1px solid #d0d7de;padding:14px 24px"
)
SMALL = "max-width:592px;margin:12px auto;color:#57606a;font-size:12px"
WRAPPED = "white-space:pre-wrap;overflow-wrap:anywhere;font-family:inherit;margin:0"
PLAIN_HEAD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head>'
    '<body style="font-family:sans-serif;padding:16px">'
)
RULE = "\n\n" + "-" * 40 + "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    subject: str
    text: str
    html: str = ""


def worded(items: Sequence[DeliveryGathered], more: int, delivery: str, kind: str) -> Worded:
    """Return a message in the form that a kind of destination takes.

    ``items`` stand in the order they came; ``more`` came after them and are only counted. One alone
    keeps its own words.
    """
    if len(items) == 1 and not more:
        html = items[0].html if kind == "mail" else ""
        return Worded(subject=items[0].subject, text=items[0].text, html=html)
    html = html_of(items, more, delivery) if kind == "mail" else ""
    text = chat_text_of if kind == "chat" else text_of
    return Worded(subject=subject_of(items, more), text=text(items, more, delivery), html=html)


def subject_of(items: Sequence[DeliveryGathered], more: int) -> str:
    """Return the subject of a message that tells of several, the gravest first."""
    ranked = _gravest_first(items)
    level = ranked[0].level.upper()
    heads = "; ".join(_head(item.subject) for item in ranked)
    return clip(f"[{level}] {len(items) + more:,} alerts: {heads}", LONGEST_SUBJECT)


def text_of(items: Sequence[DeliveryGathered], more: int, delivery: str) -> str:
    """Return the text of a message that tells of several, in the order they came."""
    parts = [items[0].why.capitalize()] if items[0].why else []
    parts += [f"{item.subject}\n{item.text.strip()}".strip() for item in items[:SHOWN]]
    also = [f"- {item.subject} (monitor why {item.alert})" for item in items[SHOWN:]]
    also += [_and(more)] if more else []
    if also:
        parts.append("Also:\n" + "\n".join(also))
    return RULE.join(parts) + f"\n\n{_end(items, more, delivery)}\n"


def chat_text_of(items: Sequence[DeliveryGathered], more: int, delivery: str) -> str:
    """Return the same in the length that people read in a channel, the gravest first."""
    ranked = _gravest_first(items)
    parts = [items[0].why.capitalize()] if items[0].why else []
    parts += [f"{item.subject}\n{item.text.strip()}".strip() for item in ranked[:SHOWN_IN_CHAT]]
    listed = ranked[SHOWN_IN_CHAT : SHOWN_IN_CHAT + LISTED_IN_CHAT]
    left = len(ranked) - SHOWN_IN_CHAT - len(listed) + more
    lines = [f"- {item.subject} ({item.alert})" for item in listed]
    lines += [_and(left)] if left > 0 else []
    if lines:
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + f"\n\n{_end(items, more, delivery)}\n"


def html_of(items: Sequence[DeliveryGathered], more: int, delivery: str) -> str:
    """Return the same as a mail in HTML, the gravest first; words in it are escaped.

    The alerts keep the sheets of their own mails, below a list of all.
    """
    ranked = _gravest_first(items)
    why = escape(items[0].why.capitalize())
    why = f'<p style="margin:0 0 10px">{why}</p>' if why else ""
    lines = "".join(f"<li>{escape(item.subject)}</li>" for item in ranked)
    lines += f"<li>{escape(_and(more))}</li>" if more else ""
    # What came late is kept without its words, however grave it is.
    worded = [item for item in ranked if item.text]
    frame = next((item.html for item in worded if item.html), "")
    head, closing = _frame(frame, subject_of(items, more))
    return (
        f'{head}<div class="sheet" style="{SHEET}">{why}<ul style="margin:0;padding-left:20px">'
        f"{lines}</ul></div>{''.join(map(_sheet, worded[:SHEETS]))}"
        f'<p class="soft" style="{SMALL}">{escape(_end(items, more, delivery))}</p>{closing}'
    )


def _frame(html: str, subject: str) -> tuple[str, str]:
    """Return what stands before and after the sheet of a mail, under a subject of our own."""
    head, body, rest = html.partition("<body")
    attributes, bracket, _ = rest.partition(">")
    if not (body and bracket):
        return PLAIN_HEAD, "</body></html>\n"
    head = TITLE.sub(lambda _: f"<title>{escape(subject)}</title>", head)
    return f"{head}<body{attributes}>\n", "</body>\n</html>\n"


def _sheet(item: DeliveryGathered) -> str:
    """Return an alert's own sheet, without the room for its map: a mail has one picture."""
    _, body, rest = item.html.partition("<body")
    sheet = rest.partition(">")[2].partition("</body>")[0].replace(ROOM, "")
    if body and sheet:
        return f'<div style="margin-top:16px">{sheet}</div>'
    text = f'<pre style="{WRAPPED}">{escape(item.text.strip())}</pre>'
    return f'<h2 style="font-size:17px;margin:18px 0 4px">{escape(item.subject)}</h2>{text}'


def _and(more: int) -> str:
    return f"and {more:,} more: `monitor alerts` lists them"


def _end(items: Sequence[DeliveryGathered], more: int, delivery: str) -> str:
    return f"Delivery {delivery} (of {len(items) + more:,} alerts)"


def _gravest_first(items: Sequence[DeliveryGathered]) -> list[DeliveryGathered]:
    return sorted(items, key=lambda item: -rank_of(item.level))


def _head(subject: str) -> str:
    return subject.partition("] ")[2] or subject
