"""A battery of captures: phrases of the press crossed with constructions, and what must stay quiet.

Systematic rather than collected: a phrase that fails everywhere is a hole in the vocabulary, a
construction that fails everywhere a hole in the grammar. See captures.yaml.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

PHRASES = YAML(typ="safe").load((Path(__file__).parent / "captures.yaml").read_text("utf-8"))
DAY = dt.date(2021, 7, 6)
X, Y = "Khwaja Ghar", "Yangi Qala"

# Constructions of those who take: "{v}" is the phrase in the past.
TOOK = {
    "plain": "Taliban fighters {v} on Monday, officials said.",
    "date first": "On Monday evening the insurgents {v}.",
    "date between": "Insurgents on Monday {v}, a lawmaker said.",
    "relative clause between": "The insurgents, who had waited for two weeks, {v} on Monday.",
    "apposition between": "The Taliban, the group that swept the north, {v} on Monday.",
    "aside between": "Taliban fighters, officials said, {v} on Monday.",
    "said before": "Officials said Taliban fighters {v}.",
    "third of three verbs": "Insurgents attacked at dawn, burned the bazaar and {v}.",
    "they": "The Taliban launched an attack on Monday. They {v} by evening.",
    "who": "The insurgents, who {v} on Monday, now threaten Taloqan.",
}
FELL = {
    "plain": "Khwaja Ghar {v}, officials said.",
    "district of": "The district of Khwaja Ghar {v}, residents said.",
    "province": "Khwaja Ghar district in Takhar province {v}, residents said.",
    "date first": "In the night to Monday Khwaja Ghar {v}.",
    "apposition": "Khwaja Ghar, a district of 80,000 people on the Tajik border, {v}.",
    "where": "Khwaja Ghar, where fighting had gone on for two weeks, {v}.",
    "which": "The Taliban threaten Taloqan from Khwaja Ghar, which {v}.",
    "said": "A member of the provincial council said Khwaja Ghar {v}.",
    "the district": "The siege of Khwaja Ghar began on Friday. The district {v}.",
    "the town": "Fighting raged in Khwaja Ghar on Friday. On Monday the town {v}.",
    "centre": "The centre of Khwaja Ghar {v}.",
}
LOST = {
    "plain": "Afghan government forces {v} on Monday, officials said.",
    "date first": "On Monday the security forces {v}.",
    "date between": "Security forces on Monday {v}, a lawmaker said.",
    "relative clause between": "The police, who had waited for help in vain, {v} on Monday.",
    "aside between": "The army, officials said, {v} on Monday.",
    "third of three verbs": "Soldiers burned their files, locked the gate and {v}.",
    "they": "The soldiers had run out of ammunition. On Monday they {v}.",
}
QUIET_TOOK = {
    "denied": "The governor denied that Taliban fighters {past} on Monday.",
    "feared": "Officials fear that the insurgents could {inf} within days.",
    "planned": "The insurgents plan to {inf} next week, a commander said.",
    "condition": "If the insurgents {inf}, the road to Taloqan will be cut.",
    "failed": "The insurgents failed to {inf} on Monday.",
    "tried": "The insurgents tried to {inf} on Monday but were beaten back.",
    "history": "In 1998 the Taliban {past}.",
    "tale": "The film shows how the Taliban {past}.",
    "negated": "The insurgents did not {inf}.",
    "stopped": "The army stopped the insurgents from {ing}.",
}
QUIET_FELL = {
    "denied": "The governor denied that Khwaja Ghar {v}.",
    "untrue": "It is not true that Khwaja Ghar {v}, the police said.",
    "tale": "The novel tells how Khwaja Ghar {v}.",
}
QUIET_LOST = {
    "denied": "The ministry denied that government forces {v}.",
    "untrue": "It is untrue that the police {v} on Monday, the ministry said.",
}


def holding() -> Iterator[tuple[str, str, str, set[str]]]:
    """Phrase, construction, text and the places that it must give."""
    for forms in PHRASES["took"]:
        past = forms["past"]
        for name, frame in TOOK.items():
            yield past, name, frame.format(v=past.format(x=X)), {X}
        both = past.format(x=f"{X} and {Y}")
        yield past, "two places", f"Insurgents {both} on Monday.", {X, Y}
        after = forms["ing"].format(x=X)
        yield past, "after doing", f"After {after} on Monday, the Taliban advanced.", {X}
        managed = forms["inf"].format(x=X)
        yield past, "managed to", f"The insurgents managed to {managed} on Monday.", {X}
        if forms["part"]:
            done = forms["part"]
            yield past, "passive", f"{X} was {done} by the Taliban on Monday.", {X}
            yield past, "reduced", f"{X}, {done} by the Taliban on Monday, lies on a river.", {X}
            yield past, "both", f"{X} and {Y} were both {done} by insurgents.", {X, Y}
    for phrase in PHRASES["fell"]:
        for name, frame in FELL.items():
            yield phrase, name, frame.format(v=phrase), {X}
    for phrase in PHRASES["lost"]:
        for name, frame in LOST.items():
            yield phrase, name, frame.format(v=phrase.format(x=X)), {X}


def quiet() -> Iterator[tuple[str, str, str]]:
    """Phrase, construction and a text that reports nothing."""
    for forms in PHRASES["took"]:
        said = {name: form.format(x=X) for name, form in forms.items()}
        for name, frame in QUIET_TOOK.items():
            yield forms["past"], name, frame.format(**said)
    for phrase in PHRASES["fell"]:
        for name, frame in QUIET_FELL.items():
            yield phrase, name, frame.format(v=phrase)
    for phrase in PHRASES["lost"]:
        for name, frame in QUIET_LOST.items():
            yield phrase, name, frame.format(v=phrase.format(x=X))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def places(reader: Reader, text: str) -> set[str | None]:
    claims = reader.read(Document(id="t", title="", text=text, published=DAY))
    return {claim.place for claim in claims if claim.is_news and claim.type == "territory-captured"}


def test_nearly_every_phrase_is_read_in_nearly_every_construction(reader: Reader) -> None:
    cases = list(holding())
    missed = [(phrase, name) for phrase, name, text, wanted in cases
              if not wanted <= places(reader, text)]  # fmt: skip
    assert len(cases) > 1900
    assert len(missed) <= 0.02 * len(cases), missed


@pytest.mark.parametrize("part", ["took", "fell", "lost"])
def test_no_phrase_fails_in_every_construction(reader: Reader, part: str) -> None:
    known = {entry["past"] if part == "took" else entry for entry in PHRASES[part]}
    read = {phrase for phrase, _, text, wanted in holding()
            if phrase in known and wanted <= places(reader, text)}  # fmt: skip
    assert read == known


def test_what_is_denied_feared_planned_or_told_is_never_read(reader: Reader) -> None:
    leaks = [text for _, _, text in quiet() if places(reader, text)]
    assert leaks == []
