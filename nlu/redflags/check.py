"""The check itself: patterns first, then the trained net, which can only raise what the patterns say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from nlu.answers import is_request
from nlu.morphology import create_morphology
from nlu.morphology.voikko import VoikkoAnalyser
from nlu.redflags.context import mark
from nlu.redflags.lexicon import load_lexicon, ordinary_words
from nlu.redflags.matcher import Match, Matcher
from nlu.redflags.net import FEWEST_WORDS, Net
from nlu.redflags.reading import Reader, Reading
from nlu.redflags.schema import CERTAINTIES, Guideline, Pattern, load_guidelines
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
# Where something else may begin: sentences, clauses, and what is joined with "and".
_APART = re.compile(r"[.!?…;,\n]+|\b(?:ja|sekä|samalla|och|samt|and)\b", re.IGNORECASE)
_FEWEST_BESIDES = 3  # words that may be a request of their own


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

    def check(self, text: str, language: str, *, answering: bool = False) -> Verdict | None:
        """The verdict on ``text`` written in ``language``, or None.

        ``answering`` a question that looks for danger signs itself: what no pattern supports is asked about at most.
        Out of its context "ei, mehu on pysyny sisällä" may sound like anything.
        """
        reading = self.read(text)
        matches = sorted(self.matches(reading), key=lambda match: CERTAINTIES.index(match.pattern.certainty))
        best = matches[0].pattern if matches else None
        if self._net is None:  # no second opinion: what only hints is asked about too
            return _verdict(best, "sure" if best.certainty == "sure" else "ask") if best else None
        alarm = self._net.alarm(reading, matches)
        if alarm.margin >= self._net.ask:  # the net sees the whole message, so it names the class
            same = next((match.pattern for match in matches if match.pattern.emergency == alarm.emergency), None)
            alone = answering and same is None
            sure = (alarm.margin >= self._net.sure and not alone) or (best is not None and best.certainty == "sure")
            certainty: Literal["sure", "ask"] = "sure" if sure else "ask"
            return _verdict(same, certainty) if same else _of_class(alarm.emergency, certainty)
        if best is None or (best.certainty == "hint" and len(reading.words) >= FEWEST_WORDS):
            return None
        return _verdict(best, "ask" if best.certainty == "hint" else best.certainty)

    def besides(self, text: str, language: str) -> str:
        """What an emergency message asks beside the emergency ("... ja haluaisin uusia reseptin"), perhaps nothing."""
        pieces = [piece.strip() for piece in _APART.split(text)]
        return ". ".join(
            piece for piece in pieces
            if len(piece.split()) >= _FEWEST_BESIDES and is_request(piece, language) and not self.check(piece, language)
        )  # fmt: skip


def _verdict(pattern: Pattern, certainty: Literal["sure", "ask"]) -> Verdict:
    question = pattern.question if certainty == "ask" else None
    return Verdict(pattern.emergency, certainty, pattern.id, pattern.advice, question)


def _of_class(emergency: str, certainty: Literal["sure", "ask"]) -> Verdict:
    advice, question = OF_CLASS[emergency]
    return Verdict(emergency, certainty, "net", advice, question if certainty == "ask" else None)


def create_red_flags(net_path: Path | None = None) -> RedFlags:
    """Load lexicon, patterns and, when its file exists, the trained net."""
    lexicon = load_lexicon()
    guidelines = load_guidelines(lexicon)
    vocabulary = Vocabulary(lexicon.entries(), VoikkoAnalyser(), ordinary_words())
    net = Net.load(net_path) if net_path is not None and net_path.exists() else None
    return RedFlags(guidelines, Reader(lexicon, vocabulary, create_morphology("fi")), net)
