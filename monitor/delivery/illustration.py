"""The picture in a mail: made when the mail is sent, put where its template left room.

The log keeps the words of a message, not its picture: that can be drawn again from the log. A mail
never waits long for its picture, and goes without one where none can be made.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

import structlog

from monitor.delivery.transport import Outgoing

# Stands in the HTML template. In words of strangers it would be escaped: they cannot move it.
ROOM = "<!-- picture -->"
NAME = "map.png"
LARGEST = 1_000_000

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG, and the same in words for those who do not see it."""

    png: bytes
    words: str


Pictures = Callable[[str, str], Picture | None]
"""Makes the picture for an alert and a delivery, by their ids; None where it has none."""


def no_pictures(_alert: str, _delivery: str) -> None:
    """Mails hold words alone."""


def illustrated(message: Outgoing, pictures: Pictures) -> Outgoing:
    """Return a mail with its picture; without one where there is no room, or none can be made."""
    if ROOM not in message.html:
        return message
    picture = _picture(message, pictures)
    if picture is None:
        return replace(message, html=message.html.replace(ROOM, ""))
    shown = (
        f'<img src="cid:{NAME}" alt="{escape(picture.words)}" width="592" class="picture" '
        'style="display:block;width:100%;max-width:592px;height:auto;margin:16px 0 0;border:0">'
    )
    return replace(message, html=message.html.replace(ROOM, shown, 1), picture=picture.png)


def _picture(message: Outgoing, pictures: Pictures) -> Picture | None:
    try:
        picture = pictures(message.alert, message.key)
    # Not only Exception: the painter's native part may panic, and the mail must go all the same.
    except BaseException as error:  # noqa: BLE001
        logger.warning("mail.no_picture", delivery=message.key, error=str(error))
        return None
    return picture if picture and len(picture.png) <= LARGEST else None
