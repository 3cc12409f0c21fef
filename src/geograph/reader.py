"""Articles in, readings out: the pipeline run over articles as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from geograph.gazetteer import key
from geograph.model import Article, Reading
from geograph.nlp.component import Reader
from geograph.nlp.pipeline import base
from geograph.nlp.text import layout, views

_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"))


def load(model: str | None = None, ontology: Path | None = None, gazetteer: Sequence[Path] = ()) -> Language:
    """The spaCy pipeline with our component at its end: `load()(text)._.geograph` holds what the text says, as
    primitives. Raises DataError where the model's files were changed, UsageError where there is no such model."""
    nlp, label = base(model)
    config = {
        "ontology": str(ontology) if ontology else None,
        "gazetteers": [str(g) for g in gazetteer],
        "label": label,
    }
    nlp.add_pipe("geograph", config=config)
    return nlp


@cache
def _loaded(model: str | None, ontology: Path | None, gazetteer: tuple[Path, ...]) -> Language:
    return load(model, ontology, gazetteer)


def read_articles(
    articles: Iterable[Article], model: str | None = None, ontology: Path | None = None, gazetteer: Sequence[Path] = ()
) -> Iterator[Reading]:
    """A reading for each article, in order. Each depends on its own article only."""
    nlp = _loaded(model, ontology, tuple(gazetteer))
    component = nlp.get_pipe("geograph")
    assert isinstance(component, Reader)
    common, nouns = _vocabulary(nlp)
    known = component.knowledge.gazetteer

    own = component.knowledge.index.words | known.roles.keys() | nlp.Defaults.stop_words

    def ordinary(word: str) -> bool:
        if word in nouns and any(f.use == "surname" for f in known.forms.get((word,), ())):
            return False
        return any(w in own or w in common for w in _stems(word))

    def named(words: list[str], i: int) -> int:
        for size in range(min(5, len(words) - i), 0, -1):
            own = key(" ".join(words[i : i + size]))
            forms = known.forms.get(own, ())
            if any(f.use not in ("city", "surname") or size > 1 for f in forms) and all(
                w[0].isupper() for w in words[i : i + size]
            ):
                if (
                    size > 1
                    or not ordinary(words[i].lower())
                    or any(f.use in ("name", "acronym", "adjective", "demonym") for f in forms)
                    or any(f.use == "capital" and words[i].lower() in nouns for f in forms)
                ):
                    return size
        return 0

    def acronym(word: str) -> bool:
        return any(f.upper and f.surface == word for f in known.forms.get(key(word), ()))

    def city(word: str) -> bool:
        placed = any(f.use == "city" for f in known.forms.get((word,), ()))
        return placed and word not in own and (word in nouns or word not in common)

    for article in articles:
        page = layout(article)
        seen = list(views(page, ordinary, named, acronym, city))
        docs = list(nlp.pipe((t for t in seen if t), disable=["geograph"]))
        doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp.make_doc("")
        assert doc is not None
        yield component.read(doc, article, page)


def _stems(word: str) -> Iterator[str]:
    """What an inflected word may be a form of."""
    yield word
    for ending, stem in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word[: -len(ending)] + stem


def _vocabulary(nlp: Language) -> tuple[frozenset[str], frozenset[str]]:
    """The ordinary words that the model's lemmatizer knows, its lemmas and irregular forms; and those of them that are
    nouns alone, among which there are surnames."""
    if "lemmatizer" not in nlp.pipe_names:
        return frozenset(), frozenset()
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_index"):
        return frozenset(), frozenset()
    tables = [lookups.get_table(name) for name in ("lemma_index", "lemma_exc") if lookups.has_table(name)]
    noun = nlp.vocab.strings["noun"]
    nouns = {word for table in tables for kind, words in table.items() if kind == noun for word in words}
    others = {word for table in tables for kind, words in table.items() if kind != noun for word in words}
    return frozenset(nouns | others), frozenset(nouns - others)
