"""The ground of the pages' tests: six districts and the line between them."""

from monitor.views.control import District
from monitor.web.atlas import Atlas
from tests.views.scenes import AFGHANISTAN

DISTRICTS = {
    d.name: d
    for d in (
        District(
            place_id="af-kunduz-qala-e-zal",
            km=75.0,
            name="Qala-e Zal",
            province="Kunduz",
            country="AF",
            governments=AFGHANISTAN,
        ),
        District(
            place_id="af-kunduz-imam-sahib",
            km=73.9,
            name="Imam Sahib",
            province="Kunduz",
            country="AF",
            governments=AFGHANISTAN,
        ),
        District(
            place_id="af-takhar-darqad",
            km=39.0,
            name="Darqad",
            province="Takhar",
            country="AF",
            governments=AFGHANISTAN,
        ),
        District(
            place_id="af-badakhshan-ishkashim",
            km=82.5,
            name="Ishkashim",
            province="Badakhshan",
            country="AF",
            governments=AFGHANISTAN,
        ),
        District(
            place_id="tj-khatlon-panj", km=69.6, name="Panj", province="Khatlon", country="TJ"
        ),
        District(
            place_id="tj-gbao-ishkoshim", km=98.1, name="Ishkoshim", province="GBAO", country="TJ"
        ),
    )
}
SPOTS = {
    "af-kunduz-qala-e-zal": (68.467, 37.02),
    "af-kunduz-imam-sahib": (68.917, 37.189),
    "af-takhar-darqad": (69.45, 37.483),
    "af-badakhshan-ishkashim": (71.573, 36.706),
    "tj-khatlon-panj": (69.1, 37.235),
    "tj-gbao-ishkoshim": (71.612, 36.725),
}
ATLAS = Atlas(
    border="AF-TJ",
    frontier=(
        ((67.8, 37.18), (68.3, 37.1), (68.9, 37.25), (69.3, 37.3), (69.5, 37.6), (70.2, 37.9)),
        ((70.2, 37.9), (71.0, 38.4), (71.5, 37.9), (71.5, 37.2), (71.6, 36.7), (72.6, 37.0)),
    ),
    context={"AF-UZ": (((66.5, 37.35), (67.8, 37.18)),)},
    districts=tuple(DISTRICTS.values()),
    spots=SPOTS,
    titles={district.place_id: name for name, district in DISTRICTS.items()},
    names={"AF": "Afghanistan", "TJ": "Tajikistan"},
)
