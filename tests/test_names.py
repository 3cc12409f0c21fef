"""Names and facts in the forms of news, read by the real pipeline: names.toml and relations.toml hold whole results."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from geograph.model import Article, Reading
from geograph.reader import read_articles


def cases(name: str) -> list[Any]:
    file = Path(__file__).with_name(f"{name}.toml")
    found = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    return [pytest.param(c, id=c["text"][:40]) for c in found]


def read(text: str) -> Reading:
    (reading,) = read_articles([Article("a", text)])
    return reading


@pytest.mark.parametrize("case", cases("names"))
def test_names_mean_whom_they_name(case: dict[str, Any]) -> None:
    found = [
        f"{e.name} | {e.kind} | {e.state or '-'} | {'; '.join(m.text for m in e.mentions)}"
        for e in read(case["text"]).entities
    ]
    assert sorted(found) == sorted(case["means"])


@pytest.mark.parametrize("case", cases("relations"))
def test_sentences_state_facts(case: dict[str, Any]) -> None:
    found = [
        f"{r.subject} | {r.predicate} | {r.object} | {r.tense} | {r.office or '-'}"
        for r in read(case["text"]).relations
    ]
    assert sorted(found) == sorted(case["holds"])


def test_there_are_enough_of_both() -> None:
    assert len(cases("names")) >= 60
    assert len(cases("relations")) >= 60


def test_spellings_of_one_name_meet_by_the_gazetteer_and_not_without_it() -> None:
    known = {read(f"Volodymyr {n} spoke.").entities[0].id for n in ("Zelensky", "Zelenskyy", "Zelenskiy")}
    assert known == {"person-volodymyr-zelenskyy"}
    unknown = {read(f"Arkadiy {n} spoke.").entities[0].id for n in ("Belinsky", "Belinskiy")}
    assert unknown == {"person-arkadiy-belinsky", "person-arkadiy-belinskiy"}


def test_a_famous_surname_alone_is_nobody_famous_without_support() -> None:
    (entity,) = [e for e in read("Putin won the village race.").entities if e.kind == "person"]
    assert (entity.name, entity.state, entity.id.endswith("-person-putin")) == ("Putin", None, True)
    supported = read("Russia said Putin won.").entities
    assert "person-vladimir-putin" in {e.id for e in supported}
