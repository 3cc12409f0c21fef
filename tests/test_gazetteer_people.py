"""The tables of people and of role nouns: their form, and that names in the news find their person."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from geograph.gazetteer import Gazetteer, key, load
from geograph.gazetteer.tables import slug

SECTORS = frozenset((
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "OPP", "REB", "UAF", "UNK", "CVL", "REF", "LAB",
    "BUS", "MNC", "CRM", "EDU", "ELI", "JRN", "MED", "AGR", "REL", "SOC", "PRE", "IGO", "NGO", "IMG", "ISM"
))  # fmt: skip
KINDS = frozenset({"group", "population", "armed", "body", "retinue", "person", "private"})
OFFICES = frozenset(
    {"", "head_of_state", "head_of_government", "minister", "spokesperson", "leader_of", "holds_office", "member_of"}
)
PEOPLE_COLUMNS = ["id", "name", "aliases", "state", "sector", "gender", "office", "from", "to", "source"]
ROLE_COLUMNS = ["lemma", "sector", "kind", "gender", "office", "named", "state"]
FIRST_YEAR, LAST_YEAR = 1900, 2030

Row = dict[str, str]


def table(name: str) -> tuple[list[str], list[Row]]:
    """The header and the rows of a table of the gazetteer."""
    text = (files("geograph.gazetteer") / f"{name}.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines(), strict=True)
    rows = list(reader)
    return list(reader.fieldnames or []), rows


@pytest.fixture(scope="module")
def people() -> list[Row]:
    return table("people")[1]


@pytest.fixture(scope="module")
def roles() -> list[Row]:
    return table("roles")[1]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def names(row: Row) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


def test_people_have_the_columns_and_are_many(people: list[Row]) -> None:
    assert table("people")[0] == PEOPLE_COLUMNS
    assert len(people) >= 1000
    assert all(set(row) == set(PEOPLE_COLUMNS) and None not in row.values() for row in people)


def test_ids_are_unique_and_made_of_names(people: list[Row]) -> None:
    ids = [row["id"] for row in people]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    made = [{f"person-{slug(name)}" for name in (row["name"], *row["aliases"].split("|"))} for row in people]
    assert [row["id"] for row, own in zip(people, made, strict=True) if row["id"] not in own] == []


def test_codes_are_known(people: list[Row]) -> None:
    states = {row["iso3"] for row in table("states")[1]}
    assert {row["state"] for row in people if row["state"]} <= states
    assert {row["sector"] for row in people} <= SECTORS
    assert {row["gender"] for row in people} <= {"m", "f"}
    assert [row["name"] for row in people if row["sector"] == "IGO" and row["state"]] == []
    officials = [row for row in people if row["sector"] in ("GOV", "MIL", "LEG", "JUD", "SPY")]
    assert [row["name"] for row in officials if not row["state"]] == []


def test_nothing_claims_a_source(people: list[Row]) -> None:
    assert [row["name"] for row in people if row["source"]] == []


def test_names_lead_to_one_person(people: list[Row]) -> None:
    owner: dict[tuple[str, ...], str] = {}
    for row in people:
        own = names(row)
        assert len({key(name) for name in own}) == len(own), row["id"]
        for name in own:
            assert name == " ".join(name.split()), row["id"]
            assert not set(name) & set('"()|,;'), row["id"]
            assert owner.setdefault(key(name), row["id"]) == row["id"], name


def test_no_alias_is_a_bare_surname(people: list[Row]) -> None:
    """Single words are only given names and bynames by which news calls a person in full."""
    known = frozenset((
        "AMLO", "Arkan", "Duch", "Farmaajo", "Farmajo", "Hambali", "Hemedti", "Hemeti", "Himedti", "Jokowi",
        "KSM", "Lula", "MBS", "MBZ", "Madiba", "Mahathir", "Megawati", "Mobutu", "Najibullah", "Prabowo",
        "SBY", "Saddam", "Soeharto", "Timochenko", "Tirofijo", "Dubya"
    ))  # fmt: skip
    found = {name for row in people for name in names(row)[1:] if name.isalpha()}
    assert found <= known


def test_offices_and_years_run_side_by_side(people: list[Row]) -> None:
    for row in people:
        offices, starts, ends = (row[column].split("|") for column in ("office", "from", "to"))
        assert len(offices) == len(starts) == len(ends), row["id"]
        for office, start, end in zip(offices, starts, ends, strict=True):
            assert office or not (row["office"] or start or end), row["id"]
            assert office == office.strip(), row["id"]
            for year in (start, end):
                assert not year or (len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR), row["id"]
            assert not (start and end) or int(start) <= int(end), row["id"]


def test_leaders_of_an_office_follow_each_other(people: list[Row]) -> None:
    """Two presidents of one state at a time are a slip: years may touch, or overlap by one."""
    terms: dict[str, list[tuple[int, int, str]]] = {}
    for row in people:
        for office, start, end in zip(*(row[column].split("|") for column in ("office", "from", "to")), strict=True):
            if office.startswith(("President of", "Prime Minister of", "Secretary-General of")) and start and end:
                terms.setdefault(office, []).append((int(start), int(end), row["name"]))
    slips = [
        (office, one, two)
        for office, found in terms.items()
        for one in found
        for two in found
        if one < two and one[2] != two[2] and two[0] < one[1]
    ]
    assert slips == []


def test_roles_are_in_order(roles: list[Row]) -> None:
    assert table("roles")[0] == ROLE_COLUMNS
    lemmas = [row["lemma"] for row in roles]
    assert lemmas == sorted(set(lemmas))
    assert [lemma for lemma in lemmas if lemma != " ".join(lemma.lower().split())] == []
    assert {row["sector"] for row in roles} <= SECTORS
    assert {row["kind"] for row in roles} == KINDS
    assert {row["gender"] for row in roles} <= {"m", "f", ""}
    assert {row["office"] for row in roles} <= OFFICES
    assert {row["named"] for row in roles} <= {"y", ""}


def test_roles_say_whom_they_stand_for(roles: list[Row]) -> None:
    by_lemma = {row["lemma"]: row for row in roles}
    assert [row["lemma"] for row in roles if row["kind"] in ("armed", "population") and row["named"] != "y"] == []
    assert [row["lemma"] for row in roles if row["sector"] == "IGO" and row["named"] != "y"] == []
    for lemma, sector, kind in [
        ("troop", "MIL", "group"),
        ("police", "COP", "group"),
        ("government", "GOV", "body"),
        ("parliament", "LEG", "body"),
        ("court", "JUD", "body"),
        ("prime minister", "GOV", "person"),
        ("spokesman", "GOV", "person"),
        ("protester", "CVL", "population"),
        ("refugee", "REF", "population"),
        ("rebel", "REB", "armed"),
        ("gunman", "UAF", "armed"),
        ("enemy", "UNK", "population"),
    ]:
        row = by_lemma[lemma]
        assert (row["sector"], row["kind"], row["named"] == "y") == (sector, kind, kind in ("population", "armed"))
    assert by_lemma["president"]["office"] == "head_of_state"
    assert by_lemma["prime minister"]["office"] == "head_of_government"
    assert by_lemma["spokeswoman"]["gender"] == "f"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Vladimir Putin", "Vladimir Putin"),
        ("Yasir Arafat", "Yasser Arafat"),
        ("Moammar Gadhafi", "Muammar Gaddafi"),
        ("Muammar al-Qaddafi", "Muammar Gaddafi"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Usama bin Ladin", "Osama bin Laden"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"),
        ("Lula", "Luiz Inácio Lula da Silva"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Binyamin Netanyahu", "Benjamin Netanyahu"),
        ("Zeid Ra’ad al-Hussein", "Zeid Ra'ad al-Hussein"),
        ("George H. W. Bush", "George H.W. Bush"),
        ("George Bush", "George W. Bush"),
    ],
)
def test_names_in_the_news_find_their_person(gazetteer: Gazetteer, written: str, name: str) -> None:
    forms = [form for form in gazetteer.find(written) if form.use in ("name", "acronym")]
    assert [form.entry.name for form in forms] == [name]


def test_every_written_name_resolves(gazetteer: Gazetteer, people: list[Row]) -> None:
    for row in people:
        for name in names(row):
            assert row["id"] in {form.entry.id for form in gazetteer.find(name)}, name


def test_people_are_unverified_and_hold_their_offices(gazetteer: Gazetteer) -> None:
    putin = gazetteer.entries["person-vladimir-putin"]
    assert (putin.kind, putin.state, putin.sector, putin.gender, putin.verified) == ("person", "RUS", "GOV", "m", False)
    assert [(office.text, office.start, office.end) for office in putin.office][1:] == [
        ("President of Russia", 2000, 2008),
        ("Prime Minister of Russia", 2008, 2012),
        ("President of Russia", 2012, None),
    ]


@pytest.mark.parametrize("word", ["he", "may", "brown", "rice", "major", "power", "hope", "will", "china"])
def test_ordinary_words_are_no_surnames(gazetteer: Gazetteer, word: str) -> None:
    found = [form.entry.id for form in gazetteer.find(word) if form.use == "surname"]
    assert found == []
