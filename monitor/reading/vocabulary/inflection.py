"""Edge to lemminflect: full paradigms of verbs and plurals of nouns.

Only used when a vocabulary is compiled, never while reading: whole paradigms are generated, so
that no irregular form ("fallen", "shot", "slain") can be missing from a hand-made list.
"""

import lemminflect

from monitor.reading.text.grammar import BASE, GERUND, PARTICIPLE, PAST, PLURAL, THIRD

_FORMS = {"VB": BASE, "VBP": BASE, "VBZ": THIRD, "VBD": PAST, "VBN": PARTICIPLE, "VBG": GERUND}
_MIN_LENGTH = 3


def verb_forms(lemma: str) -> dict[str, int]:
    """Every spelling of a verb with the forms (bits) that it can be."""
    found: dict[str, int] = {lemma: BASE}
    known = lemminflect.getAllInflections(lemma, upos="VERB")
    for tag, spellings in (known or lemminflect.getAllInflectionsOOV(lemma, upos="VERB")).items():
        for spelling in spellings:
            found[spelling] = found.get(spelling, 0) | _FORMS.get(tag, 0)
    if "VBN" not in known:  # a regular verb: the participle is the past
        found = {word: form | PARTICIPLE if form & PAST else form for word, form in found.items()}
    return found


def noun_forms(noun: str) -> dict[str, int]:
    """Return a noun and its plural; in a phrase the last word, or the word before "of", changes."""
    parts = noun.split()
    index = parts.index("of") - 1 if "of" in parts[1:] else len(parts) - 1
    head = parts[index]
    found = {noun: 0}
    if head[-1].isdigit():
        found[f"{noun}s"] = PLURAL  # "T-72s"
        return found
    if "-" in head and len(parts) == 1:
        found[_hyphenated(head)] = PLURAL  # "pick-ups", "asylum-seekers"
        return found
    if len(head) < _MIN_LENGTH or not head.isalpha():
        return found
    known = lemminflect.getAllInflections(head, upos="NOUN")
    plurals = (known or lemminflect.getAllInflectionsOOV(head, upos="NOUN")).get("NNS", ())
    for plural in plurals:
        if plural == head:  # "a port", "many port": a mass reading that the press does not use
            continue
        form = PLURAL
        spelling = " ".join([*parts[:index], plural, *parts[index + 1 :]])
        found[spelling] = found.get(spelling, 0) | form
    return found


def _hyphenated(noun: str) -> str:
    """Return the plural of a noun with a hyphen: its last part changes, but "passers-by"."""
    first, _, last = noun.rpartition("-")
    if last == "by":
        return f"{first}s-{last}"
    known = lemminflect.getAllInflections(last, upos="NOUN").get("NNS", ())
    return f"{first}-{known[0]}" if known and known[0] != last else f"{noun}s"
