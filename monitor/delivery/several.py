"""The words of a message that tells of several alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from monitor.delivery.defuse import clip
from monitor.delivery.illustration import ROOM
from monitor.delivery.memory import rank_of
from monitor.delivery.wording import LONGEST_SUBJECT
from monitor.events.deliveries import DeliveryGathered

SHOWN = 50  # in full; of the others only their subjects
SHOWN_IN_CHAT = 3  # a channel is read on a telephone
LISTED_IN_CHAT = 20
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
    """Return the same as a mail in HTML; everything in it is escaped."""
    why = f"<p>{escape(items[0].why.capitalize())}</p>" if items[0].why else ""
    blocks = [
        f'<h2 style="font-size:17px;margin:18px 0 4px">{escape(item.subject)}</h2>'
        f'<pre style="white-space:pre-wrap;font-family:inherit;margin:0">'
        f"{escape(item.text.strip())}</pre>"
        for item in items[:SHOWN]
    ]
    left = "".join(f"<li>{escape(item.subject)}</li>" for item in items[SHOWN:])
    left += f"<li>{escape(_and(more))}</li>" if more else ""
    also = f"<p>Also:</p><ul>{left}</ul>" if left else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="color-scheme" content="light dark"></head>'
        '<body style="font-family:sans-serif;max-width:640px;margin:0 auto;padding:16px">'
        f"{why}{''.join(blocks)}{also}{ROOM}"
        f'<p style="color:#57606a;font-size:12px">{escape(_end(items, more, delivery))}</p>'
        "</body></html>\n"
    )


def _and(more: int) -> str:
    return f"and {more:,} more: `monitor alerts` lists them"


def _end(items: Sequence[DeliveryGathered], more: int, delivery: str) -> str:
    return f"Delivery {delivery} (of {len(items) + more:,} alerts)"


def _gravest_first(items: Sequence[DeliveryGathered]) -> list[DeliveryGathered]:
    return sorted(items, key=lambda item: -rank_of(item.level))


def _head(subject: str) -> str:
    return subject.partition("] ")[2] or subject
