"""Answers taken back in words: "ei kun vasen korva", "eiku kolme päivää", "no wait, since Monday".

``split`` finds the words that correct, the caller analyses what comes after them, and ``corrected`` says which
question it belongs to: first one that it clearly speaks of, then the last one answered, then the open one (left to
the caller), then earlier ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.engine import answer, mention, withdraw
from actions.assessment.heard import Entity
from actions.assessment.model import Protocol
from actions.assessment.replies import Replies
from actions.assessment.state import State
from actions.assessment.understand import Answer, understand, understand_answered
from actions.assessment.words import Word

_TOKEN = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True)
class Split:
    """A message around the words that correct: "oikea, ei kun vasen" is "oikea" and "vasen"."""

    before: str
    after: str


def split(text: str, replies: Replies) -> Split | None:
    """The message split at the last words that correct; None when it has none or nothing follows them."""
    found = list(_TOKEN.finditer(text.lower()))
    said = [match.group() for match in found]
    for start in range(len(said) - 1, -1, -1):
        length = max(
            (len(p) for p in replies.kinds["correction"] if tuple(said[start : start + len(p)]) == p), default=0
        )
        inside = text[found[start].start() : found[start + length - 1].end()] if length else ""
        after = text[found[start + length - 1].end() :].strip(" ,.:;–-") if length else ""
        if after and not re.search(r"[,.;!?]", inside):  # "ei, kun eilen alkoi" corrects nothing
            return Split(text[: found[start].start()].strip(), after)
    if not replies.kinds["correction_word"].isdisjoint((word,) for word in said):  # "niska onkin jäykkä"
        return Split("", text)
    return None


def corrected(
    protocol: Protocol,
    state: State,
    words: Sequence[Word],
    entities: Iterable[Entity] = (),
    *,
    asked: str | None = None,
    today: date | None = None,
) -> Answer | None:
    """The earlier answer that ``words`` change; None when they change none or rather answer the question ``asked``."""
    entities = tuple(entities)
    clear = understand_answered(protocol, state, words, entities, today=today)
    earlier = [question for question in reversed(state.asked) if question != asked]
    for name in _newest_first(state, clear):
        if name != asked and _changes(state, clear[name]):
            return clear[name]

    def loosely(name: str) -> Answer | None:
        found = understand(protocol.question(name), words, entities, today=today)
        return None if found is None or found.value == UNKNOWN else found

    order = [*earlier[:1], *([asked] if asked else []), *earlier[1:]]
    read = next(((name, found) for name in order if (found := loosely(name))), None)
    return read[1] if read and read[0] != asked and _changes(state, read[1]) else None


def correct(protocol: Protocol, state: State, found: Answer) -> State:
    """The state with the correction. Options of a multi question are added; only what is denied is taken away."""
    order = state.asked
    if found.value == () and found.complete and not found.denied:  # "ei kun ei mitään noista"
        known = (*_options(state.answers.get(found.question)), *state.mentioned.get(found.question, ()))
        state = withdraw(protocol, answer(protocol, state, found.question, ()), found.question, known)
    elif isinstance(found.value, tuple):
        before = state.answers.get(found.question)
        if found.question in state.answers and (found.complete or before != UNKNOWN):
            state = answer(protocol, state, found.question, (*_options(before), *found.value))
        elif found.value:
            state = mention(protocol, state, found.question, found.value)
        state = withdraw(protocol, state, found.question, found.denied)
    elif found.value is not None:
        state = answer(protocol, state, found.question, found.value)
    return replace(state, asked=order)


def _newest_first(state: State, names: Iterable[str]) -> list[str]:
    order = {name: place for place, name in enumerate(state.asked)}
    return sorted(names, key=lambda name: -order.get(name, -1))


def _changes(state: State, found: Answer) -> bool:
    """Whether the answer says something else than what is known; what is not clear changes nothing."""
    known: Value | None = state.answers.get(found.question)
    if isinstance(found.value, tuple):
        told = {*_options(known), *state.mentioned.get(found.question, ())}
        if found.value == () and found.complete and not found.denied:
            return bool(told) or known == UNKNOWN
        return not told.issuperset(found.value) or not told.isdisjoint(found.denied)
    return found.complete and found.value is not None and found.value != known


def _options(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
