"""``monitor rules new``: questions on a terminal, a tested rule as the answer."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli.rules_write import Answers, written
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.settings import Settings
    from monitor.rules.conditions.known import Known
    from monitor.rules.loader import Loaded
    from monitor.rules.trial.examples import Result

LEVELS = ("informational", "low", "medium", "high", "critical")
WORDS = "words"
MOST_LISTED = 12


def ask_and_write(settings: "Settings", folder: Path | None) -> None:
    """Ask for a rule, try it, and write it; as a draft where it does not hold yet."""
    from monitor.cli.rules_desk import bench_from, known_from, reader_from
    from monitor.rules.trial.examples import try_rules

    target = folder or settings.rules
    known = known_from(settings)
    answers = questions(target, known)
    text = written(answers)
    loaded = _alone(answers.id, text, known)
    results: list[Result] = []
    if not loaded.faults:
        typer.echo("Trying the rule on its examples ...")
        results = list(try_rules(loaded, bench_from(settings, reader_from(settings, target))))
    faults = [*loaded.faults, *(result.fault for result in results if result.fault)]
    for fault in faults:
        typer.echo(fault.render(), err=True)
    if faults:
        text = written(answers, status="draft")
        typer.echo("It does not hold yet, so it is kept as a draft: tried, but never asked.")
        typer.echo("Mend it, and set `status: stable` when `monitor rules test` says ok.")
    _keep(target / f"{answers.id}.yml", text)


def _alone(name: str, text: str, known: "Known") -> "Loaded":
    from monitor.rules.loader import load_texts

    return load_texts({f"{name}.yml": text.encode()}, known)


def _keep(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise MonitorError(f"{path} is there already", hint="Choose another title.") from None
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror}") from error
    typer.echo(f"Written: {path}")


def questions(target: Path, known: "Known") -> Answers:
    """Ask until every answer can be used."""
    title = _asked("What is the rule about, in one line")
    name = _free_id(target, title)
    level = _chosen("How urgent is it", LEVELS, default="medium")
    claim = _claim()
    place = _places(known) if claim else (None, None, ())
    return Answers(
        title=title,
        id=name,
        level=level,
        claim=claim,
        words=() if claim else _words(),
        actor=_actor(claim),
        near=place[0],
        within_km=place[1],
        places=place[2],
        notify=_route(known),
        fires=_asked("A sentence for which it must raise an alert"),
        quiet=_asked("A sentence that looks like it, but must stay quiet"),
        because=_because(claim),
    )


def _asked(question: str) -> str:
    while True:
        answer = str(typer.prompt(question)).strip()
        if answer:
            return answer


def _chosen(question: str, choices: Sequence[str], *, default: str) -> str:
    from monitor.rules.files.suggest_rapidfuzz import did_you_mean

    # Three hundred borders are no help to anybody who reads the question.
    listed = ", ".join(choices) if len(choices) <= MOST_LISTED else f"as in {default}"
    while True:
        answer = str(typer.prompt(f"{question} ({listed})", default=default)).strip()
        meant = _meant(answer, choices)
        if meant is not None:
            return meant
        typer.echo(f"{answer!r} is not one of them. {did_you_mean(answer, choices)}".strip())


def _meant(answer: str, choices: Sequence[str]) -> str | None:
    """Return the choice that was written out, or begun so that only one fits; in any case."""
    plain = answer.casefold()
    exact = [choice for choice in choices if choice.casefold() == plain]
    begun = [choice for choice in choices if plain and choice.casefold().startswith(plain)]
    found = exact or begun
    return found[0] if len(found) == 1 else None


def _free_id(target: Path, title: str) -> str:
    from anyascii import anyascii

    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")[:60].strip("-")
    name, number = plain or "rule", 2
    while (target / f"{name}.yml").exists():
        name, number = f"{plain}-{number}", number + 1
    return name


def _claim() -> str | None:
    from monitor.events.values import ClaimType

    question = "What must have happened; or `words` to look for words"
    answer = _chosen(question, [*ClaimType, WORDS], default=ClaimType.TERRITORY_CAPTURED.value)
    return None if answer == WORDS else answer


def _words() -> tuple[tuple[str, ...], ...]:
    """Ask for groups of words: one of each group must stand in the same sentence."""
    typer.echo("Words that must stand in one sentence, in any form (fall finds fell, fallen).")
    first = _split(_asked("One of these words must be there (separate them by commas)"))
    groups = [first]
    while more := str(typer.prompt("And one of these (empty: no more)", default="")).strip():
        groups.append(_split(more))
    return tuple(groups)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _actor(claim: str | None) -> str | None:
    if claim is None:
        return None
    choices = ("anybody", "troops", "militants", "civilians", "officials")
    answer = _chosen("Who did it", choices, default="anybody")
    return None if answer == "anybody" else answer


def _places(known: "Known") -> tuple[str | None, str | None, tuple[str, ...]]:
    """Ask where: near a border, in some places, or anywhere."""
    choices = ("near a border", "in some places", "anywhere")
    where = _chosen("Where", choices, default=choices[0])
    if where == choices[0]:
        border = _border(known.borders or ())
        return border, _kilometres(), ()
    if where == choices[1]:
        return None, None, _named(known)
    return None, None, ()


def _border(known: Collection[str]) -> str:
    if known:
        names = sorted(known)
        default = "AF-TJ" if "AF-TJ" in names else names[0]
        return _chosen("Which border", names, default=default)
    return _asked("Which border, as in AF-TJ")


def _kilometres() -> str:
    while True:
        answer = str(typer.prompt("At most how many km from it", default="50")).strip()
        if answer.isdecimal() and 1 <= int(answer) <= 300:
            return answer
        typer.echo("A whole number from 1 to 300, please.")


def _named(known: "Known") -> tuple[str, ...]:
    from monitor.rules.files.suggest_rapidfuzz import did_you_mean

    while True:
        names = _split(_asked("Which places (separate them by commas)"))
        unknown = [n for n in names if known.places is not None and not known.places_called(n)]
        if not unknown:
            return names
        for name in unknown:
            guess = did_you_mean(name, known.place_names())
            typer.echo(f"The gazetteer knows no place {name!r}. {guess}".strip())


def _route(known: "Known") -> str | None:
    if not known.routes:
        return None
    return _chosen("Who is told (a route)", sorted(known.routes), default=min(known.routes))


def _because(claim: str | None) -> str:
    from monitor.rules.conditions.reasons import MEANINGS, Reason

    if claim is None:
        return Reason.TEXT.value
    usual = ("place", "actor", "denied", "hypothetical", "planned", "historical", "no_claim")
    for name in usual:
        typer.echo(f"  {name}: {MEANINGS[Reason(name)]}")
    return _chosen("Why is the second sentence quiet", usual, default="place")
