"""What the tests of the rules room share: rules from text, claims and events made by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.events.envelope import Envelope
from monitor.events.values import ActorClass, Claim, ClaimType, Side, Status
from monitor.rules.conditions.known import Known, PlaceRef
from monitor.rules.loader import Loaded, load_texts

NOON = datetime(2021, 7, 5, 12, tzinfo=UTC)

PLACES = {
    "ishkashim": (
        PlaceRef(id="af-ishkashim", name="Ishkashim", kind="district", country="AF"),
        PlaceRef(id="tj-ishkoshim", name="Ishkoshim", kind="district", country="TJ"),
    ),
    "eshkashim": (PlaceRef(id="af-ishkashim", name="Ishkashim", kind="district", country="AF"),),
    "ishkoshim": (PlaceRef(id="tj-ishkoshim", name="Ishkoshim", kind="district", country="TJ"),),
    "imam sahib": (PlaceRef(id="af-imam-sahib", name="Imam Sahib", kind="district", country="AF"),),
    "badakhshan": (PlaceRef(id="af-badakhshan", name="Badakhshan", kind="province"),),
    "kunduz": (PlaceRef(id="af-kunduz", name="Kunduz", kind="province", country="AF"),),
}
KNOWN = Known(
    places=PLACES,
    borders=frozenset({"AF-TJ", "AF-PK"}),
    routes=frozenset({"border-desk", "duty-officer"}),
    sources=frozenset({"khovar", "amu"}),
    nations={"afghan": "AF", "taliban": "AF", "tajik": "TJ", "south sudanese": "SS"},
)

PROOF = """
examples:
  fires: ["It fell."]
  quiet: [{text: "It did not.", because: BECAUSE}]
"""


def claim(kind=ClaimType.TERRITORY_CAPTURED, **changes):
    """A capture of Ishkashim by the Taliban, unless told otherwise."""
    values = {
        "type": kind,
        "status": Status.ASSERTED,
        "actor": "Taliban fighters",
        "actor_class": ActorClass.MILITANTS,
        "actor_side": Side.NON_STATE,
        "place": "Ishkashim",
        "place_id": "af-ishkashim",
        "place_kind": "district",
        "province": "Badakhshan",
        "country": "AF",
        "border": "AF-TJ",
        "border_km": 2.0,
        "borders": {"AF-TJ": 2.0, "AF-PK": 40.0},
        "evidence": "Ishkashim fell to the Taliban",
        "span": (0, 29),
    }
    return Claim(**{**values, **changes})


def rule_text(when, *, extra="", proof=True, because="denied", status="stable"):
    """A whole rule file around a condition."""
    head = f"title: A rule\nid: a-rule\nstatus: {status}\nlevel: high\n"
    return (
        head
        + f"when:\n{_indent(when)}\n{extra}\n"
        + (PROOF.replace("BECAUSE", because) if proof else "")
    )


def _indent(text):
    return "\n".join(f"  {line}" for line in text.strip("\n").splitlines())


def load(*texts, known=KNOWN, before=None) -> Loaded:
    files = {f"r{number}.yml": text.encode() for number, text in enumerate(texts)}
    return load_texts(files, known, before=before)


def sound(*texts, known=KNOWN) -> Loaded:
    loaded = load(*texts, known=known)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded


def one(text, known=KNOWN):
    """The single compiled rule of a file."""
    return sound(text, known=known).rules.rules[0]


def messages(*texts, known=KNOWN):
    return [str(fault) for fault in load(*texts, known=known).faults]


def at(hours=0.0, days=0.0):
    return NOON + timedelta(hours=hours, days=days)


def envelope(event, *, position=1, time=NOON, subject="x", name=None):
    return Envelope(
        position=position,
        id=name or f"event-{position}",
        type=event.TYPE,
        subject=subject,
        version=1,
        time=time,
        recorded_at=time,
        correlation_id="c",
        causation_id=None,
        data=event,
    )


@pytest.fixture(name="known")
def _known():
    return KNOWN
