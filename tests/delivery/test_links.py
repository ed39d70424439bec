"""Signed links permit one thing, for a while, to whoever holds them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.step import AlertsStep
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.links import Permission, read, sign
from monitor.delivery.options import DeliveryOptions, Destination, Route, Secret
from monitor.delivery.step import DeliveryStep
from tests.alerts.builders import Stream, a_match
from tests.fakes.clock import FixedClock

KEY = Secret("a long random key")
NOW = FixedClock().now()


def a_token(**changes):
    fields = {"verb": "acknowledge", "alert": "8d96f31f5d52", "until": NOW + timedelta(hours=1)}
    return sign(changes.pop("key", KEY), **(fields | changes))


def test_a_token_says_what_it_permits():
    until = NOW + timedelta(hours=1)
    permission = Permission(verb="acknowledge", alert="8d96f31f5d52", until=until)
    assert read(KEY, a_token(), NOW) == permission


def test_a_token_expires():
    assert "was good until 2026-01-18 13:00" in read(KEY, a_token(), NOW + timedelta(hours=1))


@given(st.integers(0, 70), st.characters(categories=("Nd", "Ll", "Po")))
def test_a_changed_token_permits_nothing(at, other):
    token = a_token()
    changed = token[:at] + other + token[at + 1 :]
    if changed != token:
        assert "not made here" in read(KEY, changed, NOW)


@pytest.mark.parametrize("token", ["", ".", "...", "x", "acknowledge.a.1.", "a.b.c.d", "ü.ü.1.ü"])
def test_nonsense_permits_nothing(token):
    assert "not made here" in read(KEY, token, NOW)
    assert "not made here" in read(KEY, a_token(key=Secret("another")), NOW)


def test_a_message_holds_the_link_where_there_is_a_page_and_a_key():
    options = DeliveryOptions(
        destinations=(Destination(name="mail", url=Secret("mailto://h")),),
        routes=(Route(name="border-desk", to=("mail",)),),
        page="https://monitor.example.org/",
        link_key=KEY,
    )
    stream = Stream(AlertsStep(), DeliveryStep(options, Templates()))
    (raised, request) = stream.put(a_match())
    prefix = "https://monitor.example.org/signed/"
    token = next(word for word in request.text.split() if word.startswith(prefix))
    assert token in request.html
    permission = read(KEY, token.removeprefix(prefix), NOW)
    assert (permission.verb, permission.alert) == ("acknowledge", raised.alert)
    assert "a long random key" not in repr(options)
