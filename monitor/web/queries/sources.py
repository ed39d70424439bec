"""How busy each source was of late: the days' counts for a small picture of its cadence."""

from datetime import date, timedelta

from monitor.views.view import Rows

SHOWN_DAYS = 14


def cadence(rows: Rows, today: date) -> dict[str, list[int]]:
    """Return, by source, how many articles arrived on each of the last 14 days, today last."""
    first = today - timedelta(days=SHOWN_DAYS - 1)
    found: dict[str, list[int]] = {}
    # "+source": the index on sources would lead through every article there ever was.
    sql = (
        "SELECT +source, substr(arrived_at, 1, 10), count(*) FROM article "
        "WHERE number >= ? AND arrived_at >= ? GROUP BY 1, 2"
    )
    for source, day, count in rows.run(sql, (first_since(rows, first), first.isoformat())):
        days = found.setdefault(source, [0] * SHOWN_DAYS)
        place = (date.fromisoformat(day) - first).days
        if 0 <= place < SHOWN_DAYS:
            days[place] = count
    return found


def first_since(rows: Rows, day: date) -> int:
    """Return the number of the first article that arrived on a day or later, by halving.

    Articles are numbered in the order of arrival, so that no index on the moment is needed.
    """
    low, high = 0, next(rows.run("SELECT coalesce(max(number), 0) FROM article"))[0] + 1
    sql = "SELECT number, arrived_at FROM article WHERE number >= ? ORDER BY number LIMIT 1"
    while low < high:
        middle = (low + high) // 2
        found = next(rows.run(sql, (middle,)), None)
        if found is None or found[1] >= day.isoformat():
            high = middle
        else:
            low = int(found[0]) + 1
    return low
