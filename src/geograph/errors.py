"""What can go wrong, in words for the user. Each error has the exit code with which the command ends."""

from __future__ import annotations


class GeographError(Exception):
    """A problem that the user can mend: the message is one line that names the file (and line) and the next step."""

    exit_code = 3


class UsageError(GeographError):
    """The command's words are off: an unknown format, a wrong date, a query that doesn't parse."""

    exit_code = 2


class InputError(GeographError):
    """One input can't be read; the rest of the run goes on. `where` names the file, with the line where known."""

    exit_code = 1

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


class DataError(GeographError):
    """A file of knowledge (ontology, gazetteer, model manifest) is wrong; nothing can be read with it."""

    exit_code = 3


class BusyError(GeographError):
    """Another process is writing to the same store."""

    exit_code = 3
