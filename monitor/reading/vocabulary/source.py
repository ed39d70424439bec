"""The YAML side of the vocabulary: files of one language, read with positions.

Shipped files and an analyst's overlay files have one format: any file may hold any section, and
what a later file says is added to what earlier files say. Every fault is reported with its file,
line and column, all at once.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor.errors import Fault
from monitor.reading.shipped import DATA

# What each section of a file must look like.
WORDS, CLASSES, NESTED, LISTED, FREE = "words", "classes", "nested", "listed", "free"
SECTIONS: Mapping[str, str] = {
    "determiners": WORDS,
    "pronouns": WORDS,
    "prepositions": WORDS,
    "conjunctions": WORDS,
    "subordinators": CLASSES,
    "relatives": WORDS,
    "complementizers": WORDS,
    "modals": CLASSES,
    "auxiliaries": CLASSES,
    "negations": WORDS,
    "pseudo_negations": WORDS,
    "particles": WORDS,
    "adverbs": WORDS,
    "adjectives": WORDS,
    "titles": WORDS,
    "abbreviations": WORDS,
    "people": CLASSES,
    "places": CLASSES,
    "things": CLASSES,
    "groups": CLASSES,
    "report": CLASSES,
    "deny": WORDS,
    "doubt": WORDS,
    "fear": WORDS,
    "plan": WORDS,
    "order": WORDS,
    "attempt": WORDS,
    "fail": WORDS,
    "prevent": WORDS,
    "succeed": WORDS,
    "stop": WORDS,
    "ditransitive": WORDS,
    "intransitive": WORDS,
    "inverting": WORDS,
    "naming": WORDS,
    "keeping": WORDS,
    "blaming": WORDS,
    "perceiving": WORDS,
    "letting": WORDS,
    "handing": WORDS,
    "nouns": CLASSES,
    "falsehood": WORDS,
    "object_control": WORDS,
    "general": WORDS,
    "actors": LISTED,
    "leaders": CLASSES,
    "frames": LISTED,
    "sentence": CLASSES,
    "article": CLASSES,
    "domains": CLASSES,
    "dispute": WORDS,
    "preps": CLASSES,
    "units": FREE,
    "multipliers": FREE,
    "collective": FREE,
    "vague": WORDS,
    "least": WORDS,
    "most": WORDS,
    "about": WORDS,
    "additive": WORDS,
    "weekdays": FREE,
    "months": FREE,
    "relative": FREE,
    "future": WORDS,
    "history": WORDS,
    "daytimes": WORDS,
    "settings": FREE,
    "sets": CLASSES,
    "verb_groups": CLASSES,
    "lines": CLASSES,
    "peoples": CLASSES,
}


@dataclass(slots=True)
class Section:
    """One section of one file: its content, and how to find a line in the file again."""

    path: Path
    name: str
    value: Any
    positions: Any


@dataclass(slots=True)
class Source:
    """The vocabulary files of one language, in the order in which they add up."""

    sections: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def of(self, name: str) -> Iterator[Section]:
        return (section for section in self.sections if section.name == name)

    def words(self, name: str) -> list[str]:
        """All words of a flat section, first mention first."""
        found = [str(word) for section in self.of(name) for word in section.value]
        return list(dict.fromkeys(found))

    def classes(self, name: str) -> dict[str, list[str]]:
        """All words of a section that sorts them by class."""
        found: dict[str, list[str]] = {}
        for section in self.of(name):
            for group, members in section.value.items():
                found.setdefault(str(group), []).extend(str(word) for word in members)
        return {group: list(dict.fromkeys(members)) for group, members in found.items()}

    def table(self, name: str, stem: str = "") -> dict[str, Any]:
        """All entries of a free mapping; ``stem`` picks the files with that name."""
        found: dict[str, Any] = {}
        for section in self.of(name):
            if not stem or section.path.stem == stem:
                found.update(plain(section.value))
        return found


def plain(value: Any) -> Any:
    """YAML's own types (which know their position) as the plain types of Python."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if _is_list(value):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    return int(value) if isinstance(value, int) else str(value)


def vocabulary_files(folders: Sequence[Path]) -> list[Path]:
    """Return the YAML files of the folders, each folder sorted by name."""
    return [path for folder in folders for path in sorted(folder.rglob("*.y*ml"))]


def source_digest(files: Sequence[Path]) -> str:
    """Return a digest of names and bytes: changes whenever somebody edits a word."""
    digest = hashlib.blake2b(digest_size=12)
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_source(files: Sequence[Path]) -> Source:
    source = Source()
    for path in files:
        _read_file(path, source)
    return source


def _read_file(path: Path, source: Source) -> None:
    from ruamel.yaml import YAML  # noqa: PLC0415  (slow to import)
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415  (slow to import)

    try:
        content = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except (MarkedYAMLError, UnicodeDecodeError) as error:
        source.faults.append(_unreadable(path, error))
        return
    if content is None:
        return
    if not isinstance(content, Mapping):
        hint = "Start with a section, such as `people:` or `frames:`."
        source.faults.append(
            Fault(file=str(path), line=1, column=1, message="No sections.", hint=hint)
        )
        return
    for name, value in content.items():
        _add_section(Section(path=path, name=str(name), value=value, positions=content), source)


def _unreadable(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    message = getattr(error, "problem", None) or "This is not UTF-8 text."
    if mark is None:
        return Fault(file=str(path), message=message)
    return Fault(file=str(path), line=mark.line + 1, column=mark.column + 1, message=message)


def _add_section(section: Section, source: Source) -> None:
    shape = SECTIONS.get(section.name)
    if shape is None:
        hint = f"Known sections: {', '.join(sorted(SECTIONS))}."
        source.faults.append(fault_at(section, section.name, "Unknown section.", hint))
        return
    problem = _misshapen(shape, section.value) or _uncoded(section) or _unknown_set(section, source)
    if problem:
        source.faults.append(fault_at(section, section.name, problem, ""))
        return
    source.sections.append(section)


def _misshapen(shape: str, value: Any) -> str:
    """Tell what is wrong with the shape of a section, in words; "" if nothing is."""
    if shape == WORDS and not _is_list(value):
        return "This section is a list of words."
    if shape == LISTED and not (
        _is_list(value) and all(isinstance(item, Mapping) for item in value)
    ):
        return "This section is a list of entries, each with keys of its own."
    if shape in {CLASSES, FREE} and not isinstance(value, Mapping):
        return "This section is a mapping."
    if shape == CLASSES and not all(_is_list(members) for members in value.values()):
        return "Each key of this section has a list of words."
    if shape == WORDS:
        return _no_word(value)
    return next(filter(None, map(_no_word, value.values())), "") if shape == CLASSES else ""


def _no_word(members: Sequence[Any]) -> str:
    """Tell of `false` in a list of words: YAML takes it for a value, which no text holds."""
    lost = next((word for word in members if isinstance(word, bool) or word is None), "")
    if lost == "":
        return ""
    name = "null" if lost is None else str(lost).lower()
    return f'{name} without quotes is a value, not a word: write "{name}".'


_CODED = {
    "peoples": (re.compile(r"[A-Z]{2}"), "a country's code, such as AF"),
    "lines": (re.compile(r"[A-Z]{2}-[A-Z]{2}"), "a border's codes, such as AF-TJ"),
}


def _uncoded(section: Section) -> str:
    """Return a key that should be a code and is none: nothing would ever ask for it."""
    if section.name not in _CODED:
        return ""
    code, wanted = _CODED[section.name]
    wrong = [str(key) for key in section.value if not code.fullmatch(str(key))]
    return f"{wrong[0]!r}: A key of this section is {wanted}." if wrong else ""


def _unknown_set(section: Section, source: Source) -> str:
    """Return a set that no rule asks for would silently do nothing: the shipped files name all."""
    if section.name != "sets" or DATA in section.path.parents:
        return ""
    shipped = (one.value for one in source.of("sets") if DATA in one.path.parents)
    known = sorted({str(name) for names in shipped for name in names})
    unknown = [str(name) for name in section.value if str(name) not in known]
    return f"Unknown set {unknown[0]!r}. Known: {', '.join(known)}." if unknown else ""


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def fault_at(section: Section, key: str, message: str, hint: str = "") -> Fault:
    """Return a fault at a key of the file that the section came from."""
    line, column = position_of(section.positions, key)
    return Fault(
        file=str(section.path), line=line, column=column, message=f"{key}: {message}", hint=hint
    )


def position_of(mapping: Any, key: Any) -> tuple[int, int]:
    """Line and column, counted from 1, of a key of a mapping or an index of a list."""
    try:
        where: Any = mapping.lc
        line, column = where.key(key) if isinstance(mapping, Mapping) else where.item(key)
    except (AttributeError, KeyError, TypeError):
        return 0, 0
    return line + 1, column + 1
