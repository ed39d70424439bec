import json
import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from urllib.parse import urlencode

import msgspec
import pytest

from monitor.events.sources import SourcePolled
from monitor.views.alert_queries import alerts
from monitor.views.incident_queries import incidents
from monitor.web.queries.log import LogFilter, newest
from tests.web.claims import claim
from tests.web.scene import IMAM
from tests.web.test_guard import FORM, visit
from tests.web.world import NOON

PAGES = (
    "/",
    "/alerts",
    "/map",
    "/incidents",
    "/tally",
    "/search",
    "/rules",
    "/sources",
    "/deliveries",
    "/log",
)


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_log_shows_what_to_do_next(empty, serve, path):
    answer = serve(empty).ask(path)
    assert answer.status == 200
    assert "<h1>" in answer.text
    if path not in ("/rules", "/sources", "/map"):
        assert 'class="empty"' in answer.text
        assert 'class="hint"' in answer.text


def test_now_shows_the_gravest_first_with_proof_sources_place_and_state(client):
    text = client.ask("/").text
    order = re.findall(r'class="card lv-(\w+)"', text)
    assert order == sorted(order, key=["critical", "high", "medium", "low"].index)
    card = text[text.index("Imam Sahib reported") :].partition("</article>")[0]
    assert "<mark>Imam Sahib district of Kunduz has fallen to the Taliban</mark>" in card
    assert ", residents told Khovar by telephone." in card
    assert "2 sources" in card
    assert "corroborated" in card
    assert "4 km from the border" in card
    ishkashim = text[text.index("Ishkashim reported") :].partition("</article>")[0]
    assert "disputed" in ishkashim
    assert "Denied by <bdi>The governor of Badakhshan" in ishkashim


def test_an_alert_tells_why_it_fired_its_life_and_whom_it_was_told(client, world):
    first = alerts(world.views.rows)[0]
    text = client.ask(f"/alerts/{first.alert}").text
    assert "within 50 km of AF-TJ" in text
    assert "confirmed by a second source: Khovar" in text
    assert "desk-chat" in text
    assert "the server said 503" in text
    assert client.ask(f"/alerts/{first.alert[:6]}").status == 200, "a beginning will do"
    assert client.ask("/alerts/nope").status == 404


def test_an_incident_shows_every_claim_who_says_so_and_who_denies_it(client, world):
    found = {row.place: row.incident for row in incidents(world.views.rows)}
    text = client.ask(f"/incidents/{found['Imam Sahib']}").text
    assert "Said by <bdi>a council member" in text
    assert "Said by <bdi>residents" in text
    assert "3–7" in text
    assert "second source: Khovar" in text
    assert "given up" in text, "the deliveries that followed"
    disputed = client.ask(f"/incidents/{found['Ishkashim']}").text
    assert "Denied by <bdi>The governor of Badakhshan" in disputed
    assert client.ask("/incidents/nope").status == 404


def test_an_article_shows_claims_in_its_text_and_why_the_rest_was_not_told(client):
    text = client.ask("/articles/a0000003").text
    assert re.search(r'class="mk mk-news mk mk-place "[^>]*>Ishkashim</span>', text)
    assert re.search(r'class="mk mk-denial "[^>]*>The governor of Badakhshan</span>', text)
    assert "Troops cross the border" in text
    fears = client.ask("/articles/a0000005").text
    assert "Nothing in it is news" in fears
    assert "feared or possible" in fears
    assert "a copy of a story already read" in client.ask("/articles/a0000008").text
    assert "Nothing readable was found" in client.ask("/articles/a0000009").text


def test_nothing_of_an_article_becomes_markup_or_steers_the_text(client):
    for path in ("/", "/articles/a0000004", "/search?q=darqad", "/log", "/incidents"):
        text = client.ask(path).text
        assert "<script>alert" not in text
        assert "<script>document" not in text
        assert "<img src=x" not in text
        assert "\u202e" not in text
        assert "javascript:alert" not in re.sub(
            r"<pre.*?</pre>|<bdi>.*?</bdi>", "", text, flags=re.DOTALL
        )
        assert " 49 " not in text, "{{ 7*7 }} is not evaluated"
    assert "{{ 7*7 }}" in client.ask("/articles/a0000004").text


def test_search_marks_what_was_found_and_takes_no_syntax_from_people(client):
    text = client.ask("/search?q=governor").text
    assert "<mark>governor</mark>" in text
    for words in ('"', "AND OR NOT", "a*b(", "NEAR(", "'; DROP TABLE alert; --", "\x00", "é" * 400):
        assert client.ask(f"/search?{urlencode({'q': words})}").status == 200
    assert client.ask("/search?q=%22&page=9999999999").status == 200
    two = client.ask("/search?q=district+governor+border").text
    assert "border, on Saturday" in re.sub(r"</?mark>", "", two), "paragraphs do not become marks"
    assert two.count("<mark>") == two.count("</mark>")
    only = client.ask("/search?type=border-closure").text
    assert "a0000007" in only
    assert "a0000001" not in only


def test_the_tally_has_the_figures_of_the_command_line_also_as_csv(client, world):
    text = client.ask("/tally").text
    assert "3–7" in text
    lines = client.ask("/tally.csv?by=type").text.splitlines()
    assert lines[0].startswith("type,incidents_low,incidents_high,killed_low")
    assert any(line.startswith("territory-captured,2,3,3,7") for line in lines)
    totals = json.loads(client.ask("/api/tally?by=type").text)["total"]
    assert totals["killed"] == {"low": 3, "high": 7}
    assert client.ask("/tally?by=nonsense&since=yesterday&until=9999-99-99").status == 200


def test_charts_show_quiet_months_as_nothing_rather_than_leaving_them_out(empty, serve):
    for name, day in (("a1", "2021-03-03"), ("a2", "2021-06-06")):
        empty.tell(
            name, IMAM, claim(IMAM, "Taliban fighters overran Imam Sahib", when=day), day=day
        )
    text = serve(empty).ask("/tally").text
    series = json.loads(re.search(r"data-series='?\"?([^\"]+)\"", text)[1].replace("&#34;", '"'))
    assert series["labels"] == ["2021-03", "2021-04", "2021-05", "2021-06"]


def test_rules_show_record_budget_problems_and_examples(client):
    text = client.ask("/rules").text
    assert "The last reload was refused" in text
    assert "Did you mean high?" in text
    assert "too loud" in text
    assert "1 of 2 fail" in text
    one = client.ask("/rules/territory-captured-near-border").text
    assert "claim: territory-captured" in one
    assert "found: fires" in one
    assert client.ask("/rules/none").status == 404


def test_a_draft_is_tried_without_script_too(client):
    cookie, token = visit(client, "/rules/draft")
    body = f"form_token={token}&verb=check&draft=level:+hihg"
    text = client.ask("/rules/draft", data=body, Cookie=cookie, **FORM).text
    assert "is not a level" in text
    assert "level: hihg" in text
    body = f"form_token={token}&verb=backtest&draft=level:+high&since=2021-07-01"
    text = client.ask("/rules/draft", data=body, Cookie=cookie, **FORM).text
    assert "205 articles" in text
    assert "Darqad &lt;b&gt;fell&lt;/b&gt;" in text


def test_sources_tell_what_went_wrong_in_words_failing_ones_first(client):
    text = client.ask("/sources").text
    names = re.findall(r"<h2><bdi>(\w+)</bdi></h2>", text)
    assert names[0] == "khovar"
    assert "The server did not answer within 30 s" in text
    assert "This is not text" in text
    assert "every 10 min" in text


def test_the_log_is_read_backwards_by_type_stream_and_page(world, client):
    log = world.log
    everything = newest(log, LogFilter(), 10_000)
    assert [r.position for r in everything] == list(range(log.head().position, 0, -1))
    for kind in ("alert.raised", "article", "incident.opened", "none.such"):
        wanted = [r for r in everything if r.type == kind or r.type.startswith(f"{kind}.")]
        assert newest(log, LogFilter(kind=kind), 10_000) == wanted
        assert newest(log, LogFilter(kind=kind), 2) == wanted[:2]
    stream = newest(log, LogFilter(subject="article/a0000001"), 10)
    assert [r.type for r in stream] == ["article.read", "article.accepted"]
    assert newest(log, LogFilter(before=3), 10) == everything[-2:]
    event = next(r for r in reversed(everything) if r.type == "alert.raised")
    text = client.ask(f"/log/{event.position}").text
    assert "rule.matched #" in text, "its cause as a link"
    assert client.ask("/log/99999999").status == 404


def test_verbs_work_without_script_and_say_what_came_of_them(client, world):
    cookie, token = visit(client)
    alert = alerts(world.views.rows)[0].alert
    path = f"/alerts/{alert}/do"
    nameless = client.ask(path, data=f"form_token={token}&verb=acknowledge", Cookie=cookie, **FORM)
    assert nameless.status == 303
    assert not alerts(world.views.rows)[0].acknowledged_by
    named = f"{cookie}; monitor_name=Ada%20L."
    body = f"form_token={token}&verb=acknowledge&comment=on+it&back=/"
    done = client.ask(path, data=body, Cookie=named, **FORM)
    assert (done.status, done.headers["location"]) == (303, "/")
    after = client.ask("/", Cookie=f"{named}; monitor_said={done.cookies['monitor_said']}")
    assert "Acknowledged." in after.text
    assert "Taken by <bdi>Ada L.</bdi>" in after.text
    again = client.ask(path, data=body, Cookie=named, **FORM)
    assert "acknowledged" in again.cookies["monitor_said"]


def test_a_silence_covers_what_was_chosen_and_can_be_ended(client, world):
    cookie, token = visit(client)
    named = f"{cookie}; monitor_name=Ada"
    row = next(r for r in alerts(world.views.rows) if r.match.place == "Imam Sahib")
    body = f"form_token={token}&verb=silence&cover=rule%2Bplace&for=8h&comment=known"
    client.ask(f"/alerts/{row.alert}/do", data=body, Cookie=named, **FORM)
    made = [s for s in world.alerts.board.silences() if s.by == "Ada" and s.comment == "known"]
    assert made[0].matcher == {"place": "Imam Sahib", "rule": "territory-captured-near-border"}
    assert made[0].until == NOON + timedelta(hours=8)
    body = f"form_token={token}&back=/"
    client.ask(f"/silences/{made[0].id}/end", data=body, Cookie=named, **FORM)
    assert not [s for s in world.alerts.board.silences() if s.comment == "known"]


def test_the_feed_is_atom_with_plain_text_only(client, world):
    answer = client.ask("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", names)
    assert len(entries) == len(alerts(world.views.rows))
    assert all(e.find("a:content", names).get("type") == "text" for e in entries)
    hostile = next(e for e in entries if "Darqad" in e.find("a:title", names).text)
    assert "<script>alert(1)</script>" in hostile.find("a:content", names).text
    ids = [e.find("a:id", names).text for e in entries]
    assert len(set(ids)) == len(ids)


def test_the_api_gives_what_the_pages_show(client, world):
    found = json.loads(client.ask("/api/alerts?state=standing").text)["alerts"]
    assert {a["alert"] for a in found} == {a.alert for a in alerts(world.views.rows)}
    one = json.loads(client.ask(f"/api/alerts/{found[0]['alert']}").text)
    assert one["history"][0]["kind"] == "raised"
    many = json.loads(client.ask("/api/incidents?type=territory-captured").text)["incidents"]
    assert {i["place"] for i in many} == {"Imam Sahib", "Ishkashim", "Darqad"}
    article = json.loads(client.ask("/api/articles/a0000001").text)
    assert article["text"] == IMAM
    assert article["claims"][0]["evidence"] == "Taliban fighters overran Imam Sahib"
    control = json.loads(client.ask("/api/control?on=2021-07-06").text)
    assert {d["district"]["name"] for d in control["districts"] if d["outside"]} >= {"Imam Sahib"}
    assert client.ask("/api/alerts?state=nonsense").status == 400
    assert json.loads(client.ask("/api/alerts/nope").text)["error"]
    assert json.loads(client.ask("/api/nix").text)["error"]


def test_a_browser_that_has_it_already_is_not_sent_json_again(client):
    first = client.ask("/api/map")
    again = client.ask("/api/map", If_None_Match=first.headers["etag"])
    assert (again.status, again.text) == (304, "")


def test_metrics_are_read_from_the_views(client, world):
    text = client.ask("/metrics").text
    assert 'monitor_alerts{level="critical",state="open"} 1.0' in text
    assert 'monitor_deliveries{state="abandoned"} 1.0' in text
    assert 'monitor_sources{state="failing"} 1.0' in text
    assert f"monitor_log_position {float(world.log.head().position)}" in text
    assert "monitor_evaluating 1.0" in text


def test_health_means_that_news_is_evaluated_and_shown(client, world):
    assert client.ask("/healthz").status == 200
    world.problems = ("the river stands still",)
    answer = client.ask("/healthz")
    assert answer.status == 503
    assert json.loads(answer.text)["problems"] == ["the river stands still"]
    assert "monitor_evaluating 0.0" in client.ask("/metrics").text


def test_views_that_fall_behind_the_log_are_no_health(client, world):
    world.folds = False
    world.put(SourcePolled(source="ariana", items=1, new=0), "source/ariana")
    world.clock.moment += timedelta(seconds=59)
    assert client.ask("/healthz").status == 200
    world.clock.moment += timedelta(seconds=2)
    answer = client.ask("/healthz")
    assert answer.status == 503
    assert "waiting 61 s for the views" in answer.text
    assert "monitor_evaluating 0.0" in client.ask("/metrics").text


def test_the_map_on_any_day_is_in_the_page_without_script(client):
    early = client.ask("/map?since=2021-07-01&until=2021-07-06&on=2021-07-02").text
    late = client.ask("/map?since=2021-07-01&until=2021-07-06&on=2021-07-06").text
    assert "Imam Sahib: Republic" in early
    assert "Imam Sahib: Taliban, since 2021-07-03" in late
    assert "Ishkashim: Taliban, contested, since 2021-07-05" in late
    for query in ("since=x&until=y&on=z", "since=2021-07-06&until=2021-07-01", "until=9999-12-31"):
        assert client.ask(f"/map?{query}").status == 200
    assert client.ask("/map.svg?on=2021-07-06").headers["content-type"].startswith("image/svg+xml")
    assert msgspec.json.decode(client.ask("/api/map/ground").text)["border"] == "AF-TJ"
