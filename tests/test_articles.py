"""Articles as they are found: files of every kind and encoding, ids, days, and what can't be read."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geograph import articles
from geograph.articles.decode import Undecodable, decode
from geograph.articles.fields import day
from geograph.errors import InputError
from geograph.model import Article

TEXT = "Zürich hosted talks – “at last” – on Monday.\r\nNothing was signed.\n"


def read(*paths: object, **options: object) -> tuple[list[Article], list[str], list[str]]:
    """The articles, the errors and the warnings of the paths."""
    warnings: list[str] = []
    found = list(articles.read([str(path) for path in paths], warn=warnings.append, **options))  # type: ignore[arg-type]
    good = [item for item in found if isinstance(item, Article)]
    return good, [str(item) for item in found if isinstance(item, InputError)], warnings


def stdin(data: bytes) -> tuple[list[Article], list[str], list[str]]:
    return read("-", stdin=io.BytesIO(data))


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def ids(found: Iterable[Article]) -> list[str]:
    return [article.id for article in found]


def test_a_text_file_is_an_article_named_by_its_stem(tmp_path: Path) -> None:
    file = tmp_path / "talks.of.today.txt"
    file.write_bytes(TEXT.encode())
    assert read(file, published=date(2024, 11, 20)) == (
        [Article("talks.of.today", TEXT, published=date(2024, 11, 20))],
        [],
        [],
    )


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "UTF-16"),
        ("utf-16-be-mark", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("kind", ["txt", "md", "jsonl", ""])
def test_encodings_are_found_and_named(tmp_path: Path, encoding: str, named: str | None, kind: str) -> None:
    content = json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False) if kind == "jsonl" else TEXT
    file = tmp_path / f"a.{kind}".rstrip(".")
    if encoding == "utf-16-be-mark":
        file.write_bytes(b"\xfe\xff" + content.encode("utf-16-be"))
    else:
        file.write_bytes(content.encode(encoding))
    good, errors, warnings = read(file)
    assert [article.text for article in good] == [TEXT]
    assert errors == []
    assert [f"read as {named}" in warning for warning in warnings] == ([True] if named else [])


def test_latin_1_is_told_from_cp1252() -> None:
    assert decode("Zürich".encode("latin-1")) == ("Zürich", "Latin-1")
    assert decode("“Zürich”".encode("cp1252")) == ("“Zürich”", "cp1252")


@pytest.mark.parametrize(
    "data",
    [
        b"talks\0talks",
        "talks".encode("utf-16-le"),  # without a mark these are NUL bytes
        b"\xff\xfea",  # half a character
        b"\x89PNG\x10\x11\xff",
        b"caf\x81",  # no letter in cp1252
        "Ünited Nätions – “talks”".encode() + b"\xff",  # damaged UTF-8, no western text
    ],
)
def test_binary_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(data)
    for name in ("a.txt", "a.md", "a.jsonl", "a"):
        (tmp_path / name).write_bytes(data)
        good, errors, warnings = read(tmp_path / name)
        assert (good, warnings) == ([], [])
        assert len(errors) == 1
        assert errors[0].startswith(f"{tmp_path / name}")
        assert "UTF-8" in errors[0]


@given(st.binary(max_size=60))
def test_any_bytes_give_articles_or_errors_and_nothing_else(data: bytes) -> None:
    good, errors, _ = stdin(data)
    assert good or errors
    for article in good:
        assert article.text.encode()
        assert "\0" not in article.text


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=("Cs",)), max_size=80))
def test_any_text_comes_through_unchanged(text: str) -> None:
    if text.strip():
        whole = articles.fields.from_text("a", "a", decode(text.encode()).text, None)
        line = articles.fields.from_json("a", "a", json.dumps({"text": text}), None)
        assert (whole.text, line.text) == (text, text)


def test_json_lines(tmp_path: Path) -> None:
    file = jsonl(
        tmp_path / "wire.jsonl",
        {
            "id": "x",
            "text": "A\r\nb",
            "title": "T",
            "published": "2024-11-20",
            "url": "https://example.org/x",
            "source": "Wire",
            "language": "en",
            "events": [1],
        },
        {"text": "no id", "title": None, "published": "2024-11-19T23:30:00+09:00"},
        {"id": 7, "text": "a number for an id", "published": None},
        {"id": "only a title", "title": "Sudan rejects talks", "text": ""},
    )
    with file.open("a", encoding="utf-8") as out:
        out.write("\n  \n" + json.dumps({"text": "last, without a newline"}))
    good, errors, warnings = read(file, published=date(2000, 1, 1))
    assert (errors, warnings) == ([], [])
    assert good == [
        Article("x", "A\r\nb", "T", date(2024, 11, 20), "https://example.org/x", "Wire", "en"),
        Article("wire:2", "no id", published=date(2024, 11, 19)),
        Article("7", "a number for an id", published=date(2000, 1, 1)),
        Article("only a title", "", "Sudan rejects talks", published=date(2000, 1, 1)),
        Article("wire:7", "last, without a newline", published=date(2000, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "a"', "broken JSON at column 13"),
        ("[" * 100_000, "broken JSON"),
        ('["text"]', "no object"),
        ("3", "no object"),
        ("{}", '"text" is missing'),
        ('{"text": null}', '"text" is null, no string'),
        ('{"text": ["a"]}', '"text" is ["a"], no string'),
        ('{"text": " \\n"}', "empty"),
        ('{"text": "a\\u0000b"}', "character 1 is NUL"),
        ('{"text": "a\\ud83d"}', "half a surrogate pair"),
        ('{"text": "a", "id": [1]}', '"id" is [1], no string'),
        ('{"text": "a", "id": true}', '"id" is true, no string'),
        ('{"text": "a", "title": 5}', '"title" is 5, no string'),
        ('{"text": "a", "published": 20241120}', '"published" is 20241120, no string'),
        ('{"text": "a", "published": "20 Nov 2024"}', '"published" is "20 Nov 2024", no day'),
        ('{"text": "a", "published": "2024-02-30"}', '"published" is "2024-02-30", no day'),
        ('{"text": "a", "url": "\\ud83d"}', '"url": character 0 is half'),
        ('{"schema": 1, "id": "a", "events": []}', "holds results, not articles"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_text('{"text": "before"}\n\n' + line + '\n{"text": "after"}\n', encoding="utf-8")
    good, errors, _ = read(file)
    assert ids(good) == ["wire:1", "wire:4"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{file}:3")
    assert said in errors[0]
    assert "\n" not in errors[0]


def test_a_damaged_byte_costs_one_line(tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    file.write_bytes(b'{"text": "one"}\n{"text": "tw\0"}\n{"text": "Z\xfcrich"}\n{"text": "K\xf6ln"}\n')
    good, errors, warnings = read(file)
    assert [article.text for article in good] == ["one", "Zürich", "Köln"]
    assert [error.split(": ")[0] for error in errors] == [f"{file}:2"]
    assert len(warnings) == 1
    assert warnings[0].startswith(f"{file}:3: read as Latin-1")


def test_json_lines_are_read_one_by_one() -> None:
    """The second line is not asked for before the first article is out."""

    class Slow(io.BytesIO):
        asked = 0

        def readline(self, size: int | None = -1) -> bytes:
            raise AssertionError("lines are iterated over")

        def __next__(self) -> bytes:
            self.asked += 1
            return b'{"text": "a"}\n' if self.asked < 1_000_000 else b""

    source = Slow()
    found = articles.read(["-"], stdin=source)
    assert isinstance(next(found), Article)
    assert source.asked < 3


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    good, errors, _ = read(tmp_path / name)
    assert good == []
    assert [f"{tmp_path / name}: empty" in error for error in errors] == [True]


def test_front_matter_gives_title_and_day_and_leaves_the_text(tmp_path: Path) -> None:
    block = '---\ntitle: "Talks: day two"\ndate: 2024-11-20 10:00:00\ntags:\n  - a\nlang: en\n---\n'
    text = (block + "They met.\n").replace("\n", "\r\n")
    file = tmp_path / "a.md"
    file.write_bytes(text.encode())
    good, errors, warnings = read(file, published=date(2000, 1, 1))
    assert (errors, warnings) == ([], [])
    assert good == [Article("a", text, "Talks: day two", date(2024, 11, 20), language="en")]
    assert text[articles.front_matter(text).end :] == "They met.\r\n"


@pytest.mark.parametrize(
    "text", ["---\nThey met.\n---\nNote: more.\n", "---\ntitle: never closed\n", "Text\n---\na: b\n---\n"]
)
def test_rules_in_markdown_are_no_front_matter(text: str) -> None:
    assert articles.front_matter(text) == ({}, 0)


def test_front_matter_without_a_text_is_empty_unless_it_has_a_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nlang: en\n---\n\n")
    (tmp_path / "b.md").write_text("---\ntitle: Talks fail\n---\n")
    good, errors, _ = read(tmp_path)
    assert ids(good) == ["b"]
    assert len(errors) == 1


def test_a_wrong_day_in_front_matter_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndate: Nov 20\n---\nThey met.\n")
    good, _, warnings = read(tmp_path / "a.md", published=date(2000, 1, 1))
    assert good[0].published == date(2000, 1, 1)
    assert "'Nov 20'" in warnings[0]


def test_a_directory_is_read_whole_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.TXT", "a.txt", ".hidden.txt", ".git/x.txt", "notes.pdf", "b/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")
    jsonl(tmp_path / "c.jsonl", {"text": "a line"}, {"id": "own", "text": "another"})
    good, errors, warnings = read(tmp_path)
    assert ids(good) == ["a/b", "a/z", "a", "b/b", "b", "c:1", "own"]
    assert (errors, warnings) == ([], [])


def test_a_directory_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    _, errors, _ = read(tmp_path)
    assert errors == [f"{tmp_path}: no articles in this directory; it needs .txt, .md or .jsonl files"]


def test_one_id_is_one_text(tmp_path: Path) -> None:
    for folder, text in (("one", "The same."), ("two", "The same."), ("three", "Another.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(text)
    good, errors, warnings = read(*(tmp_path / folder / "a.txt" for folder in ("one", "two", "three")))
    assert [article.text for article in good] == ["The same."]
    assert len(warnings) == len(errors) == 1
    assert str(tmp_path / "two") in warnings[0]
    assert errors[0].startswith(f"{tmp_path / 'three' / 'a.txt'}: another text with the id 'a'")


def test_one_id_with_another_title_is_an_error(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "a.jsonl", {"id": "x", "text": "a", "title": "T"}, {"id": "x", "text": "a", "title": "U"})
    good, errors, _ = read(file)
    assert len(good) == 1
    assert errors[0].startswith(f"{file}:2: another text")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none.txt", "no such file"),
        ("none", "no such file"),
        ("none.pdf", "no such file"),
        ("a.txt/b.txt", "not readable"),
        ("a\0b.txt", "not readable"),
        ("notes.pdf", "of an unknown kind"),
    ],
)
def test_paths_that_give_nothing(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "a.txt").write_text("They met.")
    (tmp_path / "notes.pdf").write_text("They met.")
    good, errors, _ = read(f"{tmp_path}/{path}", tmp_path / "a.txt")
    assert ids(good) == ["a"]
    assert len(errors) == 1
    assert errors[0].startswith(f"{tmp_path}/{path}: {said}")


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("They met.")
    good, errors, _ = read(tmp_path)
    assert good == []
    assert [error.partition(": ")[2] for error in errors] == [
        "the name isn't UTF-8, and the article is called by it; rename the file"
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path / "a.txt")[1] == [
        f"{tmp_path / 'a.txt'}: not readable (permission denied); give yourself the right to read it"
    ]


def test_standard_input_is_text_or_json_lines() -> None:
    assert stdin(b"They met.\n")[0] == [Article("stdin", "They met.\n")]
    assert ids(stdin(b'\n{"text": "a"}\n{"id": "b", "text": "b"}')[0]) == ["stdin:2", "b"]
    good, errors, warnings = stdin(b'{\n "text": "a"\n}\n')
    assert (len(good), errors) == (1, [])
    assert "begins like JSON" in warnings[0]


def test_a_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert "closed" in read("-")[1][0]


def test_warnings_are_python_s_when_nobody_asks_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Z\xfcrich")
    with pytest.warns(UserWarning, match="Latin-1"):
        assert len(list(articles.read([tmp_path / "a.txt"]))) == 1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-11-20", date(2024, 11, 20)),
        ("2024-11-20T10:00:00Z", date(2024, 11, 20)),
        ("2024-11-20 10:00", date(2024, 11, 20)),
        ("20241120", None),
        ("2024-W47-3", None),
        ("2024-11-20x", None),
        ("2024-11", None),
        ("20/11/2024", None),
        ("", None),
    ],
)
def test_days(value: str, expected: date | None) -> None:
    assert day(value) == expected
