"""Where: from a noun phrase to the places it names, with a score for each candidate."""

from dataclasses import replace

from monitor.reading.places.gazetteer import Place
from monitor.reading.scene.context import Context
from monitor.reading.scene.located import Located
from monitor.reading.scene.place_hints import (
    codes_around,
    is_told_of,
    named_in,
    phrase_name,
    province_names,
)
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_wide
from monitor.reading.text.folding import fold
from monitor.reading.words.lexicon import KIND_CLASSES, Lexicon

_MARGIN = 3.0
_NAMED_KINDS = ("district", "town", "village", "province", "port", "crossing", "post", "base",
                "centre", "bridge")  # fmt: skip


class Locator:
    """Finds the places behind phrases. One for each vocabulary and gazetteer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        bit = lexicon.bit
        self._whole = bit("district", "town", "village", "centre", "port", "crossing", "province",
                          "base", "post", "bridge", "area", "bank", "border")  # fmt: skip
        self._settlement = bit("district", "town", "village", "centre")
        self._part = bit("part")
        self._settlement_noun = bit("centre")
        self._province = bit("province")
        self._named = bit("named", "named_area")
        self._several = bit("district", "village", "post", "base", "port", "crossing", "town",
                            "province")  # fmt: skip
        self._kinds = {name: bit(name) for name in _NAMED_KINDS}

    def locate(self, phrase: Chunk, context: Context, country: str | None = None) -> list[Located]:
        """All places a phrase names; one unnamed entry where it names none."""
        found: list[Located] = []
        country = country or self._sibling_country(phrase)
        for member in phrase.all():
            found += self._member(member, phrase, context, country)
        return found

    def _sibling_country(self, phrase: Chunk) -> str | None:
        """Return the one country of those members of a list whose names are not ambiguous."""
        part: Chunk | None = phrase
        while part is not None and not part.members:
            part = part.of
        if part is None:
            return None
        sure = {member.places[0].country for member in part.members if len(member.places) == 1}
        return sure.pop() if len(sure) == 1 else None

    def _member(  # noqa: C901, PLR0911  (a cascade)
        self, member: Chunk, phrase: Chunk, context: Context, country: str | None
    ) -> list[Located]:
        if member.places:
            if self._is_part(member):
                return [self._unnamed(member, part=True, near=member.places[0])]
            if self._only_tells_province(member):
                return self._inside_province(member, context, country)
            return [self.choose(member, member.places, context, country, phrase)]
        inner = self._inner(member)
        listed = self._listed(member, context, country)
        if listed:
            return listed
        if inner is not None:
            if self._is_capital(member, inner):
                return [self._unnamed(member, part=False, near=None, definite=True)]
            below = self._below(member, inner, context, country)
            many = bool(member.plural and member.cls & self._settlement)
            counted = many and is_wide(inner) and not inner.members
            if below and not counted and self._is_whole(member, inner):
                return below
            if below and not (counted and any(app.places for app in member.apps)):
                return [self._unnamed(member, part=not counted, near=below[0].place)]
        for app in member.apps:
            if app.places:
                return [self.choose(each, each.places, context, country, app)
                        for each in app.all() if each.places]  # fmt: skip
        if member.names and not self._are_people(member):
            return [self._by_name(member, context, country)]
        of = member.of
        if (
            of is not None
            and of.names
            and not (of.places or of.cls or of.codes)
            and (self._is_called(member))
        ):
            found = self._by_name(of, context, country)
            return [self._of_kind(found, member)]
        return [self._unnamed(member, part=False, near=None)]

    def _below(
        self, member: Chunk, inner: Chunk, context: Context, country: str | None
    ) -> list[Located]:
        """Return the places of an of-phrase; of "two districts of Takhar, A and B" A and B."""
        below = [
            self.choose(each, each.places, context, country, member)
            if each.places
            else self._of_kind(self._by_name(each, context, country), member)
            for each in (named_in(part) for part in inner.all())
            if each.places or each.names
        ]
        if not (inner.members and member.plural and member.cls & self._settlement):
            return below
        return [one for one in below if not one.phrase.cls & self._province] or below

    def _listed(self, member: Chunk, context: Context, country: str | None) -> list[Located]:
        """Handle "the towns of A and B", where the gazetteer does not know them all."""
        parts = member.of.members if member.of is not None else []
        unknown = any(part.names and not (part.places or part.cls) for part in parts)
        if not (unknown and member.plural and member.cls & self._several):
            return []
        home = next(iter(member.codes), country)
        return [
            self.choose(part, part.places, context, home, member)
            if part.places
            else self._of_kind(self._by_name(part, context, home), member)
            for part in parts
            if part.places or part.names
        ]

    def _are_people(self, member: Chunk) -> bool:
        """Handle "Polisario guerrilla camps": the name is that of the rebels, not of the camps."""
        words = member.text.split()
        after = {word for word, name in zip(words[1:], words, strict=False) if name in member.names}
        return not after.isdisjoint(self._lexicon.set("irregular"))

    def _of_kind(self, found: Located, member: Chunk) -> Located:
        """Give an unknown name the kind that the noun before it tells: "the village of X"."""
        kind = next((name for name, bit in self._kinds.items() if member.cls & bit), "")
        if not kind or found.place is None:
            return found
        return replace(found, kind=kind, place=replace(found.place, kind=kind))

    def _is_called(self, member: Chunk) -> bool:
        """Handle "The village of X", "the X post": a name in the gazetteer or not, X is one."""
        names = self._lexicon.bit("district", "town", "village", "base", "post", "port", "crossing")
        return bool(member.cls & names) and not member.plural

    def _only_tells_province(self, member: Chunk) -> bool:
        """Handle "The Takhar district of Rustaq", "the Faryab market town"."""
        kinds = {place.kind for place in member.places}
        wide = kinds <= {"province", "region"}
        if "province" in kinds and self._is_one_of_many(member):
            wide = True  # "a second Kunduz district"
        return (
            wide
            and member.lemma in self._lexicon.set("small_places")
            and bool(member.cls & self._settlement)
        )

    def _is_one_of_many(self, member: Chunk) -> bool:
        if member.det in {"a", "another"} or member.qty is not None:
            return True
        return not self._lexicon.set("one_more").isdisjoint(member.text.split())

    def _inside_province(
        self, member: Chunk, context: Context, country: str | None
    ) -> list[Located]:
        inner = member.of
        if inner is not None and inner.places:
            return [self.choose(each, each.places, context, country, member)
                    for each in inner.all() if each.places]  # fmt: skip
        sure = not self._is_one_of_many(member)
        return [self._unnamed(member, part=False, near=None, definite=sure)]

    def _is_capital(self, member: Chunk, inner: Chunk) -> bool:
        """Handle "Badakhshan's capital" is a town, not Badakhshan."""
        kinds = {place.kind for place in inner.places}
        one = bool(member.cls & self._settlement) and not member.plural
        return one and kinds <= {"province", "region", "country"}

    def _by_name(self, member: Chunk, context: Context, country: str | None) -> Located:
        """Return a name that the gazetteer does not know: a place of its own."""
        kind = next((name for name, bit in self._kinds.items() if member.cls & bit), "")
        name = " ".join(part.capitalize() for part in member.names)
        codes = [*member.codes, *(member.of.codes if member.of is not None else ())]
        home = codes[0] if codes else country or context.here()
        place = Place(
            id="", name=name, kind=kind or "town", country=home, province=context.province()
        )
        return Located(place, member, kind=kind, why="not in the gazetteer", unknown=True)

    def _is_part(self, member: Chunk) -> bool:
        """Handle "Herat border posts", "parts of Kunduz": the name only says where they are."""
        if member.det in self._lexicon.set("portions"):
            return True
        if member.lemma in self._lexicon.set("whole_places"):
            return False
        if member.cls & self._part and not member.cls & self._named:
            return True
        parts = self._lexicon.bit("post", "base", "village") & ~self._named
        return member.plural and bool(member.cls & parts) and not member.cls & self._named

    def _inner(self, member: Chunk) -> Chunk | None:
        """Return the of-phrase or possessor that holds a name."""
        of = member.of
        while of is not None:
            if any(each.places for each in of.all()):
                return of
            of = of.of
        if member.poss is not None and member.poss.places:
            return member.poss
        return None

    def _is_whole(self, member: Chunk, inner: Chunk) -> bool:
        """Handle "The centre of X" stands for X; "villages of X" and "a hill in X" do not."""
        if member.cls & self._lexicon.bit("post", "base", "village") and not member.cls & (
            self._lexicon.bit("centre", "town", "district")
        ):
            if not member.plural and (
                member.lemma in {"garrison", "airport"} or self._is_known_post(member)
            ):
                return True
            return self._is_its_name(member, inner)
        if member.plural and member.cls & self._several:
            return bool(inner.members) or member.lemma in {"district", "town", "headquarters"}
        return bool(member.cls & self._whole)

    def _is_known_post(self, member: Chunk) -> bool:
        """Handle "*the* border post of X": the one that goes by that name."""
        return member.det == "the" and bool(member.cls & self._kinds["post"])

    def _is_its_name(self, member: Chunk, inner: Chunk) -> bool:
        """Handle "the village of Novenke", a village: the name is that of the noun before it."""
        if member.plural or inner is not member.of:
            return False
        kinds = (self._kinds.get(place.kind, 0) for place in inner.places)
        return any(kind & member.cls for kind in kinds)

    def _unnamed(
        self, member: Chunk, *, part: bool, near: Place | None, definite: bool = False
    ) -> Located:
        kind = next((name for name, bit in self._kinds.items() if member.cls & bit), "")
        count = member.qty.value if member.qty is not None else None
        is_definite = definite or is_told_of(member, self._lexicon)
        return Located(
            None, member, kind=kind, count=count, part=part, anaphor=is_definite and near is None,
            why="no name" if near is None else f"part of {near.name}",
        )  # fmt: skip

    def choose(
        self,
        phrase: Chunk,
        places: tuple[Place, ...],
        context: Context,
        country: str | None,
        around: Chunk | None = None,
    ) -> Located:
        """Return the likeliest of several places with one spelling."""
        places = self._with_twins(places)
        if len(places) == 1:
            return Located(places[0], phrase, kind=places[0].kind, why="only place of that name")
        scored = sorted(
            ((self._score(place, phrase, context, country, around), -rank, place)
             for rank, place in enumerate(places)),
            key=lambda item: item[:2], reverse=True,
        )  # fmt: skip
        best, second = scored[0], scored[1]
        close = tuple(item[2].id for item in scored[1:] if best[0] - item[0] < _MARGIN)
        why = f"score {best[0]:.0f} against {second[0]:.0f} for {second[2].id}"
        return Located(best[2], phrase, close, best[2].kind, why=why)

    def _with_twins(self, places: tuple[Place, ...]) -> tuple[Place, ...]:
        twins = map(self._lexicon.gazetteer.twin, places)
        return (*places, *(twin for twin in twins if twin is not None and twin not in places))

    def _score(
        self, place: Place, phrase: Chunk, context: Context, country: str | None,
        around: Chunk | None,
    ) -> float:  # fmt: skip
        score = 1.5 if place.kind == "river" and not phrase.cls & self._settlement_noun else 0.0
        codes = [*phrase.codes, *codes_around(phrase, around)]
        if codes:
            score += 8.0 if place.country in codes else -8.0
        if place.province and place.province in province_names(phrase, around):
            score += 8.0
        if country and place.country == country:
            score += 5.0
        if f" {fold(place.name)} " in f" {phrase_name(phrase)} ":
            score += 2.0
        head = self._lexicon.bit(*KIND_CLASSES.get(place.kind, ()))
        asked = (phrase.cls if around is None else around.cls) & self._settlement
        if asked and head & asked:
            score += 1.0
        wide = around is not None and around.cls & self._province and not asked
        if wide and place.kind == "province":
            score += 8.0  # "the province of Kunduz" is not its city
        return score + context.prior(place)
