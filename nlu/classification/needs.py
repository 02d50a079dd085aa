"""Two needs in one message: "voisko uusia reseptin ja saada ajan hammaslääkärille".

A message is cut where a new clause may begin; each clause is classified alone. Only clauses that are surely about
different things which are answered apart count: several symptoms are one illness, and a symptom with a wish to see
somebody is one need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlu.topics import topics

SURE = 0.6  # of a clause's topic
MOST = 2  # needs answered in one turn
FEWEST_WORDS = 2  # in a clause; one word alone is more often part of a list
JOINING = {
    "fi": frozenset(("ja", "sekä", "sitten", "myös", "lisäksi", "samalla")),
    "sv": frozenset(("och", "samt", "också", "dessutom", "sedan")),
    "en": frozenset(("and", "also", "plus", "then")),
}
_BREAK = re.compile(r"[,;.!?\n]")
# Beside a symptom these belong to it: how to reach care, and who the patient is.
WITH_SYMPTOM = frozenset((
    "book_appointment", "doctor_appointment_need", "on_call_care", "waiting_times", "opening_hours_location",
    "remote_services", "medical_certificate", "medication_problem", "elderly_guidance", "chronic_disease_followup",
))  # fmt: skip
# Worries of the mind and of life are left out: what is said beside one is nearly always part of it.
_ANSWERED = frozenset(("symptom", "service", "booking"))

Ranking = Sequence[tuple[str, float]]


class Placed(Protocol):
    """A word with its place in the message."""

    @property
    def normal(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Need:
    """A topic to answer, and its words: from `start` up to `end`."""

    topic: str
    start: int
    end: int


@dataclass(frozen=True)
class Clause:
    """Words from `start` up to `end`; `joined` when a joining word begins it ("and a refill")."""

    start: int
    end: int
    joined: bool


def clauses(text: str, words: Sequence[Placed], language: str) -> list[Clause]:
    """What stands between joining words and punctuation, single words left out."""
    joining = JOINING.get(language, frozenset())
    found, first, joined = [], 0, False
    for number, word in enumerate(words):
        if number > first and _BREAK.search(text[words[number - 1].end : word.start]):
            found.append(Clause(first, number, joined))
            first, joined = number, False
        if word.normal in joining:
            found.append(Clause(first, number, joined))
            first, joined = number + 1, True
    found.append(Clause(first, len(words), joined))
    return [clause for clause in found if clause.end - clause.start >= FEWEST_WORDS]


def find_needs(
    text: str, words: Sequence[Placed], language: str, whole: Ranking, rank: Callable[[int, int], Ranking]
) -> list[Need]:
    """The two needs to answer, in the message's order; empty when there is one.

    `whole` is the ranking of the message, where both topics must be seen; `rank` classifies a range of its words.
    """
    parts = clauses(text, words, language)
    if len(parts) < MOST:
        return []
    seen = {topic for topic, _ in whole}
    found: list[Need] = []
    for clause in parts:
        ranking = rank(clause.start, clause.end)
        topic, confidence = ranking[0] if ranking else ("", 0.0)
        if confidence < SURE or topic not in seen or any(topic == other.topic for other in found):
            continue
        if all(_apart(other.topic, topic, clause.joined) for other in found):
            found.append(Need(topic, clause.start, clause.end))
    return found[:MOST] if len(found) >= MOST else []


def _apart(first: str, second: str, joined: bool) -> bool:
    """Whether two topics are answered apart. Beside a symptom, what is not joined with "and" is its background."""
    known = topics()
    if first not in known or second not in known:
        return False
    kinds = {known[first].kind, known[second].kind}
    if not kinds <= _ANSWERED or kinds == {"symptom"}:
        return False
    return "symptom" not in kinds or (joined and not {first, second} & WITH_SYMPTOM)
