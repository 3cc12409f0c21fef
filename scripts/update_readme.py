"""Runs the console examples in README.md again and writes what they print now.

    python scripts/update_readme.py

A console block is a command behind `$ ` with its output below it. A block marked `file=NAME` is that file's content;
everything happens in an empty folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
FILE = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EVENT = re.compile(r"event-[0-9a-f]{16}")
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def updated(text: str, folder: Path) -> str:
    """The README's text with the output that its examples give in this folder."""
    for name, content in FILE.findall(text):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    shown: list[str] = []

    def block(match: re.Match[str]) -> str:
        out = []
        for line in match[1].splitlines():
            if line.startswith("$ "):
                command = _present(line[2:], shown)
                shown.append(_output(command, folder))
                out.append(f"$ {command}\n{shown[-1]}")
        return "".join(out)

    return CONSOLE.sub(block, text)


def _present(command: str, shown: list[str]) -> str:
    """The command with an event's id that was printed before: where the id of an example is gone, that of the
    event with the same status, alleged."""
    old = EVENT.search(command)
    printed = "".join(shown)
    if old is None or old[0] in printed:
        return command
    new = next(m[0] for line in printed.splitlines() if " alleged " in line for m in [EVENT.search(line)] if m)
    return command.replace(old[0], new)


def _output(command: str, folder: Path) -> str:
    """What the command prints, standard error behind standard output, without spaces at the ends of lines."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode:
        raise SystemExit(f"README.md: `{command}` fails: {done.stderr.strip()}")
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())


def main() -> int:
    """Rewrites README.md where its examples print something else now."""
    with tempfile.TemporaryDirectory() as folder:
        before = README.read_text(encoding="utf-8")
        after = updated(before, Path(folder))
    if after != before:
        README.write_text(after, encoding="utf-8")
        print("README.md: examples updated; look at the difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
