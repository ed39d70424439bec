"""What agencies put behind a text: "(ANI)", "/TASS/", "- Reuters", "ENDS"."""

import re

from monitor.articles import agencies
from monitor.articles.values import Cut, Facts, Pruned

_TAIL = re.compile(
    r"(?P<stop>[.!?\"'”’»])\s*(?:[(\[/]\s*(?P<agency>[\w .&’'-]{2,30}?)(?:/[\w .-]{2,30})?\s*[)\]/]"
    r"|[-–—]{1,2}\s?(?P<dashed>[\w .&’-]{2,30}))\s*\.?$"
)
_LONGEST = 120
_WHOLE = re.compile(r"^[(\[/–—-]+\s*(?P<agency>[\w .&’'-]{2,30}?)\s*[)\]/]*\.?$")
# "ENDS", "-0-", and the initials of those who wrote it: "pr/ma".
_END = re.compile(
    r"^\W*(?:ends?|end of (?:item|text)|-0-|30|конец|[a-z]{2,3}(?:/[a-z]{2,3}){1,3})\W*$",
    re.IGNORECASE,
)


def prune(paragraphs: tuple[str, ...]) -> Pruned:
    """Return the paragraphs without an agency's mark at their end; the agency is the outlet."""
    if not paragraphs:
        return Pruned(paragraphs=())
    *before, last = paragraphs
    if before and len(last) < _LONGEST and (_END.match(last) or _agency(_WHOLE.match(last))):
        below = prune(tuple(before))
        outlet = _agency(_WHOLE.match(last)) or below.facts.outlet
        return Pruned(
            paragraphs=below.paragraphs,
            cuts=(*below.cuts, Cut("tail", last)),
            facts=Facts(outlet=outlet),
        )
    return _mark(tuple(before), last) or Pruned(paragraphs=paragraphs)


def _mark(before: tuple[str, ...], last: str) -> Pruned | None:
    start = max(len(last) - _LONGEST, 0)
    match = _TAIL.search(last[start:])
    agency = _agency(match)
    if not match or not agency:
        return None
    end = start + match.end("stop")
    return Pruned(
        paragraphs=(*before, last[:end]),
        cuts=(Cut("tail", last[end:].strip()),),
        facts=Facts(outlet=agency),
    )


def _agency(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    parts = match.groupdict()
    return agencies.known(parts.get("agency") or parts.get("dashed") or "")
