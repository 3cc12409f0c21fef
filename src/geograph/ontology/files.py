"""The ontology's files: ours, with those of the user's folder laid over them by file name."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from geograph.errors import DataError

HERE = Path(__file__).parent
SHARED = ("classes.toml", "contexts.toml", "grammar.toml")
"""What holds for all event types: these names are never files of a type."""


def types(folder: Path | None) -> list[Path]:
    """The type files in order of their names. Raises DataError where there is no such folder."""
    named = {p.name: p for p in sorted((HERE / "events").glob("*.toml"))}
    if folder is not None:
        if not folder.is_dir():
            raise DataError(f"{folder}: no such folder; --ontology takes a folder of TOML files, one per event type")
        named |= {p.name: p for p in sorted(folder.glob("*.toml")) if p.name not in SHARED}
    return [named[n] for n in sorted(named)]


def shared(name: str, folder: Path | None) -> Path:
    """The file of this name that holds for all types: the user's own where there is one."""
    own = folder / name if folder is not None else None
    return own if own is not None and own.is_file() else HERE / name


def toml(path: Path) -> dict[str, Any]:
    """What a file holds. Raises DataError where it isn't TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise DataError(f"{path}: not TOML: {problem}") from problem
