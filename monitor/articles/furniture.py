"""The site's own words around an article: comment policies, newsletters, cookies, "read more"."""

import re

from monitor.articles.glance import holds
from monitor.articles.values import Cut, Pruned

# A pointer to another article may stand anywhere; it is one line that begins like this.
_POINTERS = (
    r"(?:also|must)[ -]read",
    r"read (?:more|also|next|(?:the )?full story)",
    r"see also",
    r"related(?: (?:articles?|stor(?:y|ies)|news|coverage|topics?|content|posts?))?",
    r"watch(?: (?:also|live|now|video))?",
    r"listen",
    r"more (?:on this story|from|news|stories)",
    r"explained",
    r"in pictures",
    r"recommended(?: for you| stories)?",
    r"you may (?:also )?(?:like|be interested in)",
    r"trending(?: now)?",
    r"don'?t miss",
    r"click here",
    r"up next",
    r"top stories",
    r"most (?:read|popular|viewed)",
    r"latest news",
    r"editor'?s picks?",
    r"читайте также",
    r"читать далее",
    r"смотрите также",
    r"подробнее",
    r"(?:ещ[её] |материалы )?по теме",
)
# Lines that are nothing but a button or a label.
_BUTTONS = (
    r"advertisement",
    r"advertising",
    r"sponsored(?: content)?",
    r"story continues(?: below)?(?: advertisement)?",
    r"continue reading(?: below)?",
    r"share(?: this)?(?: (?:article|story|post|page|on [\w ]{1,40}))?",
    r"print(?: this)?",
    r"comments?(?: \(?\d+\)?)?",
    r"leave a (?:comment|reply)",
    (
        r"(?:(?:facebook|twitter|x|whatsapp|telegram|e-?mail|linkedin|copy link|vk|share|tweet)"
        r"(?:\W+|$)){1,12}"
    ),
    r"subscribe",
    r"sign (?:up|in)",
    r"log ?in",
    r"accept(?: all)?(?: cookies)?",
    r"(?:play|listen to|play the)? ?(?:audio|video)(?: \(.{1,20}\))?",
    r"(?:key ?words|tags?|topics?|filed under|теги|рубрики)\s*:.{0,120}",
    r"loading(?:\.\.\.|…)?",
    r"skip to (?:main )?content",
    r"back to top",
    r"(?:about|contact) us",
    r"реклама",
    r"поделиться",
)
# Notices are whole paragraphs about the site itself. They are only cut at the ends of a text.
_OPENINGS = (
    r"(?:copyright|©)\s",
    r"(?:please )?(?:subscribe|sign up) (?:to|for) (?:our|the|us|my|daily|free)\b",
    r"(?:please )?(?:follow|like|find|join) us\b",
    r"join (?:our|the) .{0,40}(?:channel|group|newsletter|community)\b",
    (
        r"(?:get|receive) (?:the |our |all )?(?:latest|breaking|daily).{0,80}"
        r"\b(?:inbox|app|newsletter|email|alerts)\b"
    ),
    r"(?:download|install|get) (?:our|the) .{0,40}\bapp\b",
    r"click here\b",
    r"(?:please )?support (?:our|independent|quality) (?:work|journalism|newsroom)\b",
    r"(?:disclaimer|cookie (?:policy|notice)|privacy policy|terms (?:of|and) )",
    r"(?:this|the above) story.{0,40}\bnot been edited\b",
    r"(?:additional )?(?:reporting|writing|editing|written|edited|compiled) by\b.{2,200}$",
    r"with (?:additional reporting|inputs?|reporting) (?:by|from)\b.{2,120}$",
    r"(?:agency )?inputs? from\b.{2,60}$",
    r"got something you would like us to\b",
    r"(?:подписывайтесь|подпишитесь|присоединяйтесь|следите за)\b",
)
_MENTIONS = (
    r".*\ball rights reserved\b",
    r".*\b(?:this|our) (?:web)?site uses cookies\b",
    r".*\bwe (?:and our partners )?(?:use|store) cookies\b",
    r".*\byou (?:agree|consent) to (?:our|the use of)\b",
    (
        r".*\b(?:this|the) (?:story|article|report|copy) (?:has been|was|is) (?:auto-?generated"
        r"|published|taken|sourced|reproduced)\b.{0,60}"
        r"\b(?:feed|syndicat|agency|without (?:any )?(?:modif|edit))"
    ),
    r".*\bвсе права защищены\b",
    r".*\bпри (?:использовании|перепечатке) материалов\b",
)
# One of these stands in every notice that does not open as one.
_SIGNS = (
    "rights reserved",
    "cookies",
    "agree to",
    "consent to",
    "generated",
    "published",
    "taken",
    "sourced",
    "reproduced",
    "права защищены",
    "материалов",
    "comment",
    "community",
    "newsletter",
    "subscri",
    "privacy policy",
    "terms of",
    "house rules",
    "moderat",
    "log in",
    "logged in",
    "sign in",
    "sign up",
    "signed in",
    "signed up",
    "personali",
    "advertiser",
)


def _any(parts: tuple[str, ...], behind: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(parts)}){behind}", re.IGNORECASE)


_POINTER = _any(_POINTERS, r"\s*(?:[:|»>–—…-]|\.{3}|$)")
_BUTTON = _any(_BUTTONS, r"\W*$")
_OPENING = _any(_OPENINGS, "")
_MENTION = _any(_MENTIONS, "")
_VOICE = re.compile(r"\b(?:our|we|us|your?|users?|readers?)\b", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:comment(?:s|ing)|community (?:guidelines|experience|standards)|newsletters?|cookies"
    r"|subscri(?:bers?|ption|be)|privacy policy|terms of (?:use|service)|house rules"
    r"|moderat(?:ed|ion)|log(?:ged)? in|sign(?:ed)? (?:in|up)|personali[sz]ed|advertisers?)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"[\"“”«»]|\b(?:said|says|told|added|according to|сказал\w*|сообщи\w*)\b", re.IGNORECASE
)
_LONGEST_POINTER = 35
_LONGEST_NOTICE = 900


def prune(paragraphs: tuple[str, ...]) -> Pruned:
    """Return the paragraphs without pointers and buttons, and without notices at either end."""
    kept = [p for p in paragraphs if not (is_pointer(p) or is_button(p))]
    first, last = 0, len(kept)
    while last > 0 and is_notice(kept[last - 1]):
        last -= 1
    while first < last and is_notice(kept[first]):
        first += 1
    if last - first == len(paragraphs):
        return Pruned(paragraphs=paragraphs)
    stay = kept[first:last]
    gone = _without(paragraphs, stay)
    return Pruned(paragraphs=tuple(stay), cuts=tuple(Cut("site", text) for text in gone))


def _without(paragraphs: tuple[str, ...], stay: list[str]) -> list[str]:
    left = list(stay)
    gone: list[str] = []
    for paragraph in paragraphs:
        if left and left[0] == paragraph:
            left.pop(0)
        else:
            gone.append(paragraph)
    return gone


def is_pointer(paragraph: str) -> bool:
    """Say whether a paragraph points to another article: "Also read: ..."."""
    if len(paragraph) > _LONGEST_POINTER * 8 or not _POINTER.match(paragraph):
        return False
    return len(paragraph.split()) <= _LONGEST_POINTER


def is_button(paragraph: str) -> bool:
    """Say whether a paragraph is a label of the page: "Advertisement", "Share"."""
    return len(paragraph) < 160 and bool(_BUTTON.match(paragraph))


def is_notice(paragraph: str) -> bool:
    """Say whether a paragraph is the site talking of itself and not somebody talking in it."""
    if len(paragraph) > _LONGEST_NOTICE:
        return False
    opens = bool(_OPENING.match(paragraph))
    if not (opens or holds(paragraph, _SIGNS)) or _SAID.search(paragraph):
        return False
    if opens or _MENTION.match(paragraph):
        return True
    site = {match.lower() for match in _SITE.findall(paragraph)}
    return bool(site) and len(_VOICE.findall(paragraph)) >= (1 if len(site) > 1 else 2)
