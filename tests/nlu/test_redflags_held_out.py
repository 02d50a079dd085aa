"""Red flags on messages written apart from patterns and training data (redflags_held_out/): recall and false alarms.

A safety question counts as recognised for a positive (its yes leads to the emergency answer) and as no alarm for a
near miss, but it must stay rare. Run with `python -m tests.nlu.test_redflags_held_out` for the table and the misses.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import PROJECT
from nlu.redflags import RedFlags, Verdict, create_red_flags

HELD_OUT, DEVELOPMENT = (Path(__file__).parent / f"redflags_{name}" for name in ("held_out", "development"))
LANGUAGES = ("fi", "sv", "en")
Judged = list[tuple[dict[str, Any], Verdict | None]]


@cache
def red_flags() -> RedFlags:
    return create_red_flags(PROJECT / "var" / "models" / "redflags.npz")


@cache
def judged(folder: Path, language: str) -> tuple[Judged, Judged]:
    """Positives and near misses with their verdicts."""
    table = yaml.load((folder / f"{language}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    positives, near_misses = (
        [(row, red_flags().check(row["text"], language)) for row in table[kind]]
        for kind in ("positives", "near_misses")
    )
    return positives, near_misses


def shares(folder: Path, language: str) -> dict[str, float]:
    """Shares of: clear and all emergencies recognised, right class among them, false alarms, safety questions."""
    positives, near_misses = judged(folder, language)
    hit = [(row, verdict) for row, verdict in positives if verdict]
    clear = [verdict for row, verdict in positives if row["clear"]]
    return {
        "clear recognised": sum(verdict is not None for verdict in clear) / len(clear),
        "all recognised": len(hit) / len(positives),
        "of these surely": sum(verdict.certainty == "sure" for _, verdict in hit) / len(hit),
        "right class": sum(verdict.emergency == row["class"] for row, verdict in hit) / len(hit),
        "false alarms": sum(v is not None and v.certainty == "sure" for _, v in near_misses) / len(near_misses),
        "asked in vain": sum(v is not None and v.certainty == "ask" for _, v in near_misses) / len(near_misses),
    }


# Just below what was measured, so that it cannot get worse: docs/red-flags.md has the figures.
FLOORS: dict[str, dict[str, float]] = {
    "fi": {"clear recognised": 0.99, "all recognised": 0.97, "right class": 0.88},
    "sv": {"clear recognised": 0.97, "all recognised": 0.96, "right class": 0.85},
    "en": {"clear recognised": 0.97, "all recognised": 0.96, "right class": 0.88},
}
CEILINGS = {"false alarms": 0.035, "asked in vain": 0.2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_worse_than_measured(language: str) -> None:
    found = shares(HELD_OUT, language)
    assert {name: found[name] for name, floor in FLOORS[language].items() if found[name] < floor} == {}
    assert {name: found[name] for name, ceiling in CEILINGS.items() if found[name] > ceiling} == {}


def test_the_sets_are_as_large_as_promised() -> None:
    sizes = {language: sum(map(len, judged(HELD_OUT, language))) for language in LANGUAGES}
    assert sizes["fi"] >= 500
    assert sizes["sv"] >= 100
    assert sizes["en"] >= 100


def main() -> None:
    """The table, by set and language; misses only by guideline, so that nobody tunes to them."""
    for folder in (HELD_OUT, DEVELOPMENT):
        for language in LANGUAGES:
            print(folder.name, language, {name: round(share, 3) for name, share in shares(folder, language).items()})  # noqa: T201
            positives, near_misses = judged(folder, language)
            missed = Counter(f"{row['class']}/{row['guideline']}" for row, verdict in positives if verdict is None)
            alarmed = Counter(row["why"] for row, verdict in near_misses if verdict and verdict.certainty == "sure")
            print("  missed:", dict(missed), "\n  false alarms:", dict(alarmed))  # noqa: T201


if __name__ == "__main__":
    main()
