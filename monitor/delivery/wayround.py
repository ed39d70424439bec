"""The way round: a message that was given up goes to the fallback route instead."""

from collections.abc import Iterator
from html import escape

from monitor.delivery.defuse import clean, clip
from monitor.delivery.options import (
    TERMINAL,
    DeliveryOptions,
    Destination,
    branches,
    terminal,
)
from monitor.delivery.wording import LONGEST_SUBJECT
from monitor.events.deliveries import DeliveryAbandoned, DeliveryRequested
from monitor.flow.ids import event_id

UNDELIVERED = "(undelivered) "


def _plain(subject: str) -> str:
    return subject.removeprefix(UNDELIVERED)


def detour(
    request: DeliveryRequested, given_up: DeliveryAbandoned, options: DeliveryOptions
) -> Iterator[DeliveryRequested]:
    """Yield the same message for whoever stands in; the terminal where there is nobody else."""
    note = clean(f"Could not be delivered to {request.destination}: {given_up.reason}", limit=300)
    for destination in _stand_ins(request, options):
        key = event_id("delivery", request.delivery, "fallback", destination.name)
        yield DeliveryRequested(
            delivery=key,
            alert=request.alert,
            route=f"fallback/{options.fallback or ''}".rstrip("/"),
            destination=destination.name,
            subject=clip(f"{UNDELIVERED}{_plain(request.subject)}", LONGEST_SUBJECT),
            text=f"{note}\n\n{request.text}",
            html=_with_note(request.html, note) if destination.kind == "mail" else "",
            level=request.level,
            fallback_for=request.delivery,
            covers=request.covers,
            why=note,
            about=request.about,
        )


def _stand_ins(request: DeliveryRequested, options: DeliveryOptions) -> list[Destination]:
    if request.fallback_for:
        # The stand-in failed as well: the journal is the last resort.
        return [] if request.destination == TERMINAL else [terminal()]
    route = options.route(options.fallback)
    names = (
        dict.fromkeys(name for branch in branches((route,)) for name in branch.to) if route else {}
    )
    found = [options.destination(name) for name in names if name != request.destination]
    return [destination for destination in found if destination] or [terminal()]


def _with_note(html: str, note: str) -> str:
    if not html:
        return ""
    head, body, rest = html.partition("<body")
    tag, closing, content = rest.partition(">")
    return f"{head}{body}{tag}{closing}<p><strong>{escape(note)}</strong></p>{content}"
