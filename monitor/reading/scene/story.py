"""An article as it is read, and what its words say at first sight of where it plays."""

from dataclasses import dataclass

from monitor.reading.places.values import PASSAGES
from monitor.reading.scene.context import Context
from monitor.reading.syntax.sentence import Passage
from monitor.reading.words.gate import Scan


@dataclass(frozen=True, slots=True)
class Story:
    """Text and title, and what the gate saw in them."""

    body: Passage
    head: Passage
    scan: Scan
    title_scan: Scan


def clean(text: str) -> str:
    """Return an em dash is a comma: it separates, where a hyphen joins."""
    return text.replace("\u2014", ",")


def context_of(story: Story, home: str | None, bordering: tuple[str, ...]) -> Context:
    """Return the lands and provinces that a story names; ``home``: the land of its dateline."""
    context = Context()
    for scan in (story.scan, story.title_scan):
        context.weights.update(scan.countries)
        context.provinces.update(scan.provinces)
    context.weights.pop("-", None)
    context.home = home or next(iter(context.countries()), None)
    context.bordering = any(word in story.body.folded for word in bordering) or any(
        # whoever names one of these speaks of a border
        len(places) == 1 and places[0].kind in PASSAGES and places[0].borders
        for _, places in story.scan.places
    )
    text = story.body.text
    context.mentions = [hit for hit in story.scan.places if text[hit[0]].isupper()]
    return context
