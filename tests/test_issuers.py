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


def told(text: str, source: str | None = None, title: str | None = None) -> list[str]:
    """What the article states, a line each."""
    (reading,) = read_articles([Article("a", text, title=title, source=source)])

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


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("Statement by the Ministry of Foreign Affairs of Ghana", "Ghana"),
        ("Comment by the Spokesperson of the Ministry of Foreign Affairs of Ghana on the raid", "Ghana"),
        ("Ghanaian Foreign Ministry statement on Togo", "Ghana"),
        ("Declaration on behalf of the Government of Ghana", "Ghana"),
        ("Press service of the President of Ghana: the raid in Gao", "Ghana"),
        ("Statement by the nurses of Ghana", None),
        ("Office for Ghana: an address to the press", None),
        ("Ghana's government under fire over the raid", None),
    ],
)
def test_we_is_the_government_whose_paper_the_title_names(title: str, state: str | None) -> None:
    found = told("We condemn the raid on the clinic in Gao, where two nurses were hurt.", title=title)
    assert (f"ACCUSE {state} > - (actual)" in found) == (state is not None)


@pytest.mark.parametrize(
    "first",
    [
        "The Ministry of Foreign Affairs of Norway condemns the raid on the clinic in Gao.",
        "The Royal Norwegian Government regrets the raid on the clinic in Gao.",
        "The Government of Norway has taken note of the raid on the clinic in Gao.",
        "Norway is outraged by the raid on the clinic in Gao.",
    ],
)
def test_we_is_who_speaks_in_the_first_sentence(first: str) -> None:
    assert "REQUEST Norway > Mali (actual)" in told(f"{first} We call on Mali to free the nurses at once.")


def test_the_ministry_of_a_release_is_its_own() -> None:
    text = "The Ministry of Foreign Affairs of Norway condemns the raid in Mali. The Ministry urges Niger to help."
    assert "REQUEST Norway > Niger (actual)" in told(text)
    text = "Norway is outraged by the raid in Mali. It cost six of our nurses their lives. This department blames Togo."
    assert "ACCUSE Norway > Togo (actual)" in told(text)


def test_the_ministry_of_the_dateline() -> None:
    text = "OSLO (NTB) - The Ministry of Foreign Affairs condemns the raid on the clinic in Gao in Mali."
    assert told(text)[0].startswith("ACCUSE Norway >")


def test_who_is_thanked_in_a_release_is_thanked_by_who_issues_it() -> None:
    text = "Niger was thanked for its help. Two nurses are still in Gao."
    assert told(text, title="Statement by the Ministry of Foreign Affairs of Norway")[0] == (
        "SUPPORT Norway > Niger (actual)"
    )
    assert told(text)[0] == "SUPPORT - > Niger (actual)"


def test_the_council_is_the_european_unions() -> None:
    text = "Turkey welcomed a letter of the European Commission. Its minister also thanked the Council."
    assert "SUPPORT Turkey > European Union (actual)" in told(text)


def test_it_is_not_we() -> None:
    text = "Norway condemns the raid in Mali. We thank Niger for its mediation."
    assert not any(line.startswith("CONSULT Norway") for line in told(text))
