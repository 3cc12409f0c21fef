"""Contexts: where cues count, what a user's own file may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

import geograph
from geograph import ontology
from geograph.errors import DataError
from geograph.ontology import contexts

OWN = """
[farming]
label = "Farming"
definition = "What grows."
strong = ["wheat", "women's harvest", "UPOV"]
weak = [["rye"], ["plough"], ["seed"]]
faint = [["farm", "farmer"], ["tractor"]]
other = ["wheat beer"]
refuse = { wheat = ["allergy"] }
[[farming.implied]]
types = ["PROTEST"]
sectors = ["AGR"]
side = "actor"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "contexts.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("France accused Spain of dumping wheat.", True),
        ("France accused Spain of selling wheat beer.", False),
        ("France accused Spain of neglecting the wheat allergy.", False),
        ("France accused Spain of stopping the women's harvest.", True),
        ("France accused Spain of leaving UPOV.", True),
        ("France accused Spain of leaving upov.", False),
        ("France accused Spain of dumping rye.", False),
        ("France accused Spain of dumping rye from a farm.", True),
        ("France accused Spain of searching farms and farmers.", False),
        ("France accused Spain of dumping rye. Wheat is dear.", True),
        ("France accused Spain of dumping rye. The plough and the seed are old.", True),
        ("France accused Spain of dumping rye. The farm has a tractor.", False),
        ("France accused Spain of searching farms. Wheat is dear.", False),
        ("Farmers protested in Rome on Monday.", True),
        ("France accused Spain of lying, a wheat trader said.", False),
    ],
)
def test_cues_of_a_file_of_ones_own(folder: Path, text: str, found: bool) -> None:
    events = geograph.extract(text, ontology=folder).events
    assert events
    assert all(e.contexts == (("farming",) if found else ()) for e in events)


def test_an_event_has_only_its_own_contexts() -> None:
    text = "Turkey expelled two diplomats, and police in Ankara arrested a priest."
    found = {e.type: e.contexts for e in geograph.extract(text).events}
    assert found == {"SANCTION": ("diplomatic",), "COERCE": ("legal", "religion_ethnicity")}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("strong =", "strnog =", "contexts.toml: farming: unknown key 'strnog'"),
        ('label = "Farming"\n', "", "contexts.toml: farming: the key 'label' is missing"),
        ("side =", "sides =", "contexts.toml: farming: implied 1: unknown key 'sides'"),
        ('"actor"', '"speaker"', "contexts.toml: farming: implied 1: side is actor or recipient"),
        ("[[farming.implied]]", "[[farming.example]]", "contexts.toml: farming: example: unknown key 'sectors'"),
        ("[farming]", "[farming", "not TOML"),
    ],
)
def test_a_wrong_file_is_refused(folder: Path, old: str, new: str, problem: str) -> None:
    (folder / "contexts.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        contexts.load(folder)
    assert problem in str(raised.value)
    assert problem in ontology.check(folder)[0]


def test_a_check_names_what_is_wrong(folder: Path) -> None:
    wrong = (
        OWN.replace('"rye"', '"wheat"').replace('"PROTEST"', '"DANCE"').replace("refuse = { wheat", "refuse = { oats")
    )
    example = '[[farming.example]]\ntext = "France accused Spain."\ncontexts = ["fishing"]\n'
    (folder / "contexts.toml").write_text(wrong + example, encoding="utf-8")
    assert ontology.check(folder) == [
        "contexts.toml: farming: 'wheat' is strong and weak",
        "contexts.toml: farming: refuse: 'oats' is no cue of this context",
        "contexts.toml: farming: implied: unknown type DANCE",
        "contexts.toml: farming: 1 examples, 1 of them near misses; at least 8 and 2 are needed",
        "contexts.toml: farming: example 'France accused Spain.': unknown context fishing",
    ]
