"""Two needs in one message: "voisko uusia reseptin ja saada ajan hammaslääkärille".

A message is cut where a new clause may begin; each clause is classified alone. Only clauses that are surely about
different things which are answered apart count: several symptoms are one illness, and a symptom with a wish to see
somebody is one need. What is told beside a symptom is about it, unless it asks for something: "päätä särkee jatkuvasti
ja istun paljon" asks for no guidance in living habits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from nlu.answers import is_request
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
    """A topic to answer, and its words: from `start` up to `end`; `asks` when they ask for something."""

    topic: str
    start: int
    end: int
    asks: bool
    confidence: float


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
    """The two needs to answer, in the message's order; the symptom alone when a service is only told of beside it.

    Empty when there is one need. `whole` is the ranking of the message, where both topics must be seen; `rank`
    classifies a range of its words.
    """
    parts = clauses(text, words, language)
    if len(parts) < MOST:
        return []
    seen = {topic for topic, _ in whole}
    told: list[Need] = []
    found: list[Need] = []
    for clause in parts:
        ranking = rank(clause.start, clause.end)
        topic, confidence = ranking[0] if ranking else ("", 0.0)
        if confidence < SURE or topic not in seen or any(topic == other.topic for other in told):
            continue
        asks = is_request(text[words[clause.start].start : words[clause.end - 1].end], language)
        need = Need(topic, clause.start, clause.end, asks, confidence)
        told.append(need)
        if all(_apart(other, need, clause.joined) for other in found):
            found.append(need)
    return found[:MOST] if len(found) >= MOST else _symptom_told(told, whole)


def _symptom_told(told: Sequence[Need], whole: Ranking) -> list[Need]:
    """The symptom of clauses of which the others tell of services, but ask for none; not where one is seen anyway."""
    kind_of = {name: topic.kind for name, topic in topics().items()}
    if not told or kind_of.get(whole[0][0]) == "symptom":
        return []
    kinds = [kind_of.get(need.topic, "") for need in told]
    asked = any(need.asks for need, kind in zip(told, kinds, strict=True) if kind == "service")
    if asked or sorted(set(kinds)) != ["service", "symptom"] or kinds.count("symptom") > 1:
        return []
    return [told[kinds.index("symptom")]]


def _apart(first: Need, second: Need, joined: bool) -> bool:
    """Whether two topics are answered apart.

    Beside a symptom a service must be asked for, and what is not joined with "and" is the symptom's background.
    """
    known = topics()
    if first.topic not in known or second.topic not in known:
        return False
    kinds = (known[first.topic].kind, known[second.topic].kind)
    if not _ANSWERED.issuperset(kinds) or kinds == ("symptom", "symptom"):
        return False
    if "symptom" not in kinds:
        return True
    service = second if kinds[0] == "symptom" else first
    return joined and service.asks and not {first.topic, second.topic} & WITH_SYMPTOM
