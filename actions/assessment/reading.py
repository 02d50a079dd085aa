"""What the answers so far mean: which rules match, and which could still raise the urgency.

A condition on an answer not yet given is open. One on an answer the resident does not know counts as fulfilled,
but the rule then raises the urgency no higher than that question's ``on_unknown``: it could be so, so it is not
ruled out. An answer to a question whose `when` no longer holds does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from actions.assessment.conditions import UNKNOWN, Clause, Condition, Value
from actions.assessment.model import Protocol, Question, Rule
from actions.assessment.state import State
from actions.assessment.urgency import Urgency


class Standing(Enum):
    """Where a question stands."""

    OFF = "off"  # its `when` does not hold
    OPEN = "open"  # not answered; ASKABLE once its `when` is known to hold
    ASKABLE = "askable"
    ANSWERED = "answered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matches: the clause that did, and the urgency after the caps of unknown answers.

    ``sure`` is False when it matches only because an answer is not known.
    """

    rule: Rule
    clause: Clause
    urgency: Urgency
    sure: bool


@dataclass(frozen=True, slots=True)
class Prospect:
    """A clause that would raise the urgency to ``urgency`` if the ``missing`` questions are answered so."""

    rule: Rule
    clause: Clause
    urgency: Urgency
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A clause that is not false: the cap of what is not known, and the questions still missing."""

    cap: Urgency
    missing: frozenset[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """``outside`` is True when the person is not in the protocol's audience."""

    urgency: Urgency
    matches: tuple[Match, ...]
    prospects: tuple[Prospect, ...]
    standings: dict[str, Standing]
    outside: bool


def read(protocol: Protocol, state: State) -> Reading:
    """Read the answers. Linear in the number of conditions."""
    standings: dict[str, Standing] = {}
    for question in protocol.questions:
        standings[question.id] = _standing(protocol, question, state, standings)
    outside = bool(
        protocol.audience
        and all(_judge(protocol, state, standings, clause) is None for clause in protocol.audience.when)
    )
    matches, prospects = [], []
    for rule in protocol.rules:
        for clause in rule.when:
            verdict = _judge(protocol, state, standings, clause)
            if verdict is None:
                continue
            urgency = min(verdict.cap, rule.urgency) if rule.urgency is not None else Urgency.NOT_APPLICABLE
            if verdict.missing:
                prospects.append(Prospect(rule, clause, urgency, verdict.missing))
            else:
                matches.append(Match(rule, clause, urgency, verdict.sure))
    if outside:  # the protocol's own grading is for others; a danger sign counts for anyone
        matches = [match for match in matches if match.rule.red_flag]
    base = Urgency.NOT_APPLICABLE if outside else Urgency.SELF_CARE
    highest = max((match.urgency for match in matches), default=base)
    urgency = max(base, highest)
    rising = tuple(prospect for prospect in prospects if prospect.urgency > urgency)
    return Reading(urgency, tuple(matches), rising, standings, outside)


def _standing(protocol: Protocol, question: Question, state: State, standings: dict[str, Standing]) -> Standing:
    judged = [_judge(protocol, state, standings, clause) for clause in question.when]
    if judged and all(verdict is None for verdict in judged):
        return Standing.OFF
    if question.id in state.answers:
        return Standing.UNKNOWN if state.answers[question.id] == UNKNOWN else Standing.ANSWERED
    if not judged or any(verdict is not None and not verdict.missing for verdict in judged):
        return Standing.ASKABLE
    return Standing.OPEN


def _judge(protocol: Protocol, state: State, standings: dict[str, Standing], clause: Clause) -> _Verdict | None:
    """The verdict on a clause; None when it is false."""
    cap, missing, sure = Urgency.EMERGENCY, set(), True
    for condition in clause:
        standing = standings[condition.question]
        if standing is Standing.OFF:
            return None
        if _told(condition, state):
            continue
        if standing is Standing.ANSWERED:
            return None
        if standing is Standing.UNKNOWN:
            cap, sure = min(cap, protocol.by_id[condition.question].on_unknown), False
        else:
            missing.add(condition.question)
    return _Verdict(cap, frozenset(missing), sure)


def _told(condition: Condition, state: State) -> bool:
    """Whether what the resident has said fulfils the condition."""
    value = known(state, condition.question)
    return value is not None and condition.test.holds(value)


def known(state: State, question: str) -> Value | None:
    """The known answer with what was mentioned before; None when there is nothing known."""
    value, mentioned = state.answers.get(question), state.mentioned.get(question, ())
    if mentioned and (value is None or value == UNKNOWN):
        return mentioned
    if value == UNKNOWN:
        return None
    if isinstance(value, tuple):
        return tuple(dict.fromkeys((*value, *mentioned)))
    return value
