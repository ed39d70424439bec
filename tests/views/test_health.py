"""Source health and deliveries."""

import msgspec

from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryGathered,
    DeliveryRequested,
    DeliveryStarted,
    DeliverySucceeded,
    DeliveryUnknown,
)
from monitor.events.sources import (
    ArticleReceived,
    ItemRefused,
    SourceFailed,
    SourcePolled,
    SourceRecovered,
)
from monitor.views.deliveries import attempts, deliveries, gathered
from monitor.views.source_health import refusals, sources


def failed(attempt):
    return SourceFailed(
        source="feed", failure="timeout", reason="no answer", attempt=attempt, retry_at="later"
    )


def test_a_source_that_fails_says_since_when_and_why(show):
    rows = show(SourcePolled(source="feed", items=3, new=1), failed(1), failed(2))
    (row,) = sources(rows)
    assert (row.state, row.attempts, row.reason) == ("failing", 2, "no answer")
    assert row.failing_since == "2021-07-01T12:02:00Z"
    assert row.answered_at == "2021-07-01T12:01:00Z"
    assert row.next_due == "later"


def test_a_source_that_recovers_is_well_again(show):
    rows = show(failed(1), SourceRecovered(source="feed", attempts=1, failed_since="x"))
    (row,) = sources(rows)
    assert (row.state, row.attempts, row.failing_since, row.failure) == ("ok", 0, None, None)


def test_failing_sources_come_first(show):
    rows = show(
        SourcePolled(source="a", items=0, new=0),
        failed(1),
        ArticleReceived(source="b", key="k", body="d", media_type="text/plain"),
    )
    assert [(row.source, row.state) for row in sources(rows)] == [
        ("feed", "failing"),
        ("a", "ok"),
        ("b", "unknown"),
    ]


def test_what_came_and_what_was_refused_is_counted(show):
    got = ArticleReceived(source="dir", key="k", body="d", media_type="text/plain")
    no = ItemRefused(source="dir", key="x.bin", reason="a binary", hint="Remove it.")
    rows = show(got, got, no)
    (row,) = sources(rows)
    assert (row.received, row.refused, row.refusal) == (2, 1, "x.bin: a binary")
    assert [(r.key, r.hint) for r in refusals(rows)] == [("x.bin", "Remove it.")]
    assert refusals(rows, "other") == []


def request(name="d1", **slots):
    fields = {"alert": "al1", "route": "desk", "destination": "mail"}
    return DeliveryRequested(delivery=name, subject="s", text="t", **(fields | slots))


def test_a_delivery_shows_each_attempt_and_how_it_ended(show):
    rows = show(
        request(),
        DeliveryStarted(delivery="d1", attempt=1),
        DeliveryDeferred(delivery="d1", attempt=1, reason="503", retry_at="soon"),
        DeliveryStarted(delivery="d1", attempt=2),
        DeliverySucceeded(delivery="d1", attempt=2),
    )
    (row,) = deliveries(rows)
    assert (row.state, row.attempts, row.reason, row.retry_at) == ("succeeded", 2, None, None)
    assert row.settled_at == row.updated_at
    assert [(a.attempt, a.outcome, a.reason) for a in attempts(rows, "d1")] == [
        (1, "started", ""),
        (1, "deferred", "503"),
        (2, "started", ""),
        (2, "succeeded", ""),
    ]


def test_waiting_unknown_and_abandoned_deliveries_say_so(show):
    rows = show(
        request("held", not_before="2021-07-02T06:00:00Z"),
        request("lost"),
        DeliveryStarted(delivery="lost", attempt=1),
        DeliveryUnknown(delivery="lost", attempt=1),
        request("dead"),
        DeliveryAbandoned(delivery="dead", attempt=3, reason="no such address"),
        request("late", alert="al2"),
        DeliveryDeferred(delivery="late", attempt=1, reason="503", retry_at="soon"),
    )
    states = {row.delivery: (row.state, row.reason) for row in deliveries(rows)}
    assert states == {
        "held": ("held", None),
        "lost": ("unknown", "the end of the attempt is not known"),
        "dead": ("abandoned", "no such address"),
        "late": ("deferred", "503"),
    }
    assert [row.delivery for row in deliveries(rows, state="abandoned")] == ["dead"]
    assert [row.delivery for row in deliveries(rows, alert="al2")] == ["late"]


def test_what_waits_for_a_digest_is_shown_until_its_message_goes_out(show):
    waits = [
        DeliveryGathered(
            item=item,
            alert="al1",
            route="desk",
            destination="mail",
            group="morning",
            due="2021-07-02T06:00:00Z",
            subject=f"subject {item}",
            text="t",
        )
        for item in ("e1", "e2")
    ]
    assert [row.subject for row in gathered(show(*waits))] == ["subject e1", "subject e2"]
    other = msgspec.structs.replace(waits[0], group="evening")
    rows = show(*waits, other, request(group="morning", covers=("e1", "e2")))
    assert [row.digest for row in gathered(rows)] == ["evening"]
