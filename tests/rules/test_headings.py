"""Headings of alerts: what is known is told, and what is not leaves no hole."""

import pytest

from monitor.rules.format.templates import filled

KNOWN = {"place": "Kuf Ab", "actor": "Taliban fighters", "sources": "1"}


@pytest.mark.parametrize(
    ("template", "values", "told"),
    [
        ("{place} reported fallen to {actor}", KNOWN, "Kuf Ab reported fallen to Taliban fighters"),
        ("{place} reported fallen to {actor}", {"place": "Kuf Ab"}, "Kuf Ab reported fallen"),
        ("{place} shelled by {actor} again", {"place": "Kuf Ab"}, "Kuf Ab shelled again"),
        ("{actor} cross at {place}", {}, "somebody cross at an unnamed place"),
        ("{actor} reinforces the border", {}, "somebody reinforces the border"),
        ("fire from {from} to {to}", {}, "fire from an unnamed country to an unnamed country"),
        ("{place}: {sources} sources", KNOWN, "Kuf Ab: 1 source"),
        ("{place} and {actor}", {"actor": "{place}"}, "an unnamed place and {place}"),
    ],
)
def test_a_heading_is_filled_with_what_is_known(template, values, told):
    assert filled(template, values) == told
