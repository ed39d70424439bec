"""Rule files are deleted, renamed and half saved while articles pour in: each is asked once."""

import threading
import time
from collections import Counter
from functools import partial
from itertools import count

from tests.daemon.conftest import FALLEN, RULE, eventually

PLACES = ("Ishkashim", "Shighnan", "Nusay", "Maimay", "Imam Sahib", "Zebak", "Darwaz", "Wakhan")
ARTICLES = 48
# It stands beside what is edited and is never touched: every article must meet it exactly once.
WITNESS = RULE.replace("id: district-falls", "id: witness")
LONG = 300


def test_articles_that_come_while_rules_are_edited_are_each_asked_about_once(daemon):
    (daemon.rules / "witness.yml").write_text(WITNESS)
    daemon.start()
    done = threading.Event()
    editor = threading.Thread(target=_edit, args=(daemon.rules, done))
    editor.start()
    try:
        for number in range(ARTICLES):
            place = PLACES[number % len(PLACES)]
            fallen = FALLEN.format(place=place)
            daemon.drop(f"{number:03}.txt", f"{fallen} He had it from caller {number}.")
            time.sleep(0.2)
        eventually(lambda: len(daemon.events("article.received")) == ARTICLES, seconds=LONG)
    finally:
        done.set()
        editor.join()
    (daemon.rules / "falls.yml").write_text(RULE)
    read = eventually(lambda: _all_read(daemon), seconds=LONG)
    daemon.stop()
    assert len(daemon.events("ruleset.activated")) > 2
    assert daemon.events("ruleset.rejected")
    assert set(Counter(each["data"]["article"] for each in read).values()) == {1}
    asked = Counter(_question(each) for each in daemon.events("rule.matched"))
    assert {name for name, number in asked.items() if number > 1} == set()
    changes = daemon.events("incident.opened", "incident.corroborated", "incident.amended")
    met = Counter(each["data"]["article"] for each in changes)
    heard = Counter(article for rule, article, *_ in asked if rule == "witness")
    assert heard == met
    assert not daemon.events("step.failed")


def _edit(rules, done):
    """Do to a rule file what editors do, over and over: every kind of save, and mistakes."""
    falls, moved = rules / "falls.yml", rules / "fell.yml"
    for number in count():
        text = RULE.replace("level: high", f"level: {('low', 'medium', 'high')[number % 3]}")
        steps = (
            partial(falls.write_text, text[: len(text) // 2]),
            partial(falls.write_text, text),
            partial(falls.rename, moved),
            partial(moved.write_text, text.replace("title:", "titel:")),
            moved.unlink,
            partial(falls.write_text, text),
        )
        for step in steps:
            step()
            if done.wait(1.0):  # a reload waits for a quiet folder
                return


def _all_read(daemon):
    """Return the readings, once each article is read, or folded as a copy."""
    found = daemon.events("article.accepted", "article.repeated", "article.read")
    read = [each for each in found if each["type"].endswith("article.read")]
    return read if len(found) - len(read) == ARTICLES and 2 * len(read) >= len(found) else None


def _question(event):
    data = event["data"]
    return data["rule"], data["article"], data.get("incident"), data["rule_digest"]
