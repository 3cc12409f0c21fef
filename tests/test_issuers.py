"""Whose words a release is: "we", offices without an owner, and what is announced in it."""

import pytest

from geograph import gazetteer
from geograph.model import Article
from geograph.nlp.issuers import publisher
from geograph.reader import read_articles

SOURCES = {
    "UK Government": "GBR",
    "US State Department": "USA",
    "The White House": "USA",
    "Kremlin": "RUS",
    "Japanese Foreign Ministry": "JPN",
    "Ministry of Foreign Affairs of the Russian Federation": "RUS",
    "Government of Canada": "CAN",
    "Reuters": None,
    "USA Today": None,
    "Kyiv Independent": None,
    "Times of India": None,
    "NATO": None,
    "": None,
    None: None,
}


@pytest.mark.parametrize(("source", "state"), SOURCES.items())
def test_the_state_whose_government_published(source: str | None, state: str | None) -> None:
    assert publisher(source, gazetteer.load()) == state


def told(text: str, source: str | None = None) -> list[str]:
    """What the article states, a line each."""
    (reading,) = read_articles([Article("a", text, source=source)])

    def names(side: object) -> str:
        return " + ".join(a.name for a in side) or "-"  # type: ignore[attr-defined]

    return [f"{c.type} {names(c.actor)} > {names(c.recipient)} ({c.status})" for c in reading.claims]


def test_we_is_the_government_that_published() -> None:
    text = "We condemn the raid on the clinic in Gao. We call on the rebels to free the nurses at once."
    assert told(text, "Ghanaian Foreign Ministry")[:1] == ["ACCUSE Ghana > - (actual)"]
    assert "REQUEST Ghana > rebels (actual)" in told(text, "Ghanaian Foreign Ministry")
    assert told(text, "Daily Graphic") == ["RETREAT rebels > nurses (hypothetical)"]


def test_we_is_the_state_that_speaks_in_the_present() -> None:
    text = "Norway condemns the raid on the clinic in Gao. We call on the rebels to free the nurses at once."
    assert "REQUEST Norway > rebels (actual)" in told(text)


def test_an_office_of_the_government_that_published() -> None:
    text = "The Prime Minister and Chancellor Merkel met at a castle near Berlin and ate trout."
    assert told(text, "UK Government") == ["CONSULT United Kingdom + Angela Merkel > - (actual)"]


def test_what_the_government_that_published_will_do_is_announced() -> None:
    text = "Foreign Minister Penny Wong will travel to Fiji on Monday."
    assert told(text, "Australian Government") == ["AGREE Penny Wong > Fiji (actual)"]
    assert told(text, "The Fiji Times") == ["CONSULT Penny Wong > Fiji (planned)"]
