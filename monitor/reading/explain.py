"""Why an article was read as it was: every sentence with a trigger, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from monitor.events.values import Claim
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.frames.match import FrameIndex
from monitor.reading.frames.roles import accepts, fill, fixed_holds
from monitor.reading.frames.slots import Pattern, Slot
from monitor.reading.frames.views import View, clause_view
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One frame that a word evoked. ``outcome``: "reported", "merged", or where it was stopped."""

    trigger: str
    frame: str
    type: str
    outcome: str
    roles: dict[str, str] = field(default_factory=dict)
    status: str = ""
    cues: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTrace:
    text: str
    in_title: bool
    times: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything about one reading. ``gate`` says what the gate saw, or why nothing was read."""

    id: str
    reader: str
    gate: str
    sentences: tuple[SentenceTrace, ...]
    claims: tuple[Claim, ...]

    def json(self) -> bytes:
        return msgspec.json.encode(self)

    def text(self, *, markup: bool = False) -> str:
        """Lines for a terminal; with ``markup`` in the tags of rich."""
        return "\n".join(_lines(self, _Paint(markup=markup)))


class _Paint:
    """Colours, or none."""

    def __init__(self, *, markup: bool) -> None:
        self._markup = markup

    def __call__(self, style: str, text: str) -> str:
        if not self._markup:
            return text
        return f"[{style}]{text.replace('[', chr(92) + '[')}[/{style}]"


def _lines(explanation: Explanation, paint: _Paint) -> Iterator[str]:
    claims = len(explanation.claims)
    yield paint("bold", f"{explanation.id}: {claims or 'no'} claim{'s' * (claims != 1)}")
    yield paint("dim", f"gate: {explanation.gate}")
    for sentence in explanation.sentences:
        yield ""
        yield paint("bold", ("title: " if sentence.in_title else "") + sentence.text)
        if sentence.times:
            yield paint("dim", "  when: " + "; ".join(sentence.times))
        for finding in sentence.findings:
            yield from _finding_lines(finding, paint)


def _finding_lines(finding: Finding, paint: _Paint) -> Iterator[str]:
    good = finding.outcome in {"reported", "merged"}
    style = "green" if good else "yellow" if finding.status else "dim"
    head = f"  {finding.trigger!r} -> {finding.frame} ({finding.type})"
    yield paint(style, f"{head}: {finding.outcome}")
    if finding.roles:
        yield "      " + ", ".join(f"{role}: {text}" for role, text in finding.roles.items())
    if finding.status:
        cues = "; ".join(finding.cues) or "no cue against it"
        yield f"      status {finding.status} ({cues})"
    for line in finding.why:
        yield paint("dim", f"      {line}")


def trace(
    sentence: Sentence, scene: Scene, frames: FrameIndex, drafts: list[Draft], kept: list[Draft]
) -> SentenceTrace:
    """Tell what each trigger of a sentence led to."""
    scene.sentence = sentence
    findings = [_of_draft(draft, scene, kept) for draft in drafts if draft.sentence is sentence]
    seen = {(finding.trigger, finding.frame) for finding in findings}
    for finding in _stopped(sentence, scene, frames):
        if (finding.trigger, finding.frame) not in seen:
            seen.add((finding.trigger, finding.frame))
            findings.append(finding)
    return SentenceTrace(
        text=sentence.text[sentence.start : sentence.end].strip(), in_title=sentence.in_title,
        times=tuple(sentence.words(when.s, when.e) for when in sentence.times),
        findings=tuple(findings),
    )  # fmt: skip


def _of_draft(draft: Draft, scene: Scene, kept: list[Draft]) -> Finding:
    outcome = "reported" if draft in kept else "merged"
    if draft.status not in {"asserted", "disputed"}:
        outcome = f"not news: {draft.status}"
    return Finding(
        trigger=draft.match.trigger.text, frame=draft.match.frame.id, type=draft.type.value,
        outcome=outcome, roles=_roles(draft.match.roles, scene), status=draft.status,
        cues=draft.standing.cues, why=tuple(draft.why),
    )  # fmt: skip


def _roles(roles: dict[str, list[Chunk]], scene: Scene) -> dict[str, str]:
    return {name: " | ".join(scene.text(phrase) for phrase in found)
            for name, found in roles.items()}  # fmt: skip


_UNPLACED = "stopped: the claim could not be placed"


def _stopped(sentence: Sentence, scene: Scene, frames: FrameIndex) -> Iterator[Finding]:
    """Frames that a verb evoked and that did not hold, with the first reason."""
    for clause in sentence.clauses:
        for pattern in frames.of_verb(clause):
            view = clause_view(clause, passive=clause.passive)
            roles = fill(pattern, view, scene.people)
            reason = _UNPLACED if roles else _why_not(pattern, view, scene)
            yield Finding(
                trigger=clause.vg.text, frame=pattern.frame.id, type=pattern.frame.type,
                outcome=reason, roles=_roles(roles or {}, scene),
            )  # fmt: skip


def _why_not(pattern: Pattern, view: View, scene: Scene) -> str:
    people = scene.people
    for slot in pattern.fixed:
        if not fixed_holds(slot, view, people):
            return f"stopped: needs {_wanted(slot, scene)} at {', '.join(slot.role.at[:3])}"
    for slot in pattern.block:
        if fixed_holds(slot, view, people):
            at = ", ".join(slot.role.at[:3])
            return f"stopped: {_wanted(slot, scene)} at {at} means something else"
    for slot in pattern.roles:
        found = [phrase for position in slot.positions for phrase in view.at(position)]
        if slot.needed and not any(accepts(slot, phrase, people) for phrase in found):
            return f"stopped: no {slot.name} ({_wanted(slot, scene)})"
    return "stopped: the doer is a thing"


def _wanted(slot: Slot, scene: Scene) -> str:
    names = [*scene.lexicon.class_names(slot.classes), *map(repr, slot.role.heads)]
    return " or ".join(names[:6]) + (" ..." if len(names) > 6 else "") or "anything"
