"""Results of examples, as text, JSON and JUnit XML."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from monitor.rules.trial.examples import Result


def as_text(results: "Sequence[Result]") -> str:
    """Return a line a rule; the faults themselves are told at the end, by whoever asked."""
    return "".join(f"{line}\n" for line in _lines(results))


def _lines(results: "Sequence[Result]") -> Iterator[str]:
    for rule, group in groupby(results, key=lambda result: result.rule):
        own = list(group)
        failed = sum(result.fault is not None for result in own)
        skipped = sum(bool(result.skipped) for result in own)
        mark = "FAIL" if failed else "ok"
        extra = f", {failed} do not hold" if failed else ""
        extra += f", {skipped} not run" if skipped else ""
        yield f"{mark:4}  {rule}: {len(own)} examples{extra}"
    for result in results:
        if result.note:
            yield f"note  {result.note}"
    for result in results:
        if result.skipped:
            yield f"skip  {result.name}: {result.skipped}"


def as_json(results: "Sequence[Result]") -> str:
    """Return all results as one JSON document."""
    return json.dumps([_plain(result) for result in results], indent=2, ensure_ascii=False) + "\n"


def _plain(result: "Result") -> dict[str, object]:
    return {
        "rule": result.rule,
        "kind": result.kind,
        "number": result.number + 1,
        "text": result.words,
        "outcome": _outcome(result),
        "message": str(result.fault or result.note or result.skipped or ""),
    }


def _outcome(result: "Result") -> str:
    if result.skipped:
        return "skipped"
    return "failed" if result.fault else "passed"


def as_junit(results: "Sequence[Result]") -> str:
    """Return the results as continuous integration systems read them."""
    suites = ET.Element("testsuites", name="monitor rules test")
    for rule, group in groupby(results, key=lambda result: result.rule):
        own = list(group)
        suite = ET.SubElement(
            suites,
            "testsuite",
            name=rule,
            tests=str(len(own)),
            failures=str(sum(result.fault is not None for result in own)),
            skipped=str(sum(bool(result.skipped) for result in own)),
        )
        for result in own:
            _case(suite, result)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _case(suite: ET.Element, result: "Result") -> None:
    name = f"{result.kind} {result.number + 1}: {result.words[:100]}"
    case = ET.SubElement(suite, "testcase", classname=f"rules.{result.rule}", name=name)
    if result.fault:
        case.set("file", result.fault.file)
        case.set("line", str(result.fault.line))
        failure = ET.SubElement(case, "failure", message=result.fault.message)
        failure.text = result.fault.render()
    elif result.skipped:
        ET.SubElement(case, "skipped", message=result.skipped)
