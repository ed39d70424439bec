"""A rule's YAML, written from a person's answers."""

from dataclasses import dataclass

HEAD = "# yaml-language-server: $schema=schema/rule.schema.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person said to the questions."""

    title: str
    id: str
    level: str
    claim: str | None
    words: tuple[tuple[str, ...], ...] = ()
    actor: str | None = None
    near: str | None = None
    within_km: str | None = None
    places: tuple[str, ...] = ()
    notify: str | None = None
    fires: str
    quiet: str
    because: str


def written(answers: Answers, *, status: str = "stable") -> str:
    """Return a rule file."""
    lines = [
        HEAD,
        f"title: {quoted(answers.title)}",
        f"id: {answers.id}",
        f"status: {status}",
        f"level: {answers.level}",
        "when:",
        *_when(answers),
        "alert:",
        f"  one_per: {'place' if answers.claim else 'article'}",
        "  resolve_after: 7d",
        *([f"  notify: {quoted(answers.notify)}"] if answers.notify else []),
        "examples:",
        "  fires:",
        f"    - text: {quoted(answers.fires)}",
        "  quiet:",
        f"    - text: {quoted(answers.quiet)}",
        f"      because: {answers.because}",
    ]
    return "\n".join(lines) + "\n"


def _when(answers: Answers) -> list[str]:
    if answers.claim is None:
        groups = [f"      - [{', '.join(map(quoted, group))}]" for group in answers.words]
        return ["  text:", "    same_sentence:", *groups]
    lines = [f"  claim: {answers.claim}"]
    if answers.actor:
        lines.append(f"  actor: {{class: {answers.actor}}}")
    place = []
    if answers.near:
        place.append(f"near: {answers.near}")
        place.extend([f"within_km: {answers.within_km}"] if answers.within_km else [])
    if answers.places:
        place.append(f"name: [{', '.join(map(quoted, answers.places))}]")
    if place:
        lines.append(f"  place: {{{', '.join(place)}}}")
    return lines


def quoted(text: str) -> str:
    """Return text as a YAML value in double quotes: nothing in it can mean anything else."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(safe.split()) + '"'
