"""Sends one message with Apprise: the only module that imports it.

It runs in the sending process (``nursery``), in a child that lives for one message. One address, a
fresh instance (a used one throttles mail to one in five seconds), no retries of Apprise's own (the
log keeps the attempts), no redirections, limits on every wait. Addresses never reach a log.
"""

import logging
from typing import Any

import apprise
from apprise.attachment.memory import AttachMemory
from apprise.plugins.email import base as mail

from monitor.delivery.illustration import NAME as PICTURE
from monitor.delivery.options import TERMINAL
from monitor.delivery.parcel import Answer, Request
from monitor.delivery.witness import watch
from monitor.events.values import Level

APP = "Border monitor"
KEY_HEADERS = ("Idempotency-Key", "X-Monitor-Delivery-Id")
NOT_UNDERSTOOD = "the destination's address is not one that Apprise understands"
SEVERAL = "the destination names several recipients: give each one a destination of its own"
TYPES = {
    Level.CRITICAL.value: apprise.NotifyType.FAILURE,
    Level.HIGH.value: apprise.NotifyType.FAILURE,
    Level.MEDIUM.value: apprise.NotifyType.WARNING,
}


def warm_up() -> None:
    """Load now what every message needs (half a second), not with each of them.

    One mail and one web hook are refused by our own machine: nothing leaves it.
    """
    _hush()
    for url in (
        "mailto://127.0.0.1:1/?to=nobody@localhost.local&mode=insecure",
        "json://127.0.0.1:1",
    ):
        service = _service(url, _asset())
        if service is not None:
            service.notify(body="<p>warm</p>", title="warm", body_format=apprise.NotifyFormat.HTML)


def fault(url: str) -> str | None:
    """Return what is wrong with an address, without showing it; None where it can be used."""
    if url.startswith(f"{TERMINAL}://"):
        return None
    _hush()
    service = _service(url, _asset())
    if service is None:
        return NOT_UNDERSTOOD
    return SEVERAL if len(service) > 1 else None


def send(request: Request) -> Answer:
    """Send a message; say how it ended. Call once in a process: answers are hooked for good."""
    _hush()
    asset = _asset()
    service = _service(request.url, asset)
    if service is None:
        return Answer(sent=False, reason=NOT_UNDERSTOOD, permanent=True)
    if len(service) > 1:
        return Answer(sent=False, reason=SEVERAL, permanent=True)
    _limit(service, request.timeout)
    _show_key(service, request)
    _own_text(request.text)
    seen = watch()
    result = _notify(service, asset, request)
    if result.status is apprise.AppriseResultStatus.SUCCESS:
        return Answer(sent=True)
    if result.status is apprise.AppriseResultStatus.NOMATCH:
        return Answer(sent=False, reason=NOT_UNDERSTOOD, permanent=True)
    return seen.failure()


def _hush() -> None:
    # Apprise logs addresses, and the parts of them that it does not understand.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)


def _asset() -> apprise.AppriseAsset:
    # No limit of Apprise's own: it would send in a thread that cannot be ended. Ours is the kernel.
    return apprise.AppriseAsset(
        app_id=APP,
        http_redirects=False,
        default_service_retry=0,
        service_timeout=0,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
        secure_logging=True,
        async_mode=False,
    )


def _service(url: str, asset: apprise.AppriseAsset) -> Any:
    if "\n" in url or "\r" in url:
        return None
    service = apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
    if service is not None:
        service.retry = 0  # first of all: Apprise counts recipients times attempts
    return service


def _limit(service: Any, timeout: float) -> None:
    """Bound every wait, and keep what an address may say from undoing what we rely on."""
    service.redirects = False
    # What is too long for a service goes out in pieces; it would be refused as a whole.
    service.overflow_mode = apprise.OverflowMode.SPLIT
    service.socket_connect_timeout = min(float(service.socket_connect_timeout), timeout)
    service.socket_read_timeout = min(float(service.socket_read_timeout), timeout)


def _show_key(service: Any, request: Request) -> None:
    """Put the idempotency key where a machine can read it; the text of the message has it too."""
    headers = getattr(service, "headers", None)
    if isinstance(headers, dict):
        headers.update(dict.fromkeys(KEY_HEADERS, request.key))
        if request.may_be_repeat:
            headers["X-Monitor-May-Be-Repeat"] = "yes"


def _own_text(text: str) -> None:
    """Make our text the plain part of a mail; Apprise would derive one from the HTML, less legibly.

    Where a later Apprise has no such function, its own text part goes out.
    """
    if hasattr(mail, "convert_between"):
        mail.convert_between = lambda *_args, **_kwargs: text


def _picture(request: Request) -> apprise.AppriseAttachment | None:
    """Return the picture to be shown inside the mail; None where it has none."""
    if not request.picture:
        return None
    make: Any = AttachMemory  # its parameters have no types
    png = make(content=request.picture, name=PICTURE, mimetype="image/png")
    return apprise.AppriseAttachment([png])


def _notify(service: Any, asset: apprise.AppriseAsset, request: Request) -> Any:
    html = bool(request.html)
    sender = apprise.Apprise(asset=asset)
    sender.add(service)
    attached = _picture(request)
    if attached:
        service.inline = True
    return sender.notify(
        attach=attached,
        body=request.html if html else request.text,
        title=request.subject,
        notify_type=TYPES.get(request.level, apprise.NotifyType.INFO),
        body_format=apprise.NotifyFormat.HTML if html else apprise.NotifyFormat.TEXT,
        interpret_escapes=False,
    )
