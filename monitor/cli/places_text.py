"""How ``monitor places`` writes its answers: for people, and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from monitor.errors import Fault

if TYPE_CHECKING:
    from monitor.reading.places.find import Proposal
    from monitor.reading.places.gazetteer import Gazetteer, Place
    from monitor.reading.places.importing import Report

_MAP_ERROR_KM = 5
_NEAREST = 4


def _json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def about(kilometres: float) -> str:
    """Return a distance as precisely as the map allows: rivers are off by 2 to 4 km."""
    if kilometres < _MAP_ERROR_KM:
        return f"under {_MAP_ERROR_KM} km"
    return f"about {round(kilometres)} km"


def found_text(name: str, exact: Sequence["Place"], like: Sequence["Proposal"]) -> str:
    if exact:
        return "\n".join(_line(place) for place in exact)
    if not like:
        return f"No place is called {name!r}, and no name is like it."
    proposals = "\n".join(f"  {_line(one.place)}  ({one.spelling})" for one in like)
    return f"No place is called {name!r}. Did you mean:\n{proposals}"


def found_json(name: str, exact: Sequence["Place"], like: Sequence["Proposal"]) -> str:
    proposals = [
        {**_summary(o.place), "spelling": o.spelling, "likeness": o.likeness} for o in like
    ]
    return _json({"name": name, "found": [_summary(place) for place in exact], "like": proposals})


def _summary(place: "Place") -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "district": place.district,
        "province": place.province,
        "country": place.country,
        "borders": place.borders,
    }


def _line(place: "Place") -> str:
    where = ", ".join(part for part in (place.province, place.country) if part)
    text = f"{place.id}  {place.name} ({place.kind}; {where})"
    if not place.borders:
        return text
    code, km = next(iter(_by_distance(place.borders)))
    return f"{text}, {about(km)} from {code}"


def _by_distance(borders: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(borders.items(), key=lambda item: item[1])


def place_json(gazetteer: "Gazetteer", place: "Place") -> str:
    del gazetteer
    return _json({field.name: getattr(place, field.name) for field in fields(place)})


def place_text(gazetteer: "Gazetteer", place: "Place") -> str:
    """Return all that is known of a place, one fact a line."""
    facts = [*_position(place), *_names(gazetteer, place), *_geometry(gazetteer, place)]
    width = max(len(label) for label, _ in facts)
    head = f"{place.name}  [{place.id}]"
    return "\n".join([head, *(f"  {label:<{width}}  {value}" for label, value in facts)])


def _position(place: "Place") -> Iterable[tuple[str, str]]:
    parts = (place.district, place.province, place.country)
    yield "kind", place.kind
    yield "where", ", ".join(part for part in parts if part and part != place.name)
    if place.lat is not None and place.lon is not None:
        yield "point", f"{place.lat:g}, {place.lon:g} ({place.coordinates_source or 'no source'})"


def _names(gazetteer: "Gazetteer", place: "Place") -> Iterable[tuple[str, str]]:
    yield "spellings", ", ".join(place.spellings)
    if place.twin:
        twin = gazetteer.twin(place)
        name = f"{twin.name}, {twin.country}" if twin else "missing"
        yield "twin", f"{place.twin} ({name})"
    if place.caution:
        yield "caution", f"also a {place.caution}: the reader asks for more than the name"
    if place.notes:
        yield "notes", place.notes


def _geometry(gazetteer: "Gazetteer", place: "Place") -> Iterable[tuple[str, str]]:
    for code, km in _by_distance(place.borders)[:_NEAREST]:
        yield f"to {code}", about(km)
    for code, km in place.fronts.items():
        border = gazetteer.borders.get(code)
        share = f" of {border.length_km:g} km in the map" if border else ""
        yield f"fronts {code}", f"{km:g} km{share}"


def faults_text(folder: Path, files: Sequence[str], faults: Sequence[Fault]) -> str:
    if not faults:
        return f"{folder}: {len(files)} place file{'s' if len(files) != 1 else ''}, no faults."
    return "\n".join(fault.render() for fault in faults)


def faults_json(folder: Path, files: Sequence[str], faults: Sequence[Fault]) -> str:
    told = [
        {"file": f.file, "line": f.line, "column": f.column, "message": f.message, "hint": f.hint}
        for f in faults
    ]
    return _json({"folder": str(folder), "files": files, "faults": told})


def report_text(folder: Path, report: "Report", *, configured: bool) -> str:
    lines = [f"Written to {folder}: {', '.join((*report.files, 'distances.csv'))}."]
    lines += [f"Border line {code} imported." for code in report.borders]
    lines.append(
        f"{report.imported} places imported; left out: {report.known_already} known already, "
        f"{report.too_far} too far from the border, {report.too_small} too small."
    )
    if not configured:
        lines.append(f'To use them, write in your configuration: places = "{folder}"')
    return "\n".join(lines)


def report_json(folder: Path, report: "Report", *, configured: bool) -> str:
    told = {field.name: getattr(report, field.name) for field in fields(report)}
    return _json({"folder": str(folder), "configured": configured, **told})
