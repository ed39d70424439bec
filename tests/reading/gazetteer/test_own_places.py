"""A user's own place files: laid over the shipped ones, checked, measured, imported."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.places import app
from monitor.errors import ConfigurationError, MonitorError
from monitor.reading.places.check import check_folder
from monitor.reading.places.find import propose, skeleton
from monitor.reading.places.gazetteer import load_gazetteer
from monitor.reading.places.importing import Wanted, import_places
from monitor.reading.text.folding import words

DATA = Path(__file__).parent / "data"
HEADER = "id,name,kind,district,province,country,lat,lon,coordinates_source,twin,caution,spellings"


@pytest.fixture(scope="module")
def shipped():
    return load_gazetteer()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)
    (tmp_path / "places").mkdir()
    return tmp_path / "places"


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def faults_of(folder, shipped):
    return check_folder(folder, shipped.places, frozenset(shipped.countries))


def test_a_place_of_ones_own_is_found_beside_the_shipped_ones(folder, shipped):
    (folder / "own.csv").write_text(
        f"{HEADER}\nmy-hill,Kuh Pass,post,,,TJ,37.2,69.1,map,,,Kuhpass\n"
    )
    gazetteer = load_gazetteer([folder])
    assert gazetteer.named("KUHPASS")[0].id == "my-hill"
    assert gazetteer.named("Ishkashim") == shipped.named("Ishkashim")
    assert gazetteer.digest != shipped.digest


def test_a_row_with_a_shipped_id_replaces_the_shipped_place(folder):
    row = "tj-gbao-tem,Tem,post,,GBAO,TJ,37.52,71.5,map,,,Demogan Tem"
    (folder / "own.csv").write_text(f"{HEADER}\n{row}\n")
    gazetteer = load_gazetteer([folder])
    assert gazetteer.places["tj-gbao-tem"].kind == "post"
    assert gazetteer.named("Tem bridge") == ()
    assert [place.id for place in gazetteer.named("Demogan Tem")] == ["tj-gbao-tem"]


FAULTY = f"""{HEADER}
a-one,One,hamlet,,,TJ,37,69,map,,,
a-two,Two,town,,,TJ,eleven,69,map,,,
a-three,Three,town,,,Tajikistan,37,69,map,,,
a-four,Four,town,,,TJ,137,69,map,,,
a-five,,town,,,TJ,37,69,map,,,
a-six,Six,town,,,TJ,37,69,map,no-such-place,,
a-seven,Seven,town,,,TJ,37,69,,,,
a-eight,Eight,town,,,TJ,,,,,,
a-nine,Nine,town,,,TJ,37,69,map,,perhaps,
a-ten,Ten,town,,,TJ,37,69,map,,,Tén|Ten Town
a-ten,Ten Again,town,,,TJ,37,69,map,,,
a-more,More,town,,,TJ,37,69,map,,,spelling,note,too much
a-far,Far,town,,,QQ,37,69,map,,,
"""


@pytest.mark.parametrize(
    ("line", "value", "words_of_it"),
    [
        (2, "hamlet,", "Unknown kind 'hamlet'"),
        (3, "eleven,", "'eleven' is not a number"),
        (4, "Tajikistan,", "'Tajikistan' is no country code"),
        (5, "137,", "137 is outside the globe"),
        (6, ",town", "'name' is empty"),
        (7, "no-such-place,", "There is no place 'no-such-place'"),
        (8, ",,,", "no source"),
        (9, ",,,,,", "no coordinates"),
        (10, "perhaps,", "Unknown caution 'perhaps'"),
        (11, "Tén|Ten Town", "the same as 'Ten'"),
        (12, "a-ten,", "stands in own.csv:11 too"),
        (13, "spelling,", "14 fields"),
        (14, "QQ,", "Unknown country 'QQ'"),
    ],
)
def test_each_fault_is_told_with_its_line_and_column(folder, shipped, line, value, words_of_it):
    (folder / "own.csv").write_text(FAULTY)
    faults = [fault for fault in faults_of(folder, shipped) if fault.line == line]
    (fault,) = [fault for fault in faults if words_of_it in fault.message]
    assert fault.file == str(folder / "own.csv")
    assert fault.excerpt == FAULTY.splitlines()[line - 1]
    assert fault.excerpt[fault.column - 1 :].startswith(value)
    assert fault.hint or "empty" in fault.message


def test_a_faulty_file_is_refused_when_the_gazetteer_is_loaded_with_all_faults_at_once(folder):
    (folder / "own.csv").write_text(FAULTY)
    with pytest.raises(ConfigurationError) as refused:
        load_gazetteer([folder])
    assert len(refused.value.faults) >= 6


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,name,kind,colour\n", "Unknown column 'colour'"),
        (b"id,name\n", "Column 'kind' is missing"),
        (b"id,name,kind,name\n", "stands twice"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_places_is_told_at_once(folder, shipped, content, message):
    (folder / "own.csv").write_bytes(content)
    assert any(message in fault.message for fault in faults_of(folder, shipped))


def test_a_twin_must_answer(folder, shipped):
    row = "a-one,One,town,,,AF,37,69,map,tj-gbao-ishkoshim,,"
    (folder / "own.csv").write_text(f"{HEADER}\n{row}\n")
    assert any("does not name this place" in fault.message for fault in faults_of(folder, shipped))


def test_measure_fills_what_check_found_missing_and_an_edit_is_noticed(folder, shipped):
    row = "a-one,One,town,,Khatlon,TJ,37.3,69.1,map,,,"
    (folder / "own.csv").write_text(f"{HEADER}\n{row}\n")
    assert "monitor places measure" in faults_of(folder, shipped)[0].hint
    assert run("measure").exit_code == 0
    assert faults_of(folder, shipped) == ()
    assert load_gazetteer([folder]).places["a-one"].borders["AF-TJ"] < 30
    (folder / "own.csv").write_text(f"{HEADER}\n{row.replace('37.3', '37.9')}\n")
    (fault,) = faults_of(folder, shipped)
    assert "measured at 37.3 69.1" in fault.message


def test_an_extract_becomes_places_near_the_border(folder, shipped):
    wanted = Wanted(extract=DATA / "MM-small.txt", border="IN-MM", within_km=60)
    report = import_places(wanted, folder, shipped)
    gazetteer = load_gazetteer([folder])
    (found,) = gazetteer.named("Hai Mual")
    assert (found.name, found.kind, found.province, found.country) == (
        "Haimual", "village", "Chin", "MM",
    )  # fmt: skip
    assert found.coordinates_source == "GeoNames 1300005"
    assert found.borders["IN-MM"] < 10
    assert gazetteer.named("Rihkhawdar Customs Post")[0].kind == "crossing"
    assert gazetteer.named("Lungler Camp")[0].kind == "base"
    assert gazetteer.named("Tinyvillage") == ()
    assert gazetteer.named("Myingyan") == shipped.named("Myingyan")
    assert gazetteer.named("Falam") == shipped.named("Falam")
    assert (report.imported, report.too_small, report.too_far) == (5, 1, 1)
    assert faults_of(folder, shipped) == ()


def test_names_of_four_letters_or_fewer_are_imported_with_a_caution(folder, shipped):
    wanted = Wanted(extract=DATA / "MM-small.txt", border="IN-MM")
    import_places(wanted, folder, shipped)
    assert load_gazetteer([folder]).named("Bual")[0].caution == "name"


def test_a_line_of_ones_own_replaces_the_line_of_the_map(folder, shipped):
    wanted = Wanted(extract=DATA / "MM-small.txt", line=DATA / "rough-line.geojson", border="IN-MM")
    import_places(wanted, folder, shipped)
    gazetteer = load_gazetteer([folder])
    assert gazetteer.borders["IN-MM"].length_km < 300
    assert gazetteer.borders["AF-TJ"] == shipped.borders["AF-TJ"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not a GeoJSON object"),
        ('{"type": "Point", "coordinates": [1, 2]}', "holds no line"),
        ('{"type": "LineString", "coordinates": [[1, 2]]}', "not a line"),
        (
            '{"type": "LineString", "coordinates": [[24.0, 93.3], [23.5, 93.4]]}',
            "outside the globe",
        ),
        ('{"type": "LineString", "coordinates": [["a", 2], [3, 4]]}', "not a line"),
    ],
)
def test_a_line_that_is_none_is_refused_in_words(folder, shipped, content, message):
    path = folder / "line.json"
    path.write_text(content)
    with pytest.raises(ConfigurationError) as refused:
        import_places(Wanted(line=path, border="IN-MM"), folder, shipped)
    assert message in refused.value.faults[0].message


def test_an_extract_with_broken_lines_is_refused_with_the_lines(folder, shipped):
    good = (DATA / "MM-small.txt").read_text(encoding="utf-8").splitlines()[2]
    path = folder / "MM.txt"
    path.write_text(f"{good}\nnot an extract\n{good.replace('23.60', 'north')}\n")
    with pytest.raises(ConfigurationError) as refused:
        import_places(Wanted(extract=path), folder, shipped)
    assert [fault.line for fault in refused.value.faults] == [2, 3]
    assert refused.value.faults[1].message == "'north' is not a number."


def test_a_border_without_a_line_is_refused(folder, shipped):
    with pytest.raises(MonitorError, match="No line is known for the border AF-AU"):
        import_places(Wanted(extract=DATA / "MM-small.txt", border="AF-AU"), folder, shipped)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Shignaan", "af-badakhshan-shighnan"),
        ("Ишкошем", "af-badakhshan-ishkashim"),
        ("Kala-i-Sal", "af-kunduz-qala-e-zal"),
        ("Hamadonii", "tj-khatlon-hamadoni"),
        ("Myawadee", "mm-kayin-myawaddy"),
        ("Qwrtzp", None),
    ],
)
def test_a_name_that_is_not_known_is_answered_with_names_like_it(shipped, asked, meant):
    proposals = [proposal.place.id for proposal in propose(shipped, asked)]
    assert meant in proposals if meant else proposals == []


def test_skeletons_join_scripts():
    assert skeleton("Ишкашим") == skeleton("Eshkashem") == skeleton("Ishkoshim")


def test_find_prints_what_the_reader_would_find(folder):
    answer = run("find", "Hohon")
    assert answer.exit_code == 0
    assert answer.output.startswith("af-badakhshan-khwahan  Khwahan (district; Badakhshan, AF)")
    assert "under 5 km from AF-TJ" in answer.output


def test_find_says_did_you_mean_and_ends_with_one(folder):
    answer = run("find", "Shignaan")
    assert answer.exit_code == 1
    assert "Did you mean:\n  af-badakhshan-shighnan" in answer.output
    told = json.loads(run("find", "Shignaan", "--format", "json").output)
    assert told["found"] == []
    assert told["like"][0]["id"] == "af-badakhshan-shighnan"


def test_show_tells_everything_in_text_and_json(folder):
    text = run("show", "af-badakhshan-ishkashim").output
    for part in ("tj-gbao-ishkoshim", "Eshkashem", "fronts AF-TJ", "36.706, 71.573", "to AF-PK"):
        assert part in text
    told = json.loads(run("show", "af-badakhshan-ishkashim", "--format", "json").output)
    assert told["borders"]["AF-TJ"] < 5
    assert told["fronts"]["AF-TJ"] > 50


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "Kunduz"), "the name of 2 places"),
        (("show", "Nowhere at all"), "No place is called"),
        (("import",), "Nothing to import"),
        (("import", "--geonames", "MM.txt", "--border", "India"), "this is not a border"),
        (("check", "--folder", "nowhere"), "There is no folder"),
    ],
)
def test_a_mistake_at_the_command_line_is_answered_in_words(folder, arguments, message):
    answer = run(*arguments)
    assert isinstance(answer.exception, MonitorError)
    assert message in str(answer.exception)
    assert answer.exception.hint


def test_check_prints_faults_and_fails_or_says_that_there_are_none(folder):
    (folder / "own.csv").write_text(FAULTY)
    answer = run("check")
    assert answer.exit_code == 1
    assert "own.csv:2:11: Unknown kind 'hamlet'." in answer.output
    told = json.loads(run("check", "--format", "json").output)
    assert {"line": 2, "column": 11}.items() <= told["faults"][0].items()
    (folder / "own.csv").unlink()
    assert "no faults" in run("check").output


def test_import_says_what_it_did(folder):
    shutil.copy(DATA / "MM-small.txt", "MM.txt")
    answer = run("import", "--geonames", "MM.txt", "--border", "mm-in", "--within", "60")
    assert answer.exit_code == 0
    assert "5 places imported" in answer.output
    assert 'places = "places"' in answer.output
    assert (folder / "geonames-mm.csv").is_file()
    assert words("Haimual") in set(load_gazetteer([folder]).keys())
