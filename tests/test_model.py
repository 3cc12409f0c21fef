"""The pipeline: its files are checked, it is saved whole, and it works as any pipeline of spaCy does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import geograph
from conftest import Run
from geograph.errors import DataError, UsageError
from geograph.nlp import pipeline

TEXTS = [
    "Israel accused Iran of arming Hezbollah on Monday.",
    "Angela Merkel met Emmanuel Macron in Berlin.",
    "It rained.",
]
# What the design promises of the packaged weights.
PROMISED = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The pipeline as a user loads it."""
    return geograph.load()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model's files that is taken for the packaged model."""
    folder = tmp_path / "model"
    shutil.copytree(pipeline.packaged(), folder)
    monkeypatch.setattr(pipeline, "packaged", lambda: folder)
    return folder


def kinds(doc: Doc) -> list[str]:
    """The types of the claims in a doc."""
    return [claim["type"] for claim in doc._.geograph["claims"]]


def test_the_manifest_names_the_promised_weights() -> None:
    assert {name: pipeline.manifest()[name] for name in PROMISED} == PROMISED


def test_the_manifest_covers_every_file_of_the_packaged_model() -> None:
    assert pipeline.files(pipeline.packaged()) == pipeline.manifest()


def test_an_unchanged_copy_is_accepted(copy: Path) -> None:
    _, label = pipeline.base()
    assert label.startswith("en_core_web_sm")
    assert label.endswith(f"-3.8.0@{pipeline.fingerprint(pipeline.manifest())}")


@pytest.mark.parametrize("name", sorted(pipeline.manifest()))
def test_a_changed_file_is_an_error_that_names_it(name: str, copy: Path) -> None:
    file = copy / name
    file.chmod(0o644)
    with file.open("ab") as end:
        end.write(b" ")
    with pytest.raises(DataError, match="was changed") as error:
        pipeline.base()
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value) and "--model" in str(error.value)


def test_a_missing_file_is_an_error_that_names_it(copy: Path) -> None:
    (copy / "parser" / "model").unlink()
    with pytest.raises(DataError, match="is missing") as error:
        pipeline.base()
    assert str(error.value).startswith(f"{copy / 'parser' / 'model'}: ")


def test_a_changed_model_ends_the_command_in_one_line(copy: Path, run: Callable[..., Run]) -> None:
    with (copy / "ner" / "model").open("ab") as end:
        end.write(b" ")
    done = run("model", "info")
    assert (done.code, done.out) == (3, "")
    assert len(done.lines) == 1 and "ner/model" in done.lines[0]


def test_no_such_model_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no-such-model"):
        geograph.load("no-such-model")


def test_the_components_are_there(nlp: Language) -> None:
    assert nlp.pipe_names[-1] == "geograph"
    assert {"tok2vec", "tagger", "parser", "ner"} <= set(nlp.pipe_names)


def test_the_component_leaves_events_in_the_doc(nlp: Language) -> None:
    (claim, *_) = nlp(TEXTS[0])._.geograph["claims"]
    assert (claim["type"], claim["status"]) == ("ACCUSE", "actual")
    assert [actor["name"] for actor in claim["actor"]] == ["Israel"]
    assert [actor["name"] for actor in claim["recipient"]] == ["Iran"]
    assert claim["quote"] == TEXTS[0][claim["start"] : claim["end"]] == TEXTS[0]


def test_a_doc_without_events_has_an_empty_list(nlp: Language) -> None:
    assert kinds(nlp(TEXTS[2])) == []


def plain(docs: list[Doc]) -> str:
    """What the docs hold, as JSON: spaCy's own format gives lists back as tuples."""
    return json.dumps([doc._.geograph for doc in docs])


def primitive(value: Any) -> bool:
    """Whether the value is made of dicts, lists, strings, numbers and None only, of just these types."""
    if type(value) is dict:
        return all(type(key) is str and primitive(inner) for key, inner in value.items())
    if type(value) is list:
        return all(map(primitive, value))
    return value is None or type(value) in (str, int, float, bool)


def test_what_the_doc_holds_is_primitive(nlp: Language) -> None:
    for text in TEXTS:
        assert primitive(nlp(text)._.geograph)


def test_a_docbin_keeps_it(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS))
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    back = list(DocBin(store_user_data=True).from_bytes(data).get_docs(nlp.vocab))
    assert plain(back) == plain(docs)


def test_a_doc_keeps_it(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    assert plain([Doc(nlp.vocab).from_bytes(doc.to_bytes())]) == plain([doc])


def test_two_processes_give_what_one_gives() -> None:
    code = (
        "import json, sys, geograph\n"
        "if __name__ == '__main__':\n"
        "    nlp, texts = geograph.load(), json.loads(sys.argv[1])\n"
        "    one = [d._.geograph for d in nlp.pipe(texts)]\n"
        "    two = [d._.geograph for d in nlp.pipe(texts, n_process=2, batch_size=1)]\n"
        "    assert one == two and one[0]['claims'], (one, two)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, json.dumps(TEXTS)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


def test_a_saved_pipeline_is_loaded_by_spacy_alone(tmp_path: Path, run: Callable[..., Run], nlp: Language) -> None:
    folder = tmp_path / "saved"
    assert run("model", "save", folder).code == 0
    code = (
        "import json, sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "print(json.dumps([d._.geograph for d in nlp.pipe(json.loads(sys.argv[2]))]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), json.dumps(TEXTS)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [doc._.geograph for doc in nlp.pipe(TEXTS)]


def test_a_saved_pipeline_keeps_the_users_actors(tmp_path: Path, run: Callable[..., Run]) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text(
        "name,aliases,kind,state,sector,wikidata,from,to,source\n"
        "Order of the Lantern,Lanternists,armed_group,FRA,REB,,,,own\n",
        encoding="utf-8",
    )
    folder = tmp_path / "saved"
    assert run("model", "save", folder, "--gazetteer", actors).code == 0
    actors.unlink()
    (claim, *_) = spacy.load(folder)("The Lanternists attacked Belgium on Monday.")._.geograph["claims"]
    assert [(a["name"], a["state"]) for a in claim["actor"]] == [("Order of the Lantern", "FRA")]


def test_the_users_own_types_are_used(tmp_path: Path) -> None:
    folder = tmp_path / "types"
    shutil.copytree(Path(geograph.__file__).parent / "ontology" / "events", folder)
    rules = folder / "accuse.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + '\n[[trigger]]\nverb = ["emulate"]\n', encoding="utf-8")
    assert [e.type for e in geograph.extract("Norway emulated Sweden on Monday.", ontology=folder).events] == ["ACCUSE"]
    assert [e.type for e in geograph.extract("Norway emulated Sweden on Monday.").events] == []


def test_a_type_of_the_users_may_replace_one_whose_classes_others_name(tmp_path: Path) -> None:
    rules = (Path(geograph.__file__).parent / "ontology" / "events" / "consult.toml").read_text(encoding="utf-8")
    head = rules[: rules.index("[classes]")]
    (tmp_path / "consult.toml").write_text(head + '\n[[trigger]]\nverb = ["emulate"]\n', encoding="utf-8")
    assert [e.type for e in geograph.extract("Norway emulated Sweden.", ontology=tmp_path).events] == ["CONSULT"]
