"""The check itself: patterns first, then the trained net, which can only raise what the patterns say."""

from __future__ import annotations

from pathlib import Path

from nlu.morphology import create_morphology
from nlu.morphology.voikko import VoikkoAnalyser
from nlu.redflags.context import mark
from nlu.redflags.lexicon import load_lexicon, ordinary_words
from nlu.redflags.matcher import Match, Matcher
from nlu.redflags.reading import Reader, Reading
from nlu.redflags.schema import Guideline, load_guidelines
from nlu.redflags.verdict import Verdict
from nlu.redflags.vocabulary import Vocabulary


class RedFlags:
    """Finds emergencies in messages. Thread-safe."""

    def __init__(self, guidelines: tuple[Guideline, ...], reader: Reader) -> None:
        self.guidelines = guidelines
        self._reader = reader
        self._matcher = Matcher(guidelines)

    def read(self, text: str) -> Reading:
        """The marked reading of a message."""
        reading = self._reader.read(text)
        mark(reading)
        return reading

    def matches(self, reading: Reading) -> list[Match]:
        """The patterns a reading meets."""
        return self._matcher.matches(reading)

    def check(self, text: str, language: str) -> Verdict | None:
        """The verdict on ``text`` written in ``language``, or None."""
        matches = self.matches(self.read(text))
        if not matches:
            return None
        best = min(matches, key=lambda match: match.pattern.certainty != "sure").pattern
        question = best.question if best.certainty == "ask" else None
        return Verdict(best.emergency, best.certainty, best.id, best.advice, question)


def create_red_flags(net_path: Path | None = None) -> RedFlags:
    """Load lexicon, patterns and, when its file exists, the trained net."""
    lexicon = load_lexicon()
    guidelines = load_guidelines(lexicon)
    vocabulary = Vocabulary(lexicon.entries(), VoikkoAnalyser(), ordinary_words())
    return RedFlags(guidelines, Reader(lexicon, vocabulary, create_morphology("fi")))
