"""What the patterns cover and how they earned their certainty, as the table of docs/red-flags.md.

python -m nlu.redflags.coverage          # rewrites the table
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlu.redflags.check import RedFlags, create_red_flags
from nlu.redflags.schema import Guideline, Pattern, Trust

PAGE = Path(__file__).resolve().parents[2] / "docs" / "red-flags.md"
BEGIN, END = "<!-- coverage -->", "<!-- /coverage -->"
SURE_FROM = 8  # emergencies a sure pattern must have met: fewer prove nothing
ASK_WRONG = 0.05  # largest share of near misses among what an asking pattern meets


class Record(NamedTuple):
    """How many written emergencies and near misses a pattern meets."""

    emergencies: int
    near_misses: int

    @property
    def earned(self) -> Trust:
        """The certainty a pattern may have."""
        if self.near_misses == 0 and self.emergencies >= SURE_FROM:
            return "sure"
        right = self.near_misses == 0 or self.near_misses / (self.near_misses + self.emergencies) <= ASK_WRONG
        return "ask" if right else "hint"


def records(red_flags: RedFlags, path: Path) -> dict[str, Record]:
    """The record of each pattern on all written examples, as counted when the net was trained."""
    met = json.loads(path.read_text(encoding="utf-8"))
    every = (pattern.id for guideline in red_flags.guidelines for pattern in guideline.patterns)
    return {name: Record(*met.get(name, (0, 0))) for name in every}


def table(red_flags: RedFlags, found: dict[str, Record]) -> str:
    """The coverage table in Markdown."""
    lines = [
        "| Guideline | Class | Pattern: certainty, emergencies and near misses met | Own examples fi, sv, en | Source |",
        "|---|---|---|---|---|",
    ]
    for guideline in sorted(red_flags.guidelines, key=lambda each: (each.emergency, each.id)):
        told = "<br>".join(_told(pattern, found[pattern.id]) for pattern in guideline.patterns)
        counts = ", ".join(str(sum(_counts(guideline, language))) for language in ("fi", "sv", "en"))
        emergency = guideline.emergency.removeprefix("emergency_")
        lines.append(f"| {guideline.title} | {emergency} | {told} | {counts} | {guideline.source} |")
    return "\n".join(lines)


def _told(pattern: Pattern, record: Record) -> str:
    name = pattern.id.partition(".")[2]
    return f"{name}: {pattern.certainty}, {record.emergencies} and {record.near_misses}"


def _counts(guideline: Guideline, language: str) -> Iterator[int]:
    return (len(pattern.examples.get(language, ())) for pattern in guideline.patterns)


def main() -> None:
    """Rewrite the table in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    red_flags = create_red_flags()
    told = table(red_flags, records(red_flags, Path(sys.argv[1])))
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
