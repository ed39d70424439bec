"""What stands around a name and tells which of several places it is."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.words.lexicon import Lexicon


def named_in(part: Chunk) -> Chunk:
    """Handle "the town of A and the district of B": B hangs on the second of two."""
    if part.places or part.names or part.of is None:
        return part
    return part.of


def phrase_name(phrase: Chunk) -> str:
    return phrase.text.removesuffix(" district").removeprefix("the ")


def codes_around(phrase: Chunk, around: Chunk | None) -> list[str]:
    codes: list[str] = []
    for part in (phrase.of, phrase.poss, around, around.of if around else None,
                 around.poss if around else None):  # fmt: skip
        if part is not None:
            codes += part.codes
            codes += [place.country for place in part.places if place.kind == "province"][:1]
    return codes


def province_names(phrase: Chunk, around: Chunk | None) -> set[str]:
    names: set[str] = set()
    for part in (phrase.of, phrase.poss, around, around.of if around else None,
                 around.poss if around else None):  # fmt: skip
        if part is not None:
            names |= {place.name for place in part.places if place.kind == "province"}
            names |= {place.name for app in part.apps for place in app.places
                      if place.kind == "province"}  # fmt: skip
            if part.of is not None:
                names |= {place.name for place in part.of.places if place.kind == "province"}
    return names


def is_told_of(phrase: Chunk, lexicon: Lexicon) -> bool:
    """Whether a phrase takes up a place told of: "the district", "its barracks"."""
    if is_seat_of_it(phrase, lexicon):
        return True
    one = not phrase.plural or phrase.lemma.endswith(("headquarters", "barracks"))
    one = one or phrase.lemma in lexicon.set("defending")  # "the defenders"
    whole = phrase.text.startswith(tuple(lexicon.set("wholes")))
    return one and (phrase.det in _DEFINITE or (whole and not phrase.text.endswith(" city")))


_DEFINITE = frozenset({"the", "this", "that", "its", "their"})


def is_seat_of_it(phrase: Chunk, lexicon: Lexicon) -> bool:
    """Handle "*the district's* centre", "*the governor's* office": of the one told of."""
    owner = phrase.poss
    if owner is None or owner.plural or owner.det not in {"the", "this", "that"}:
        return False
    places = lexicon.bit("district", "town", "village", "area", "officials")
    return bool(phrase.cls & lexicon.bit("centre") and owner.cls & places)
