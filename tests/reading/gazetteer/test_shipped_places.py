"""The shipped data: valid, complete for the corpus, fresh, and where the map says it is."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from monitor.reading.places.check import check_folder
from monitor.reading.places.folder import COMPILED_FILE, compile_folder, read_folder
from monitor.reading.places.gazetteer import SHIPPED, load_gazetteer
from monitor.reading.places.rows import place_files
from monitor.reading.text.folding import words

# Every (place, province, country) of the labelled corpus.
LABELLED = Path(__file__).parent / "data" / "corpus-places.csv"
FRONTIER_KM = 1172.1

# Kilometres to the Afghan-Tajik border of this map, measured independently of this code; the
# coordinates were typed by other hands, so they may differ by as much as a town is wide.
MEASURED = {
    "af-badakhshan-ishkashim": 1.97,
    "af-badakhshan-zebak": 30.70,
    "af-kunduz-qala-e-zal": 12.46,
    "af-kunduz-kunduz": 53.79,
    "af-takhar-khwaja-ghar": 10.28,
    "af-takhar-yangi-qala": 12.63,
    "af-kunduz-imam-sahib": 9.99,
    "af-takhar-taloqan": 46.63,
}


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="module")
def places(gazetteer):
    return list(gazetteer.places.values())


def test_no_shipped_row_has_a_fault(gazetteer):
    faults = check_folder(SHIPPED, {}, frozenset(gazetteer.countries))
    assert [str(fault) for fault in faults] == []


def test_the_compiled_file_fits_the_files_beside_it(tmp_path):
    faults = []
    before = (SHIPPED / COMPILED_FILE).read_bytes()
    for path in SHIPPED.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    compile_folder(tmp_path, faults)
    assert faults == []
    assert (tmp_path / COMPILED_FILE).read_bytes() == before, "run `make places`"


def test_an_edited_folder_is_parsed_although_a_compiled_file_lies_there(tmp_path):
    faults = []
    (tmp_path / "own.csv").write_text("id,name,kind,country\nxx-one,One,town,TJ\n")
    compile_folder(tmp_path, faults)
    (tmp_path / "own.csv").write_text("id,name,kind,country\nxx-two,Two,town,TJ\n")
    assert [place.id for place in read_folder(tmp_path, faults).places] == ["xx-two"]


def test_twins_name_each_other_and_lie_on_two_banks(gazetteer, places):
    twins = [place for place in places if place.twin]
    assert len(twins) >= 20
    for place in twins:
        other = gazetteer.places[place.twin]
        assert other.twin == place.id
        assert other.country != place.country


@pytest.mark.parametrize(
    ("afghan", "tajik"),
    [("Ishkashim", "Ishkoshim"), ("Shighnan", "Shughnon"), ("Darwaz", "Darvoz")],
)
def test_the_twins_of_the_frontier_are_linked(gazetteer, afghan, tajik):
    (place,) = [place for place in gazetteer.named(afghan) if place.name == afghan]
    assert gazetteer.places[place.twin].name == tajik
    assert (place.country, gazetteer.places[place.twin].country) == ("AF", "TJ")


def _labelled():
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)][1:]


def test_every_place_of_the_corpus_is_found_in_its_province(gazetteer):
    labelled = _labelled()
    missing = [
        (name, province, country)
        for name, province, country in labelled
        if not any(
            place.country == country and province in ("", place.province)
            for place in gazetteer.named(name)
        )
    ]
    assert missing == []
    assert len(labelled) > 100


def test_all_corpus_places_but_two_names_of_one_port_are_canonical(gazetteer):
    other = {
        name
        for name, _, country in _labelled()
        if not any(
            words(p.name) == words(name) and p.country == country for p in gazetteer.named(name)
        )
    }
    assert other == {"Nizhny Panj"}, "the Russian name of Panji Poyon"


@pytest.mark.parametrize(
    ("spelling", "canonical", "country"),
    [
        ("Eshkashem", "Ishkashim", "AF"),
        ("Ashkashim", "Ishkashim", "AF"),
        ("Ishqoshim", "Ishkoshim", "TJ"),
        ("Sheghnan", "Shighnan", "AF"),
        ("Shugnon", "Shughnon", "TJ"),
        ("Mahi Mai", "Maimay", "AF"),
        ("Hohon", "Khwahan", "AF"),
        ("Nusai", "Nusay", "AF"),
        ("Shikay", "Shekay", "AF"),
        ("Qalay-i-Zal", "Qala-e-Zal", "AF"),
        ("Emam Saheb", "Imam Sahib", "AF"),
        ("Sherkhan Bandar", "Shir Khan Bandar", "AF"),
        ("Dashti Archi", "Dasht-e Archi", "AF"),
        ("Khowaja Ghar", "Khwaja Ghar", "AF"),
        ("Chardara", "Chahar Dara", "AF"),
        ("Шуроабадский район", "Shamsiddin Shohin", "TJ"),
        ("Имам-Сахиб", "Imam Sahib", "AF"),
        ("Калаи-Хумбе", "Qalai Khumb", "TJ"),
        ("Файзабад", "Faizabad", "AF"),
        ("قلعه زال", "Qala-e-Zal", "AF"),
        ("Pyanj town", "Panj", "TJ"),
        ("Nizhny Pyandzh", "Panji Poyon", "TJ"),
        ("Heyratan", "Hairatan", "AF"),
        ("Myawaddi", "Myawaddy", "MM"),
        ("Al Junaynah", "El Geneina", "SD"),
    ],
)
def test_the_spellings_of_the_press_lead_to_the_canonical_place(
    gazetteer, spelling, canonical, country
):
    found = {(place.name, place.country) for place in gazetteer.named(spelling)}
    assert (canonical, country) in found


@pytest.mark.parametrize(("place_id", "kilometres"), sorted(MEASURED.items()))
def test_distances_agree_with_an_independent_measurement(gazetteer, place_id, kilometres):
    assert gazetteer.places[place_id].borders["AF-TJ"] == pytest.approx(kilometres, abs=1.0)


def test_ports_and_crossings_on_the_river_are_on_the_line(gazetteer):
    for place_id in ("af-kunduz-shir-khan-bandar", "tj-khatlon-panji-poyon", "tj-gbao-tem"):
        assert gazetteer.places[place_id].borders["AF-TJ"] == 0


def test_helmand_is_known_not_to_be_near_the_tajik_border(gazetteer):
    assert "AF-TJ" not in gazetteer.places["af-helmand"].borders
    assert "AF-TJ" not in gazetteer.places["af-helmand-sangin"].borders


def test_a_province_is_as_near_as_its_nearest_district(gazetteer, places):
    takhar = gazetteer.places["af-takhar"].borders["AF-TJ"]
    members = [place for place in places if place.province == "Takhar" and place.borders]
    assert takhar == min(place.borders["AF-TJ"] for place in members if place.kind != "province")


def test_every_kilometre_of_the_frontier_is_fronted_by_one_district_of_each_side(places):
    sides = Counter()
    for place in places:
        sides[place.country] += place.fronts.get("AF-TJ", 0)
    assert sides["AF"] == pytest.approx(FRONTIER_KM, rel=0.01)
    assert sides["TJ"] == pytest.approx(FRONTIER_KM, rel=0.01)
    assert set(sides.keys() - {"AF", "TJ"}) == {key for key in sides if sides[key] == 0}


def test_all_afghan_provinces_have_a_capital_and_districts(places):
    afghan = [place for place in places if place.country == "AF"]
    provinces = {place.name for place in afghan if place.kind == "province"}
    assert len(provinces) == 34
    assert sum(place.kind == "district" for place in afghan) >= 370
    for province in provinces:
        members = Counter(place.kind for place in afghan if place.province == province)
        assert members["city"] >= 1, province
        assert members["district"] >= 4, province


def test_borders_of_any_pair_of_neighbours_are_measured(gazetteer):
    borders = gazetteer.borders
    assert len(borders) > 300
    assert borders["AF-TJ"].length_km == pytest.approx(FRONTIER_KM, abs=0.2)
    assert borders["AF-TJ"].official_km == 1357
    assert borders["AF-PK"].length_km == pytest.approx(2245.7, abs=0.2)
    assert borders["AF-TJ"].neighbours == ("AF", "TJ")
    assert gazetteer.places["cd-north-kivu-bunagana"].borders["CD-UG"] < 5
    assert gazetteer.places["in-mizoram-zokhawthar"].borders["IN-MM"] < 5


def test_names_that_are_words_or_persons_carry_a_caution(gazetteer):
    for place_id in ("af-badakhshan-khash", "tj-khatlon-panj", "mm-chin", "af-farah-farah"):
        assert gazetteer.places[place_id].caution


def test_countries_are_found_by_name_demonym_and_capital(gazetteer):
    known = {**gazetteer.metonyms, **gazetteer.demonyms, **gazetteer.country_names}
    for name, code in [
        ("Tajikistan", "TJ"),
        ("Tajik", "TJ"),
        ("Tajikistani", "TJ"),
        ("Dushanbe", "TJ"),
        ("DRC", "CD"),
        ("Burmese", "MM"),
        ("the Kremlin", "RU"),
    ]:
        assert known[words(name)] == code
    assert words("Atlantis") not in known


def test_coordinates_always_name_their_source(places):
    lacking = [
        place.id for place in places if place.lat is not None and not place.coordinates_source
    ]
    assert lacking == []


def test_place_files_and_computed_files_are_kept_apart():
    names = {path.name for path in place_files(SHIPPED)}
    assert not names & {"distances.csv", "borders.csv", "countries.csv"}
    assert {"afghanistan.csv", "tajikistan.csv"} <= names
