import base64
import re
from datetime import timedelta

import pytest

from monitor.errors import ConfigurationError
from monitor.web.options import WebOptions
from monitor.web.seal import Seal
from tests.web.world import NOON

TOKEN = "a-token-of-enough-length"
FORM = {"Content_Type": "application/x-www-form-urlencoded"}


def form_of(answer):
    return re.search(r'name="form_token" value="([^"]+)"', answer.text)[1]


def visit(client, path="/"):
    first = client.ask(path)
    return f"monitor_visit={first.cookies['monitor_visit']}", form_of(first)


def test_every_answer_forbids_scripts_and_styles_that_are_not_the_pages_own(client):
    for path in ("/", "/map", "/static/app.css", "/api/alerts", "/no-such-page", "/healthz"):
        headers = client.ask(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_an_inline_script_style_or_handler(client):
    for path in ("/", "/map", "/tally", "/rules/draft", "/articles/a0000004", "/sources"):
        text = client.ask(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)
        assert not re.search(r"<[^>]+\sstyle=", text)
        assert not re.search(r"<[^>]+\son[a-z]+=", re.sub(r"&lt;.*?&gt;", "", text))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil:80", ""]
)
def test_another_host_name_is_refused_so_that_rebinding_does_not_work(client, host):
    assert client.ask("/api/alerts", Host=host).status == 421


def test_names_that_people_type_are_answered(world, serve):
    client = serve(world, names=("monitor.example",))
    assert client.ask("/", Host="monitor.example:8080").status == 200
    assert client.ask("/", Host="localhost").status == 200


def test_a_form_of_another_site_is_refused(client, world):
    cookie, token = visit(client)
    alert = world.alerts.board.alerts()[0].id
    body = f"form_token={token}&verb=acknowledge"
    for headers in ({"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}):
        answer = client.ask(f"/alerts/{alert}/do", data=body, Cookie=cookie, **FORM, **headers)
        assert answer.status == 403
    assert not world.alerts.board.get(alert).acknowledged_by


def test_a_form_without_this_browsers_token_is_refused(client, world):
    cookie, token = visit(client)
    alert = world.alerts.board.alerts()[0].id
    path = f"/alerts/{alert}/do"
    assert client.ask(path, data="verb=acknowledge", Cookie=cookie, **FORM).status == 403
    other = "monitor_visit=another"
    assert client.ask(path, data=f"form_token={token}", Cookie=other, **FORM).status == 403
    assert client.ask(path, data=f"form_token={token}", Cookie=cookie).status in (403, 415, 303)
    assert not world.alerts.board.get(alert).acknowledged_by


def test_a_form_that_is_too_long_or_of_another_kind_is_refused(client):
    cookie, token = visit(client, "/rules/draft")
    body = f"form_token={token}&draft=" + "x" * 600_000
    assert client.ask("/rules/draft", data=body, Cookie=cookie, **FORM).status == 413
    answer = client.ask("/rules/draft", data="{}", Cookie=cookie, Content_Type="application/json")
    assert answer.status == 415


def test_with_a_token_strangers_see_nothing_but_the_login_and_the_health(world, serve):
    client = serve(world, token=TOKEN)
    for path in ("/", "/api/alerts", "/metrics", "/feed.atom", "/events", "/map.svg", "/log"):
        answer = client.ask(path)
        assert answer.status == 401, path
        assert "Imam" not in answer.text
    page = client.ask("/", Accept="text/html")
    assert (page.status, page.headers["location"]) == (303, "/login")
    assert client.ask("/healthz").status == 200
    assert client.ask("/login").status == 200


def test_a_bearer_and_a_feed_reader_come_in_with_the_token_and_not_with_another(world, serve):
    client = serve(world, token=TOKEN)
    assert client.ask("/api/alerts", Authorization=f"Bearer {TOKEN}").status == 200
    basic = base64.b64encode(f"reader:{TOKEN}".encode()).decode()
    assert client.ask("/feed.atom", Authorization=f"Basic {basic}").status == 200
    assert client.ask("/api/alerts", Authorization="Bearer wrong").status == 401
    assert client.ask("/api/alerts", Authorization="Basic !!!").status == 401


def test_the_login_gives_a_session_that_no_other_site_gets(world, serve):
    client = serve(world, token=TOKEN)
    cookie, token = visit(client, "/login")
    wrong = client.ask("/login", data=f"form_token={token}&token=no", Cookie=cookie, **FORM)
    assert wrong.status == 403
    assert "monitor_session" not in wrong.cookies
    right = client.ask("/login", data=f"form_token={token}&token={TOKEN}", Cookie=cookie, **FORM)
    session = right.cookies["monitor_session"]
    assert "SameSite=Strict" in right.headers["set-cookie"]
    assert client.ask("/api/alerts", Cookie=f"monitor_session={session}").status == 200
    assert client.ask("/api/alerts", Cookie=f"monitor_session={session}x").status == 401


def test_a_session_ends_after_its_time():
    seal = Seal(TOKEN)
    session = seal.session(NOON)
    assert seal.is_session(session, NOON + timedelta(days=29))
    assert not seal.is_session(session, NOON + timedelta(days=31))
    assert Seal(TOKEN).is_session(session, NOON), "it outlives a restart"
    assert not Seal("another-token-of-length").is_session(session, NOON)


def test_only_a_known_proxy_is_believed_who_it_is(world, serve):
    behind = serve(world, user_header="X-Remote-User")
    assert behind.ask("/api/alerts").status == 401
    assert behind.ask("/api/alerts", X_Remote_User="ada").status == 200
    elsewhere = serve(world, user_header="X-Remote-User", proxies=("10.1.2.3",))
    assert elsewhere.ask("/api/alerts", X_Remote_User="ada").status == 401
    plain = serve(world)
    assert "zora" not in plain.ask("/", X_Remote_User="zora").text


def test_a_page_open_to_the_network_needs_a_token():
    with pytest.raises(ConfigurationError, match="for anybody"):
        WebOptions(host="0.0.0.0").check()
    with pytest.raises(ConfigurationError, match="too few"):
        WebOptions(host="0.0.0.0", token="short").check()
    WebOptions(host="0.0.0.0", token=TOKEN).check()
    WebOptions(host="::1").check()
    assert TOKEN not in repr(WebOptions(token=TOKEN))


def test_the_way_back_never_leads_to_another_site(client, world):
    cookie, token = visit(client)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "\\/evil"):
        body = f"form_token={token}&by=Ada&back={back}"
        assert client.ask("/name", data=body, Cookie=cookie, **FORM).headers["location"] == "/"
    body = f"form_token={token}&by=Ada&back=/map"
    assert client.ask("/name", data=body, Cookie=cookie, **FORM).headers["location"] == "/map"
