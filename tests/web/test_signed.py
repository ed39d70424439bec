"""Signed links of messages: opening one changes nothing, its button acts, forgery is refused."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from monitor.delivery.links import sign
from monitor.delivery.options import Secret
from monitor.events.deliveries import DeliveryRequested
from monitor.views.alert_queries import alerts
from tests.web.test_guard import FORM, TOKEN, form_of
from tests.web.world import KEY


@pytest.fixture
def alert(world):
    return next(row.alert for row in alerts(world.views.rows) if row.match.place == "Imam Sahib")


def path(world, alert, verb="acknowledge", *, key=KEY, lasts=timedelta(days=7)):
    return f"/signed/{sign(key, verb=verb, alert=alert, until=world.clock.now() + lasts)}"


def opened(client, address):
    page = client.ask(address)
    return page, f"monitor_visit={page.cookies['monitor_visit']}"


def press(client, address, **fields):
    page, cookie = opened(client, address)
    body = urlencode({"form_token": form_of(page), **fields})
    done = client.ask(address, data=body, Cookie=cookie, **FORM)
    said = f"{cookie}; monitor_said={done.cookies.get('monitor_said', '')}"
    return done, client.ask(address, Cookie=said)


def events(world, kind):
    return [event for event in world.log.read(0, limit=10_000) if event.type == kind]


@pytest.mark.parametrize("verb", ["acknowledge", "resolve", "silence"])
def test_opening_a_link_shows_the_alert_asks_and_changes_nothing(client, world, alert, verb):
    before = world.log.head()
    address = path(world, alert, verb)
    for method in ("GET", "HEAD", "GET"):
        answer = client.ask(address, method=method)
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
    assert f"{verb.capitalize()} this alert?" in answer.text
    assert "Imam Sahib reported" in answer.text
    assert world.log.head() == before


def test_its_button_acknowledges_once(client, world, alert):
    address = path(world, alert)
    done, after = press(client, address, by="Ada", comment="calling Kunduz")
    assert done.status == 303
    assert "Ada</bdi> took it" in after.text
    assert "calling Kunduz" in after.text
    assert "<form" not in after.text.partition("<main")[2]
    other, cookie = opened(client, path(world, alert, "resolve"))
    body = urlencode({"form_token": form_of(other), "by": "Bo"})
    again = client.ask(address, data=body, Cookie=cookie, **FORM)
    assert "was%20acknowledged%20by%20Ada" in again.cookies["monitor_said"]
    assert len(events(world, "alert.acknowledged")) == 1


def test_silencing_covers_the_rule_at_its_place_once(client, world, alert):
    before = len(events(world, "silence.created"))
    address = path(world, alert, "silence")
    press(client, address, by="Ada", comment="a drill", **{"for": "8h"})
    silence = next(s for s in world.alerts.board.silences() if s.comment == "a drill")
    assert silence.matcher == {"rule": "territory-captured-near-border", "place": "Imam Sahib"}
    assert silence.until == world.clock.now() + timedelta(hours=8)
    page = client.ask(address)
    assert "Ada</bdi> silenced this rule here" in page.text
    other, cookie = opened(client, path(world, alert, "resolve"))
    body = urlencode({"form_token": form_of(other), "by": "Bo", "comment": "again"})
    answer = client.ask(address, data=body, Cookie=cookie, **FORM)
    assert "silenced%20it%20already" in answer.cookies["monitor_said"]
    assert len(events(world, "silence.created")) == before + 1


def test_a_message_on_the_page_does_not_give_away_its_links(client, world, alert):
    link = f"https://monitor.example{path(world, alert)}"
    asked = DeliveryRequested(
        delivery="d9", alert=alert, route="r", destination="mail", subject="s", text=f"go {link} !"
    )
    world.put(asked, "delivery/d9")
    world.flow()
    event = world.log.head().position
    for address in ("/deliveries/d9", f"/log/{event}", "/api/deliveries", "/log"):
        text = client.ask(address).text
        assert path(world, alert).removeprefix("/signed/") not in text, address
    assert "go https://monitor.example/signed/… !" in client.ask("/deliveries/d9").text


def test_resolving_ends_it_and_every_link_then_says_so(client, world, alert):
    press(client, path(world, alert, "resolve"), by="Ada", comment="retaken")
    for verb in ("acknowledge", "resolve", "silence"):
        text = client.ask(path(world, alert, verb)).text
        assert "There is nothing left to do" in text
    assert events(world, "alert.resolved")[-1]


def test_without_a_name_nothing_is_done(client, world, alert):
    _, after = press(client, path(world, alert), by="  ")
    assert "Not done:" in after.text
    assert events(world, "alert.acknowledged") == []


def test_a_changed_a_forged_and_an_old_link_permit_nothing(client, world, alert):
    address = path(world, alert)
    other = address.replace(alert, "0" * len(alert))
    for wrong in (other, address[:-1] + ("0" if address[-1] != "0" else "1"), "/signed/x"):
        answer = client.ask(wrong)
        assert answer.status == 403, wrong
        assert "not made here" in answer.text
        assert "Imam Sahib" not in answer.text
    assert client.ask(path(world, alert, key=Secret("another"))).status == 403
    old = path(world, alert, lasts=timedelta(minutes=1))
    page, cookie = opened(client, old)
    world.clock.moment += timedelta(minutes=1)
    late = urlencode({"form_token": form_of(page), "by": "Ada"})
    for answer in (client.ask(old), client.ask(old, data=late, Cookie=cookie, **FORM)):
        assert answer.status == 410
        assert "was good until" in answer.text
    assert events(world, "alert.acknowledged") == []


def test_only_the_pages_own_form_acts(client, world, alert):
    address = path(world, alert)
    page, cookie = opened(client, address)
    body = urlencode({"form_token": form_of(page), "by": "Eve"})
    assert client.ask(address, data=urlencode({"by": "Eve"}), Cookie=cookie, **FORM).status == 403
    assert client.ask(address, data=body, Cookie="monitor_visit=other", **FORM).status == 403
    elsewhere = {"Origin": "https://evil.example", **FORM}
    assert client.ask(address, data=body, Cookie=cookie, **elsewhere).status == 403
    assert events(world, "alert.acknowledged") == []


def test_a_link_opens_one_alert_to_a_stranger_and_nothing_else(world, serve, alert):
    client = serve(world, token=TOKEN)
    address = path(world, alert)
    _, after = press(client, address, by="Ada")
    assert "Ada</bdi> took it" in after.text
    for closed in (f"/alerts/{alert}", "/", f"/api/alerts/{alert}"):
        assert client.ask(closed).status in (303, 401)


def test_a_proxys_user_needs_no_name(world, serve, alert):
    client = serve(world, user_header="X-Remote-User")
    address = path(world, alert)
    page = client.ask(address, X_Remote_User="ada@desk")
    assert 'name="by"' not in page.text.partition("<main")[2]
    cookie = f"monitor_visit={page.cookies['monitor_visit']}"
    body = urlencode({"form_token": form_of(page), "by": "somebody else"})
    client.ask(address, data=body, Cookie=cookie, X_Remote_User="ada@desk", **FORM)
    assert world.alerts.board.alerts()[0] is not None
    assert [e for e in events(world, "alert.acknowledged") if b"ada@desk" in e.data]


def test_where_messages_hold_no_links_there_is_no_such_page(world, serve, alert):
    world.links = False
    assert serve(world).ask(path(world, alert)).status == 404
