"""Cutting a sentence into tokens, before anything is known about them."""

from monitor.reading.words.tokens import TOKEN, Token

_MARKS = ',.:;!?()"'


def tokenize(text: str, folded: str, start: int, end: int) -> list[Token]:
    """Return the raw tokens of ``text[start:end]``; ``folded`` has the same offsets.

    Tokens never hold a blank, so that most are found by splitting at blanks: a word, or a word with
    one mark behind it. Only what is left (hyphens, apostrophes, figures) needs the expression.
    """
    tokens: list[Token] = []
    at = start
    part = folded[start:end]
    for piece in part.split():
        at = folded.find(piece, at)
        stop = at + len(piece)
        if piece.isalpha():
            tokens.append(_token(piece, at, stop, text))
        elif piece[-1] in _MARKS and piece[:-1].isalpha():
            tokens.append(_token(piece[:-1], at, stop - 1, text))
            tokens.append(Token(piece[-1], stop - 1, stop))
        else:
            _odd(tokens, text, folded, (at, stop), (start, end))
        at = stop
    if "'" in part:
        _mark_plural_owners(tokens)
    if "no. " in part:
        tokens = _without_ordinals(tokens)
    return _without_scare_quotes(tokens) if '"' in part else tokens


def _token(word: str, first: int, last: int, text: str) -> Token:
    token = Token(word, first, last)
    char = text[first]
    token.cap = (char != word[0] or char > "\x7f") and char.isupper()
    return token


def _odd(
    tokens: list[Token], text: str, folded: str, span: tuple[int, int], whole: tuple[int, int]
) -> None:
    """Add the tokens of a piece that is more than one word."""
    glued = False
    start, end = whole
    for match in TOKEN.finditer(folded, span[0], span[1]):
        word = match[0]
        first, last = match.span()
        if word == "-" and _inside_word(folded, first, start, end):
            glued = bool(tokens)
            continue
        if word.endswith("'s") and len(word) > 2:
            token = _token(word[:-2], first, last - 2, text)
            tokens.append(token)
            tokens.append(Token("'s", last - 2, last))
        else:
            token = _token(word, first, last, text)
            tokens.append(token)
        token.glued = glued
        glued = False


def _without_ordinals(tokens: list[Token]) -> list[Token]:
    """Drop the "No. 2" of a gate or a bridge: it counts nothing and denies nothing."""
    dropped: set[int] = set()
    for at in range(len(tokens) - 2):
        mark, figure = tokens[at + 1], tokens[at + 2]
        named = at + 3 < len(tokens) and tokens[at + 3].cap  # "the No. 2 Friendship Bridge"
        if tokens[at].text == "no" and mark.text == "." and figure.text.isdigit() and not named:
            dropped |= {at, at + 1, at + 2}
    return [token for at, token in enumerate(tokens) if at not in dropped]


_SCARE = 4


def _without_scare_quotes(tokens: list[Token]) -> list[Token]:
    """Drop the quotes around a word or name: had "neutralised" four; the post "Sayod"."""
    marks = [at for at, token in enumerate(tokens) if token.text == '"']
    dropped: set[int] = set()
    at = 0
    while at + 1 < len(marks):
        first, last = marks[at], marks[at + 1]
        is_speech = first and tokens[first - 1].text in {",", ":"}
        if 1 < last - first <= _SCARE + 1 and not is_speech:
            dropped |= {first, last}
        at += 2
    return [token for at, token in enumerate(tokens) if at not in dropped] if dropped else tokens


def _mark_plural_owners(tokens: list[Token]) -> None:
    """Handle "The insurgents' hands": an apostrophe after a plural, unless a quotation is open."""
    opened = False
    for index, token in enumerate(tokens):
        if token.text != "'":
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        touches = before is not None and before.end == token.start
        if after is not None and after.start == token.end and not touches:
            opened = True
        elif opened:
            opened = False
        elif (
            touches
            and after is not None
            and before is not None
            and (before.text.endswith("s") and after.text[0].isalnum())
        ):
            token.text = "'s"


def _inside_word(folded: str, at: int, start: int, end: int) -> bool:
    return start < at < end - 1 and not folded[at - 1].isspace() and not folded[at + 1].isspace()
