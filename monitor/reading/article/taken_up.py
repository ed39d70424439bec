"""Captures without a name that take up those of the article: "the fall of both districts"."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene


def only_takes_up(draft: Draft, drafts: list[Draft], scene: Scene) -> bool:
    """Whether an unnamed capture is one that the article names, or will name.

    "The headquarters was overrun" after "seized X", "the fall of the said districts" after "X and Y
    fell"; a headline that counts nothing ("Rebels overrun posts") over a text that names them.
    """
    theme = draft.match.first("theme")
    if draft.type is not ClaimType.TERRITORY_CAPTURED or draft.place is not None or theme is None:
        return False
    if draft.sentence.in_title:
        bare = theme.qty is None and theme.plural
        return bare and any(_is_named(other) and not other.sentence.in_title for other in drafts)
    definite = theme.det in scene.lexicon.set("definite") and not (
        theme.qty is not None and theme.of is not None
    )
    return definite and any(_is_named(other) and _is_before(other, draft) for other in drafts)


def _is_named(other: Draft) -> bool:
    is_news = other.status == "asserted"
    return other.type is ClaimType.TERRITORY_CAPTURED and other.place is not None and is_news


def _is_before(other: Draft, draft: Draft) -> bool:
    return not other.sentence.in_title and other.sentence.index <= draft.sentence.index
