"""What was tried and what failed, as a table."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass
class Figure:
    """One row: "crash", "kills of the responder", 250, 0."""

    part: str
    what: str
    number: int
    failures: int


def table(figures):
    """The rows as Markdown."""
    lines = ["| part | what | number | failures |", "| --- | --- | ---: | ---: |"]
    lines += [f"| {each.part} | {each.what} | {each.number:,} | {each.failures:,} |" for each in figures]
    return "\n".join(lines)


def write(figures, file):
    Path(file).write_text(json.dumps([asdict(figure) for figure in figures], indent=2) + "\n")
