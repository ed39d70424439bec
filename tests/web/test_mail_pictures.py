"""The map in alert mails: of the alert's border, on its day, with its place ringed."""

import threading
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from monitor.assembly.readers import places_of
from monitor.cli import mail_pictures as module
from monitor.cli.mail_pictures import mail_pictures
from monitor.config.settings import Settings
from monitor.events.deliveries import DeliveryRequested
from monitor.views.alert_queries import alerts

SETTINGS = Settings()
PLACES = places_of(SETTINGS)


@pytest.fixture
def draw(world):
    return mail_pictures(SETTINGS, PLACES, world.views.rows, world.clock)


def alert_at(world, place):
    return next(row.alert for row in alerts(world.views.rows) if row.match.place == place)


def test_it_shows_the_day_of_the_alert_and_says_so_in_words(world, draw):
    # Years later the map is still the one of the time that the alert is about.
    world.clock.moment += timedelta(days=900)
    picture = draw(alert_at(world, "Ishkashim"), "d1")
    assert picture.png[:4] == b"\x89PNG"
    assert picture.words.startswith(
        "Map of the border between Afghanistan and Tajikistan on 2021-07-05: "
    )
    assert "km contested; Ishkashim is ringed." in picture.words


def test_the_mails_of_one_alert_share_a_picture_and_those_of_another_do_not(world, draw):
    first = alert_at(world, "Ishkashim")
    assert draw(first, "d0") is draw(first, "d1")
    other = draw(alert_at(world, "Imam Sahib"), "d1")
    assert "Imam Sahib is ringed" in other.words
    assert other.png != draw(first, "d1").png


def test_an_alert_that_is_not_known_has_no_picture(draw):
    assert draw("no such alert", "d1") is None


def test_an_alert_far_from_every_border_has_no_picture(world, draw, monkeypatch):
    alert = alert_at(world, "Ishkashim")
    row = module.found_alert(world.views.rows, alert)
    inland = replace(row, match=msgspec.structs.replace(row.match, border=None))
    monkeypatch.setattr(module, "found_alert", lambda rows, name: inland)
    assert draw(alert, "d1") is None


def test_it_waits_for_the_views_to_know_of_the_delivery(world, draw):
    alert = alert_at(world, "Ishkashim")
    asked = DeliveryRequested(
        delivery="late", alert=alert, route="r", destination="mail", subject="s", text="t"
    )
    world.put(asked, "delivery/late")
    timer = threading.Timer(0.3, world.views.catch_up)
    timer.start()
    assert draw(alert, "late") is not None
    timer.join()
    assert next(world.views.rows.run("SELECT 1 FROM delivery WHERE delivery = 'late'"))


def test_it_waits_no_longer_than_its_patience(world, draw, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    assert draw(alert_at(world, "Ishkashim"), "never asked for") is not None
