"""Headings of a paragraph ("Background.", "Scenarios:"): what they say of all that it tells.

Situation reports open their paragraphs with a word or two. What stands below "Background" is of old
days and what stands below "Scenarios" has not happened, unless a sentence names a recent day.
"""

import re

from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.standing.cues import dated_lately

_HEADING = re.compile(
    r"[\W\d]*([a-z][a-z' -]*[a-z])"
    r"(?: (?:\d{1,2}|[a-f]))?(?: \([^()]{1,40}\))?\s*[.:\u2013\u2014]"  # "Scenario 2 (likely):"
)


def ruled_by_heading(draft: Draft, scene: Scene) -> tuple[str, str] | None:
    """Return the status that the heading of its paragraph gives a draft, and why; or nothing."""
    sentence = draft.sentence
    if sentence.in_title or dated_lately(sentence):
        return None
    found = _HEADING.match(sentence.opening())
    if found is None:
        return None
    heading = found[1]
    if heading in scene.lexicon.set("headings_of_old"):
        return "historical", f"below the heading {heading!r}"
    if heading in scene.lexicon.set("headings_of_unreal"):
        return "hypothetical", f"below the heading {heading!r}"
    return None
