from datetime import UTC, date, datetime, timedelta

from monitor.views.article_queries import SearchFilter, search
from monitor.views.incident_queries import IncidentFilter, incidents
from monitor.web.moments import age, span
from monitor.web.pages.tally import without_gaps
from monitor.web.paging import address, of_page
from monitor.web.queries import search as queries_search
from monitor.web.queries.incidents import page_of_incidents
from monitor.web.queries.search import find
from monitor.web.queries.sources import cadence, first_since
from tests.web.world import NOON


def test_pages_of_incidents_put_together_are_the_list(world):
    whole = incidents(world.views.rows)
    found = []
    for skip in range(0, len(whole) + 2, 2):
        found += page_of_incidents(world.views.rows, IncidentFilter(), skip, 2)
    assert [row.incident for row in found] == [row.incident for row in whole]


def test_the_pages_search_finds_what_the_views_search_finds(world):
    rows = world.views.rows
    for words in ("", "fell", "taliban", '"tribal elder"', "sold*", "nothing at all"):
        for wanted in (
            SearchFilter(),
            SearchFilter(type="territory-captured"),
            SearchFilter(place="Darqad", since="2021-07-01"),
            SearchFilter(source="khovar", until="2021-07-06"),
        ):
            ours = [hit.article.article for hit in find(rows, words, wanted, 0)]
            theirs = [hit.article.article for hit in search(rows, words, wanted)]
            assert sorted(ours) == sorted(theirs), (words, wanted)


def test_with_very_many_hits_the_newest_come_first(world, monkeypatch):
    monkeypatch.setattr(queries_search, "MOST_RANKED", 1)
    found = find(world.views.rows, "taliban", SearchFilter(), 0)
    numbers = [hit.article.number for hit in found]
    assert len(numbers) > 2
    assert numbers == sorted(numbers, reverse=True)


def test_the_cadence_counts_the_last_days_and_no_others(world):
    days = cadence(world.views.rows, NOON.date())
    assert days["ariana"][-3:] == [1, 1, 3]
    assert sum(days["khovar"]) == 3
    later = cadence(world.views.rows, NOON.date() + timedelta(days=30))
    assert later == {}


def test_the_first_article_since_a_day_is_found_by_halving(world):
    rows = world.views.rows
    every = list(rows.run("SELECT number, arrived_at FROM article ORDER BY number"))
    for day in ("2021-07-01", "2021-07-04", "2021-07-05", "2021-07-06", "2021-07-07"):
        first = first_since(rows, date.fromisoformat(day))
        late = [number for number, arrived in every if arrived >= day]
        assert [number for number, _ in every if number >= first] == late


def test_an_address_keeps_its_filters_and_drops_what_is_empty():
    query = {"level": "high", "page": "3", "rule": ""}
    assert address("/", query, page=2) == "/?level=high&page=2"
    assert address("/", query, page=1) == "/?level=high"
    page = of_page([1, 2, 3], 3, 2, "/", query)
    assert list(page.rows) == [1, 2]
    assert (page.earlier, page.later) == ("/?level=high&page=2", "/?level=high&page=4")


def test_a_chart_has_every_week_and_year_between_the_first_and_the_last():
    assert without_gaps("week", ["2020-W52", "2021-W02"]) == [
        "2020-W52",
        "2020-W53",
        "2021-W01",
        "2021-W02",
    ]
    assert without_gaps("year", ["2019", "2021"]) == ["2019", "2020", "2021"]
    assert without_gaps("month", ["1971-01", "2021-02"]) == ["1971-01", "2021-02"], "too long"
    assert without_gaps("month", []) == []


def test_ages_and_lengths_of_time_read_as_people_say_them():
    now = datetime(2021, 7, 6, 12, tzinfo=UTC)
    assert age(now - timedelta(seconds=20), now) == "just now"
    assert age(now - timedelta(minutes=5), now) == "5 min ago"
    assert age(now - timedelta(days=3), now) == "3 d ago"
    assert age(now + timedelta(hours=1), now) == "ahead"
    assert (span(600), span(1), span(5400)) == ("10 min", "1 s", "1.5 h")
