"""The labelled corpus as claims, and how well they merge.

Run: python -m tests.incidents.corpus  (labels as claims, then the reader's own claims)

Two measures. *Happenings*: pairs of labelled events of different articles that one person judged,
pair by pair, to be one happening (``happenings.json``). *Stories*: pairs of articles with the same
``incident`` in the corpus. An article has one ``incident`` there and tells several happenings, so
that two stories can share one (the fall of Ishkashim is told in i02 and in i03): pairs of articles
that were judged to tell one happening, though their stories differ, are neither right nor wrong.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from monitor.events.readings import ArticleRead
from monitor.events.values import ActorClass, Claim, ClaimType, Status
from monitor.incidents.names import folded
from tests.incidents.builders import Room

HERE = Path(__file__).parent
PLACES = (
    HERE.parent / "accuracy" / "corpus",
    HERE.parents[2] / "shared" / "corpus",
)

Mention = tuple[str, int]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Score:
    """Pairwise precision and recall."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def folder() -> Path | None:
    return next((place for place in PLACES if (place / "articles.jsonl").is_file()), None)


def lines(name: str) -> list[dict]:
    text = (folder() / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def gold_claim(event: dict, article: dict) -> Claim:
    """Return the claim that a perfect reader would make of a labelled event."""
    start = article["text"].find(event["evidence"])
    return Claim(
        type=ClaimType(event["type"]),
        status=Status.DISPUTED if event["disputed"] else Status.ASSERTED,
        actor=event["actor"],
        actor_class=ActorClass(event["actor_class"] or "unknown"),
        place=None if event["place"] == "unnamed" else event["place"],
        province=event["province"],
        country=event["country"],
        origin=event["from"],
        to=event["to"],
        border="AF-TJ" if article["group"] == "af-tj" else None,
        count=event["count"],
        killed=tuple(event["killed"]) if event["killed"] else None,
        evidence=event["evidence"],
        span=(max(start, 0), max(start, 0) + len(event["evidence"])),
        in_title=start < 0,
    )


def as_read(article: dict, claims: Iterable[Claim]) -> ArticleRead:
    return ArticleRead(
        article=article["id"],
        revision=1,
        source=article["source"],
        outlet=article["source"],
        title=article["title"],
        body="",
        wire=article["id"],
        reader="corpus",
        published=article["published"],
        language=article["language"],
        claims=tuple(claims),
    )


def merged(claims_of: Callable[[dict], Iterable[Claim]]) -> Room:
    """Run the whole corpus through the room, as if it had arrived on one day."""
    room = Room()
    for article in lines("articles.jsonl"):
        room.put(as_read(article, claims_of(article)))
    room.flow()
    return room


def gold() -> Room:
    labels = {label["id"]: label["events"] for label in lines("labels.jsonl")}
    return merged(lambda article: [gold_claim(e, article) for e in labels[article["id"]]])


def happenings(room: Room) -> Score:
    judged = json.loads((HERE / "happenings.json").read_text(encoding="utf-8"))
    wanted = {pair for group in judged for pair in _pairs(group)}
    found = {
        pair
        for incident in room.incidents().values()
        for pair in _pairs([f"{ref.article}.{ref.index}" for ref in incident.claims])
    }
    return Score(right=len(found & wanted), found=len(found), wanted=len(wanted))


def _pairs(names: Iterable[str]) -> set[Pair]:
    """Pairs of claims of different articles."""
    return {
        (one, other)
        for one, other in combinations(sorted(set(names)), 2)
        if one.split(".")[0] != other.split(".")[0]
    }


def stories(room: Room, *, languages: tuple[str, ...] = ("en", "ru")) -> Score:
    """Article pairs joined by an incident, or by one that superseded another."""
    told: dict[str, set[str]] = {}
    incidents = room.incidents()
    for incident in incidents.values():
        story = incident.superseded_by or incident.id
        told.setdefault(story, set()).update(ref.article for ref in incident.claims)
    cluster = {
        article["id"]: article["incident"]
        for article in lines("articles.jsonl")
        if article["incident"] and article["language"] in languages
    }
    pairs = set(combinations(sorted(cluster), 2))
    found = {pair for articles in told.values() for pair in combinations(sorted(articles), 2)}
    wanted = {pair for pair in pairs if cluster[pair[0]] == cluster[pair[1]]}
    found = (found & pairs) - (_sharing() - wanted)
    return Score(right=len(found & wanted), found=len(found), wanted=len(wanted))


def _sharing() -> set[Pair]:
    """Pairs of articles that tell a happening in common, as a person judged."""
    judged = json.loads((HERE / "happenings.json").read_text(encoding="utf-8"))
    groups = [{name.split(".")[0] for name in group} for group in judged]
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def reader_claims() -> Callable[[dict], tuple[Claim, ...]]:
    """Return what reads an English article as the daemon does."""
    from datetime import date

    from monitor.reading.document import Document
    from monitor.reading.reader import load_reader

    reader = load_reader()

    def claims(article: dict) -> tuple[Claim, ...]:
        if article["language"] != "en":
            return ()
        printed = article["published"]
        return tuple(
            reader.read(
                Document(
                    id=article["id"],
                    title=article["title"],
                    text=article["text"],
                    published=date.fromisoformat(printed) if printed else None,
                )
            )
        )

    return claims


def read_rightly(claims_of: Callable[[dict], tuple[Claim, ...]], room: Room) -> Score:
    """Of the happenings that the reader reads in two articles, how many pairs of them merge.

    ``room`` holds the reader's claims. A label counts as read where a claim of the article has its
    type, place, direction and kind of actor. (What the reader misses no merging can join.)
    """
    claims = {article["id"]: claims_of(article) for article in lines("articles.jsonl")}
    labels = {label["id"]: label["events"] for label in lines("labels.jsonl")}
    where: dict[str, set[str]] = {}
    for incident in room.incidents().values():
        for ref in incident.claims:
            claim = claims[ref.article][ref.index]
            for at, event in enumerate(labels[ref.article]):
                if _tells(claim, event):
                    where.setdefault(f"{ref.article}.{at}", set()).add(incident.id)
    judged = json.loads((HERE / "happenings.json").read_text(encoding="utf-8"))
    wanted = {pair for group in judged for pair in _pairs(set(group) & set(where))}
    found = {pair for pair in _pairs(where) if where[pair[0]] & where[pair[1]]}
    return Score(right=len(found & wanted), found=len(found), wanted=len(wanted))


def _tells(claim: Claim, event: dict) -> bool:
    place = None if event["place"] == "unnamed" else event["place"]
    kinds = {claim.actor_class.value, event["actor_class"]} - {"unknown", "officials", None}
    return (
        claim.type.value == event["type"]
        and folded(claim.place or "") == folded(place or "")
        and (claim.origin, claim.to) == (event["from"], event["to"])
        and len(kinds) < 2
    )


def main() -> None:
    claims_of = reader_claims()
    labelled, told = gold(), merged(claims_of)
    for name, score in (
        ("labels, happenings", happenings(labelled)),
        ("labels, stories", stories(labelled)),
        ("reader, happenings", read_rightly(claims_of, told)),
        ("reader, stories (en)", stories(told, languages=("en",))),
    ):
        sys.stdout.write(
            f"{name:22} precision {score.precision:.3f}  recall {score.recall:.3f}  "
            f"({score.right} right, {score.found} found, {score.wanted} wanted)\n"
        )


if __name__ == "__main__":
    main()
