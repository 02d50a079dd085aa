"""The check itself: patterns first, then the trained net, which can only raise what the patterns say."""

from __future__ import annotations

from pathlib import Path

from nlu.morphology import create_morphology
from nlu.morphology.voikko import VoikkoAnalyser
from nlu.redflags.context import mark
from nlu.redflags.lexicon import load_lexicon, ordinary_words
from nlu.redflags.matcher import Match, Matcher
from nlu.redflags.net import Net
from nlu.redflags.reading import Reader, Reading
from nlu.redflags.schema import Guideline, load_guidelines
from nlu.redflags.verdict import Verdict
from nlu.redflags.vocabulary import Vocabulary

# The net knows a class, not a guideline: the general advice and question of the class (bot/texts/emergencies.yml).
OF_CLASS = {
    "emergency_medical": ("medical", "medical"),
    "emergency_suicide": ("suicide", "suicide"),
    "emergency_violence": ("violence", "violence"),
    "emergency_poisoning": ("poisoning", "poisoning"),
    "emergency_child": ("child_danger", "child"),
}


class RedFlags:
    """Finds emergencies in messages. Thread-safe."""

    def __init__(self, guidelines: tuple[Guideline, ...], reader: Reader, net: Net | None = None) -> None:
        self.guidelines = guidelines
        self._reader = reader
        self._net = net
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
        reading = self.read(text)
        matches = self.matches(reading)
        if matches:
            best = min(matches, key=lambda match: match.pattern.certainty != "sure").pattern
            if best.certainty == "sure":
                return Verdict(best.emergency, "sure", best.id, best.advice)
            asked = Verdict(best.emergency, "ask", best.id, best.advice, best.question)
        else:
            asked = None
        return self._raised(reading, asked)

    def _raised(self, reading: Reading, asked: Verdict | None) -> Verdict | None:
        """What the net makes of it: sure, a question, or what the patterns said."""
        if self._net is None:
            return asked
        alarm = self._net.alarm(reading)
        advice, question = OF_CLASS[alarm.emergency]
        if alarm.margin >= self._net.sure:
            return Verdict(alarm.emergency, "sure", "net", advice)
        if asked is None and alarm.margin >= self._net.ask:
            return Verdict(alarm.emergency, "ask", "net", advice, question)
        return asked


def create_red_flags(net_path: Path | None = None) -> RedFlags:
    """Load lexicon, patterns and, when its file exists, the trained net."""
    lexicon = load_lexicon()
    guidelines = load_guidelines(lexicon)
    vocabulary = Vocabulary(lexicon.entries(), VoikkoAnalyser(), ordinary_words())
    net = Net.load(net_path) if net_path is not None and net_path.exists() else None
    return RedFlags(guidelines, Reader(lexicon, vocabulary, create_morphology("fi")), net)
