"""A pattern's certainty is what it earned on the written examples: counted here, so that it cannot be wished."""

from __future__ import annotations

import re

from bot.settings import PROJECT
from nlu.redflags import create_red_flags
from nlu.redflags.coverage import BEGIN, END, PAGE, records, table
from nlu.redflags.examples import RECORDS
from nlu.redflags.schema import CERTAINTIES


def test_no_pattern_is_surer_than_it_earned_and_the_page_says_so() -> None:
    red_flags = create_red_flags(None)
    found = records(red_flags, PROJECT / "var" / "models" / RECORDS)
    for guideline in red_flags.guidelines:
        for pattern in guideline.patterns:
            record = found[pattern.id]
            assert CERTAINTIES.index(pattern.certainty) >= CERTAINTIES.index(record.earned), (pattern.id, record)
    told = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()
    assert without_counts(told) == without_counts(table(red_flags, found)), "run: make red-flags"


def without_counts(text: str) -> str:
    """Another dictionary of Voikko may read a word or two otherwise."""
    return re.sub(r"\d+ and \d+", "", text)
