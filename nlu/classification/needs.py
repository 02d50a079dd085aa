"""Two needs in one message: "voisko uusia reseptin ja saada ajan hammaslääkärille".

A message is cut where a new clause may begin; each clause is classified alone. Only different things which are answered
apart count: several symptoms are one illness, and a symptom with a wish to see somebody is one need. Background reads
like a need too ("nukun autossa ja pesen hampaat huoltoasemalla" is no wish for a dentist), so what the clauses say is
weighed against what the whole message looks like, and against whether they ask for anything.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter
from typing import Protocol

from nlu.answers import is_request
from nlu.topics import topics

SURE = 0.6  # of a clause's topic
SEEN = 0.02  # a topic's share of the whole message from which it is more than a word in passing
MOST = 2  # needs answered in one turn
# `evidence` from which there are two needs. Its weights are those of a logistic regression, rounded, on messages with
# two needs (tests/nlu_two_needs/development.yml) and with one (the same file, tests/nlu_development).
ENOUGH = 0.45
_LEAST = 1e-5  # probabilities nearer 0 or 1 say no more
FEWEST_WORDS = 2  # in a clause; one word alone is more often part of a list
JOINING = {
    "fi": frozenset(("ja", "sekä", "sitten", "myös", "lisäksi", "samalla")),
    "sv": frozenset(("och", "å", "samt", "också", "dessutom", "sedan")),
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
    """A topic to answer, and its words: from `start` up to `end`.

    `asks`: they ask for something; `joined`: a joining word stands before them.
    """

    topic: str
    start: int
    end: int
    asks: bool
    joined: bool
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
    told = [need for clause in parts if (need := _need(text, words, clause, language, rank))]
    shares = dict(whole)
    pairs = [(evidence(first, second, shares), first, second)
             for first, second in combinations(told, MOST) if _apart(first, second)]  # fmt: skip
    most, *best = max(pairs, key=itemgetter(0), default=(-math.inf,))
    if most >= ENOUGH:
        return best
    return _symptom_told(told, whole)


def _need(
    text: str, words: Sequence[Placed], clause: Clause, language: str, rank: Callable[[int, int], Ranking]
) -> Need | None:
    """The topic of a clause, however sure."""
    ranking = rank(clause.start, clause.end)
    if not ranking:
        return None
    begin, end = words[clause.start].start, words[clause.end - 1].end
    asks = text[end:].lstrip().startswith("?") or is_request(text[begin:end], language)
    return Need(ranking[0][0], clause.start, clause.end, asks, clause.joined, ranking[0][1])


def evidence(first: Need, second: Need, shares: Mapping[str, float]) -> float:
    """How much speaks for two needs, in log-odds up to a constant; `shares` are the topics' in the whole message.

    A background sentence reads like a topic of its own too, but then the whole message does not look like that topic.
    """
    clause = min(max(min(first.confidence, second.confidence), _LEAST), 1 - _LEAST)
    whole = max(min(shares.get(first.topic, 0.0), shares.get(second.topic, 0.0)), _LEAST)
    symptom = "symptom" in {_kind(first.topic), _kind(second.topic)}
    service = second if _kind(first.topic) == "symptom" else first
    asks = float(service.asks) if symptom else (first.asks + second.asks) / 2
    odds = math.log(clause / (1 - clause))
    return 0.4 * odds + 0.5 * math.log(whole) + 0.9 * asks + 1.0 * second.joined - 1.0 * symptom


def _apart(first: Need, second: Need) -> bool:
    """Whether two topics are answered apart at all."""
    kinds = {_kind(first.topic), _kind(second.topic)}
    if first.topic == second.topic or not kinds <= _ANSWERED or kinds == {"symptom"}:
        return False
    return "symptom" not in kinds or not {first.topic, second.topic} & WITH_SYMPTOM


def _symptom_told(told: Sequence[Need], whole: Ranking) -> list[Need]:
    """The symptom of clauses of which the others tell of services, but ask for none; not where one is seen anyway."""
    if _kind(whole[0][0]) == "symptom":
        return []
    shares = dict(whole)
    sure = [need for need in told if need.confidence >= SURE and shares.get(need.topic, 0.0) >= SEEN]
    symptoms = {need.topic: need for need in sure if _kind(need.topic) == "symptom"}
    others_ask = any(need.asks for need in told if need.topic not in symptoms)
    told_only = len(symptoms) == 1 and {_kind(need.topic) for need in sure} == {"symptom", "service"} and not others_ask
    return list(symptoms.values()) if told_only else []


def _kind(topic: str) -> str:
    """The kind of a topic; another bot's topics have none, so its messages have one need."""
    known = topics().get(topic)
    return known.kind if known else ""
