"""Export: one CloudEvents 1.0 JSON object for each event of the log."""

import base64

import msgspec

from monitor.events.envelope import Recorded, moment

SOURCE = "/monitor"


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The CloudEvents 1.0 JSON format; the attributes below ``data`` are extensions."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: str
    datacontenttype: str
    dataschema: str
    data: msgspec.Raw
    sequence: str
    streamversion: int
    recordedat: str
    correlationid: str
    causationid: str | None
    previoushash: str
    hash: str


def _hex(digest: bytes) -> str:
    return base64.b16encode(digest).decode().lower()


def to_cloudevent(recorded: Recorded) -> bytes:
    """Return one line of JSON (without its line end)."""
    return msgspec.json.encode(
        CloudEvent(
            specversion="1.0",
            id=recorded.id,
            source=SOURCE,
            type=recorded.type,
            subject=recorded.subject,
            time=moment(recorded.time).isoformat().replace("+00:00", "Z"),
            datacontenttype="application/json",
            dataschema=f"/monitor/events/{recorded.type}/{recorded.schema_version}",
            data=msgspec.Raw(recorded.data),
            sequence=str(recorded.position),
            streamversion=recorded.version,
            recordedat=moment(recorded.recorded_at).isoformat().replace("+00:00", "Z"),
            correlationid=recorded.correlation_id,
            causationid=recorded.causation_id,
            previoushash=_hex(recorded.prev_hash),
            hash=_hex(recorded.hash),
        )
    )
