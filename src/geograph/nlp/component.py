"""The spaCy component "geograph": reads claims out of a parsed Doc and leaves them, as primitives, in `doc._`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from geograph import gazetteer, ontology
from geograph.model import Article, Reading
from geograph.nlp import attachments, lemmas
from geograph.nlp.contexts import Cues
from geograph.nlp.headline_parse import recast
from geograph.nlp.index import Index
from geograph.nlp.read import read
from geograph.nlp.scribe import Knowledge
from geograph.nlp.status_words import Words
from geograph.nlp.text import Layout, layout
from geograph.nlp.tree import settled
from geograph.ontology import contexts

if not Doc.has_extension("geograph"):
    Doc.set_extension("geograph", default=None)


class Reader:
    """The component. `ontology_dir` is the user's folder of event types, `gazetteers` their CSV files."""

    def __init__(self, ontology_dir: str | None = None, gazetteers: Sequence[str] = (), label: str = "") -> None:
        self.ontology_dir = Path(ontology_dir) if ontology_dir else None
        self.gazetteers = tuple(Path(g) for g in gazetteers)
        self.label = label

    @cached_property
    def knowledge(self) -> Knowledge:
        """The ontology and the gazetteer, read when they are first needed."""
        types = ontology.load(self.ontology_dir)
        cues = Cues(contexts.load(self.ontology_dir))
        return Knowledge(Index(types), Words.of(types.grammar), gazetteer.load(self.gazetteers), cues)

    def read(self, doc: Doc, article: Article, page: Layout) -> Reading:
        """What the article says; `doc` is the analysis of the article's layout."""
        from geograph import __version__

        lemmas.mend(doc, self.knowledge.index.verbs)
        attachments.mend(doc)
        titles = [(b.start, b.end) for b in page.blocks if b.kind == "title"]
        recast(doc, titles, self.knowledge.index.verbs, self._is_state)
        with settled(doc):
            return read(doc, article, page, self.knowledge, self.label, __version__)

    def _is_state(self, name: str) -> bool:
        return any(f.use == "name" and f.entry.kind == "state" for f in self.knowledge.gazetteer.find(name))

    def __call__(self, doc: Doc) -> Doc:
        article = Article("doc", doc.text)
        reading = self.read(doc, article, layout(article))
        doc._.geograph = json.loads(json.dumps(asdict(reading), default=str))
        return doc

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the user's own knowledge into the pipeline's folder; ours is in the package."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "label.txt").write_text(self.label, encoding="utf-8")
        if self.ontology_dir is not None:
            shutil.copytree(self.ontology_dir, folder / "ontology", dirs_exist_ok=True)
        for number, file in enumerate(self.gazetteers):
            shutil.copyfile(file, folder / f"gazetteer-{number}.csv")

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Reader:
        """Reads back what `to_disk` wrote."""
        folder = Path(path)
        self.label = (folder / "label.txt").read_text(encoding="utf-8")
        self.ontology_dir = folder / "ontology" if (folder / "ontology").is_dir() else None
        self.gazetteers = tuple(sorted(folder.glob("gazetteer-*.csv")))
        self.__dict__.pop("knowledge", None)
        return self


@Language.factory("geograph", default_config={"ontology": None, "gazetteers": [], "label": ""})
def make(nlp: Language, name: str, ontology: str | None, gazetteers: list[str], label: str) -> Any:
    """spaCy's factory of the component."""
    return Reader(ontology, gazetteers, label)
