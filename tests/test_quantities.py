"""Numbers: their value, how exact they are, what they count or measure, and what is no number at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph.nlp.lexer import cardinal, tokens
from geograph.nlp.quantities import numbers, quantity

COUNTS = [
    ("A bomb killed six soldiers.", "six", 6, "exact", "soldiers"),
    ("He met two Israeli soldiers.", "two", 2, "exact", "Israeli soldiers"),
    ("Over 10,000 troops crossed the border.", "Over 10,000", 10000, "at_least", "troops"),
    ("Clashes left more than 60 dead.", "more than 60", 60, "at_least", ""),
    ("It wounded at least 15 people in Gaza.", "at least 15", 15, "at_least", "people"),
    ("Up to 300 guards will leave.", "Up to 300", 300, "at_most", "guards"),
    ("As many as 5,000 Kurds fled.", "As many as 5,000", 5000, "at_most", "Kurds"),
    ("Fewer than ten men returned.", "Fewer than ten", 10, "at_most", "men"),
    ("Some 30,000 Sudanese crossed over.", "Some 30,000", 30000, "about", "Sudanese"),
    ("Police arrested about two dozen protesters.", "about two dozen", 24, "about", "protesters"),
    ("Hundreds of people marched.", "Hundreds", 100, "about", "people"),
    ("Thousands of rightist Israelis protested.", "Thousands", 1000, "about", "rightist Israelis"),
    ("Tens of thousands of demonstrators filled the square.", "Tens of thousands", 10000, "about", "demonstrators"),
    ("Hundreds of thousands fled.", "Hundreds of thousands", 100000, "about", ""),
    ("Scores of villagers were hurt.", "Scores", 20, "about", "villagers"),
    ("Several hundred militants surrendered.", "Several hundred", 100, "at_least", "militants"),
    ("A few thousand men remain.", "A few thousand", 1000, "at_least", "men"),
    ("Two hundred and fifty prisoners were freed.", "Two hundred and fifty", 250, "exact", "prisoners"),
    ("Twenty-two aid workers left.", "Twenty-two", 22, "exact", "aid workers"),
    ("Half a million refugees returned.", "Half a million", 500000, "exact", "refugees"),
    ("An estimated 1.5 million people starved.", "An estimated 1.5 million", 1500000, "about", "people"),
    ("The army freed 80 000 homeless people.", "80 000", 80000, "exact", "homeless people"),
    ("It sent 15 to 20 officers.", "15 to 20", 15, "at_least", "officers"),
    ("Between 10,000 and 12,000 troops stay.", "Between 10,000 and 12,000", 10000, "at_least", "troops"),
    ("It needs 2 to 3 million people.", "2 to 3 million", 2000000, "at_least", "people"),
    ("It holds 200 or more prisoners.", "200 or more", 200, "at_least", "prisoners"),
    ("He freed two more soldiers.", "two", 2, "exact", "soldiers"),
    ("She met six of the hostages.", "six", 6, "exact", "hostages"),
    ("Police charged five al-Qaeda suspects.", "five", 5, "exact", "al-Qaeda suspects"),
    ("Gunmen took three U.N. workers.", "three", 3, "exact", "U.N. workers"),
    ("A mine killed six US soldiers.", "six", 6, "exact", "US soldiers"),
    ("Two Dutch F-16 fighters took off.", "Two", 2, "exact", "Dutch F-16 fighters"),
    ("One Israeli soldier was hurt.", "One", 1, "exact", "Israeli soldier"),
    ("They killed 22 Palestinians.", "22", 22, "exact", "Palestinians"),
    ("A dispute over four exiles ended.", "four", 4, "exact", "exiles"),
    ("The raid killed dozens.", "dozens", 12, "about", ""),
]


@pytest.mark.parametrize(("text", "words", "value", "bound", "what"), COUNTS, ids=[c[0] for c in COUNTS])
def test_count(text: str, words: str, value: float, bound: str, what: str) -> None:
    (number,) = numbers(text)
    assert (number.text, number.value, number.bound, number.what) == (words, value, bound, what)
    assert (number.kind, number.unit) == ("count", "")
    assert text[number.start : number.end] == words
    assert text[number.what_start : number.what_end] == what


@pytest.mark.parametrize(
    ("text", "words", "value", "kind", "unit"),
    [
        ("Aid worth $3.5 billion arrived.", "$3.5 billion", 3.5e9, "money", "USD"),
        ("Some 570 million dollars went to Seoul.", "Some 570 million dollars", 570e6, "money", "USD"),
        ("They paid US$20 million.", "US$20 million", 20e6, "money", "USD"),
        ("They paid A$5 million.", "A$5 million", 5e6, "money", "AUD"),
        ("It gave 50 million Australian dollars.", "50 million Australian dollars", 50e6, "money", "AUD"),
        ("A loan of €2bn was agreed.", "€2bn", 2e9, "money", "EUR"),
        ("A loan of 5m euros was agreed.", "5m euros", 5e6, "money", "EUR"),
        ("It lost hundreds of millions of dollars.", "hundreds of millions of dollars", 1e8, "money", "USD"),
        ("It gave 3 million pounds.", "3 million pounds", 3e6, "money", "pounds"),
        ("The bomb weighed 100 pounds.", "100 pounds", 100, "measure", "pounds"),
        ("Nearly 400 tons of explosives vanished.", "Nearly 400 tons", 400, "measure", "tons"),
        ("It flew 300 km into Iran.", "300 km", 300, "measure", "km"),
        ("At 270m above the valley it stopped.", "270m", 270, "measure", "m"),
        ("He won 30 percent of votes.", "30 percent", 30, "percent", "percent"),
        ("Turnout was 52.4%.", "52.4%", 52.4, "percent", "percent"),
        ("Talks took 12 hours.", "12 hours", 12, "time", "hours"),
    ],
)
def test_measured(text: str, words: str, value: float, kind: str, unit: str) -> None:
    (number,) = numbers(text)
    assert (number.text, number.value, number.kind, number.unit) == (words, value, kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "They met on Nov. 20, 2004, and in 1994.",
        "The minister, 63, was shot with a 40-year-old man.",
        "At 10 a.m., 9:30 and 1400 GMT shells fell.",
        "Resolution 1441, Article 5 and Flight 103 were named.",
        "He left No. 10 and moved to 11 Downing Street.",
        "F-16s, an AK-47 and the G8 were there.",
        "A 7-8 win and a 5-4 vote ended it.",
        "The 12-member council ended six-party talks by two-thirds.",
        "No one trusts one another, and one of the worst fled.",
        "He scores often, and the one man knows.",
        "Aged 12, he fled.",
        "",
    ],
)
def test_no_number(text: str) -> None:
    assert [n.text for n in numbers(text)] == []


def test_several_numbers_with_places() -> None:
    text = "The raid killed at least six soldiers and wounded four; 12 Taliban and a dozen civilians died."
    found = list(numbers(text))
    assert [(n.value, n.what) for n in found] == [(6, "soldiers"), (4, ""), (12, "Taliban"), (12, "civilians")]
    assert [(n.start, n.end) for n in numbers(text, 50)] == [(n.start + 50, n.end + 50) for n in found]


def test_known_dates_are_skipped() -> None:
    text = "In June 12 of 30 men died."
    assert [n.value for n in numbers(text, 7, skip=[(10, 17)])] == [30]
    assert [n.value for n in numbers("On 5 June 12 men died.")] == [12]


def test_quantity() -> None:
    (number,) = numbers("It killed at least 15 people.")
    made = quantity(number, "killed")
    assert (made.text, made.value, made.unit, made.what, made.bound) == (
        "at least 15",
        15,
        "killed",
        "people",
        "at_least",
    )
    assert quantity(number, "killed", "Palestinians").what == "Palestinians"
    (money,) = numbers("It gave $5 million.")
    assert quantity(money, "given").unit == "USD"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("fifteen-hundred", 1500),
        ("one million two hundred thousand", 1_200_000),
        ("two hundred and fifty thousand", 250_000),
        ("300k", 300_000),
        ("a hundred thousand", 100_000),
        ("ninety-nine", 99),
        ("3.5 billion", 3.5e9),
    ],
)
def test_cardinal(words: str, value: float) -> None:
    t = tokens(words)
    assert cardinal(t, 0) == (len(t), value)


@pytest.mark.parametrize("words", ["3rd", "1990s", "20.11.2004", "²", "a", "an hour", "half", "%", ""])
def test_no_cardinal(words: str) -> None:
    assert cardinal(tokens(words), 0) is None


@given(st.text(alphabet="0123456789.,-$€ abm²٣\nonetwo", max_size=40))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end
        assert text[number.start : number.end] == number.text
        assert text[number.what_start : number.what_end] == number.what
        end = number.end
