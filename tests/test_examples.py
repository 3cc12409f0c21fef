"""The ontology's own examples: each sentence gives all its events and no others, and their contexts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from geograph import examples, ontology
from geograph.ontology import Example, contexts
from geograph.ontology.contexts import ContextExample

KNOWN = ontology.load()
CONTEXTS = contexts.load()
CONTEXT_EXAMPLES = [example for context in CONTEXTS.values() for example in context.examples]
EXAMPLES = [example for type in KNOWN.types.values() for example in type.examples]
LEAST, LEAST_MISSES = 20, 5


@pytest.fixture(scope="session")
def results() -> dict[tuple[str, str], examples.Result]:
    """What all examples gave, by type and text; they are read once."""
    return {(r.example.type, r.example.text): r for r in examples.run()}


def test_the_ontology_has_no_faults() -> None:
    assert ontology.check() == []


def test_all_sixteen_types_are_there() -> None:
    assert len(KNOWN.types) == 16


def test_no_example_stands_twice() -> None:
    assert [text for text, number in Counter(e.text for e in EXAMPLES).items() if number > 1] == []


def masked(text: str) -> str:
    """The text with a sign for each name and number."""
    text = re.sub(r"\d[\d,.]*", "0", text[:1].lower() + text[1:])
    return re.sub(r"\b[A-Z][\w'’-]*(\s+[A-Z][\w'’-]*)*", "N", text)


def test_no_two_examples_are_alike_but_for_names_and_numbers() -> None:
    assert [text for text, number in Counter(masked(e.text) for e in EXAMPLES).items() if number > 1] == []


def test_examples_are_many_and_long_and_a_third_of_them_near_misses() -> None:
    assert len(EXAMPLES) >= 1500
    assert sum(len(e.text.split()) >= 18 for e in EXAMPLES) >= len(EXAMPLES) / 2
    assert sum(not e.events for e in EXAMPLES) >= len(EXAMPLES) / 3


@pytest.mark.parametrize("kind", list(KNOWN.types))
def test_a_type_has_enough_examples_and_near_misses(kind: str) -> None:
    own = KNOWN.types[kind].examples
    assert len(own) >= LEAST
    assert sum(not example.events for example in own) >= LEAST_MISSES


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.type}-{e.text}" for e in EXAMPLES])
def test_an_example(example: Example, results: dict[tuple[str, str], examples.Result]) -> None:
    result = results[example.type, example.text]
    assert result.right, "\n".join(examples.report([result]))


@pytest.fixture(scope="session")
def context_results() -> dict[tuple[str, str], examples.ContextResult]:
    """What all examples of contexts gave, by context and text; they are read once."""
    return {(r.example.context, r.example.text): r for r in examples.run_contexts()}


def test_all_contexts_are_there() -> None:
    assert len(CONTEXTS) == 37


def test_no_example_of_a_context_stands_twice() -> None:
    assert [text for text, number in Counter(e.text for e in CONTEXT_EXAMPLES).items() if number > 1] == []


@pytest.mark.parametrize("example", CONTEXT_EXAMPLES, ids=[f"{e.context}-{e.text}" for e in CONTEXT_EXAMPLES])
def test_an_example_of_a_context(
    example: ContextExample, context_results: dict[tuple[str, str], examples.ContextResult]
) -> None:
    result = context_results[example.context, example.text]
    assert result.found == example.contexts
    assert result.right, "no event was read"
