"""What an assessment comes to: the urgency, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.assessment.conditions import UNKNOWN, AnyOf, AtLeast, Clause, Value
from actions.assessment.engine import about_other, next_question
from actions.assessment.model import Outcome, Protocol
from actions.assessment.reading import Match, Reading, known, read
from actions.assessment.state import State
from actions.assessment.texts import LANGUAGES, Text, Wording, labelled, same
from actions.assessment.urgency import Urgency

_MONTHS = 12  # in a year; ages from here on are told in years and months
_UNITS: Mapping[str, Wording] = {
    "years": Wording("v", "år", "years"),
    "months": Wording("kk", "mån", "months"),
    "days": Wording("pv", "d", "days"),
    "celsius": Wording("°C", "°C", "°C"),
    "days_per_month": Wording("pv/kk", "d/mån", "days/month"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """The result of the answers given so far; ``complete`` is False while a question is left.

    ``reasons`` are the answers that decided, ``actions`` what to do now, ``watch`` the signs that change it.
    ``redirect`` is another topic when the person is not in the protocol's audience. ``unknown`` are the
    questions the resident could not answer. Text.say takes the language and the region's phone numbers.
    """

    protocol: str
    version: int
    reviewed: bool
    urgency: Urgency
    complete: bool
    reasons: tuple[Text, ...]
    actions: tuple[Text, ...]
    watch: tuple[Text, ...]
    rule_ids: tuple[str, ...]
    red_flag_ids: tuple[str, ...]
    service_topics: tuple[str, ...]
    can_book: bool
    can_handoff: bool
    redirect: str | None
    about_other: bool
    unknown: tuple[str, ...]


def result(protocol: Protocol, state: State) -> Result:
    """The result of the answers so far. Raises StateMismatch."""
    complete = next_question(protocol, state) is None
    reading = read(protocol, state)
    deciding = [match for match in reading.matches if match.urgency == reading.urgency]
    certain = [match for match in deciding if match.sure]
    advice = [match for match in reading.matches if _advises(protocol, reading, match)]
    outcome = protocol.outcomes.get(reading.urgency, _NOTHING)
    told = [*certain, *advice]
    return Result(
        protocol=protocol.id,
        version=protocol.version,
        reviewed=protocol.reviewed,
        urgency=reading.urgency,
        complete=complete,
        reasons=_reasons(protocol, state, reading, deciding),
        actions=_actions(reading.urgency, certain, advice, outcome),
        watch=_distinct([*outcome.watch, *(text for match in told for text in match.rule.watch)]),
        rule_ids=tuple(dict.fromkeys(match.rule.id for match in deciding)),
        red_flag_ids=tuple(dict.fromkeys(m.rule.id for m in reading.matches if m.rule.red_flag and m.sure)),
        service_topics=_topics(protocol, reading, told, outcome),
        can_book=outcome.can_book,
        can_handoff=outcome.can_handoff,
        redirect=protocol.audience.otherwise if protocol.audience and reading.outside else None,
        about_other=about_other(protocol, state),
        unknown=state.skipped,
    )


def summary(protocol: Protocol, state: State) -> tuple[Text, ...]:
    """Every answer as "label: answer", in the protocol's order: what a nurse reads at a hand-over."""
    lines = []
    for question in protocol.questions:
        if question.id in state.answers or state.mentioned.get(question.id):
            value = known(state, question.id)
            lines.append(labelled(question.label, describe(protocol, question.id, value)))
    return tuple(lines)


def describe(protocol: Protocol, question_id: str, value: Value | None) -> Text:
    """An answer as a text: an option's own, a number with its unit ("2 v 3 kk"), "not known"."""
    question = protocol.by_id[question_id]
    if value is None or value == UNKNOWN:
        return protocol.common.unknown
    if isinstance(value, tuple):
        return _joined([question.option(option).text for option in value]) if value else question.none
    if isinstance(value, str):
        return question.option(value).text if question.type in ("choice", "multi") else same(value)
    if question.type == "scale":
        return same(f"{value:g}/{question.bounds[1]:g}")
    if question.unit == "months" and value >= _MONTHS:
        years, months = divmod(int(value), _MONTHS)
        return _spaced([_measured(years, "years"), *([_measured(months, "months")] if months else [])])
    return _measured(value, question.unit)


def _measured(value: float, unit: str | None) -> Text:
    number = f"{round(value, 1):g}"
    units = _UNITS.get(unit or "")
    if units is None:
        return same(number)
    comma = number.replace(".", ",")
    return Text(Wording(f"{comma} {units.fi}", f"{comma} {units.sv}", f"{number} {units.en}"))


def _spaced(texts: Iterable[Text]) -> Text:
    rows = list(texts)
    fi, sv, en = (" ".join(text.say(code) for text in rows) for code in LANGUAGES)
    return Text(Wording(fi, sv, en))


_NOTHING = Outcome((), (), (), can_book=False, can_handoff=True)


def _reasons(protocol: Protocol, state: State, reading: Reading, deciding: Iterable[Match]) -> tuple[Text, ...]:
    if reading.urgency == Urgency.NOT_APPLICABLE:
        return (protocol.common.not_applicable,)
    reasons = []
    for match in deciding:
        if match.rule.reason:
            reasons.append(match.rule.reason)
        else:
            reasons += _clause_texts(protocol, state, match.clause)
    return _distinct(reasons) or (protocol.common.no_findings,)


def _clause_texts(protocol: Protocol, state: State, clause: Clause) -> list[Text]:
    """The answers that fulfilled a clause."""
    texts = []
    for condition in clause:
        question, value = protocol.by_id[condition.question], known(state, condition.question)
        if question.type == "multi" and isinstance(value, tuple) and condition.test.holds(value):
            wanted = condition.test.options if isinstance(condition.test, (AnyOf, AtLeast)) else frozenset()
            texts += [question.option(option).text for option in value if option in wanted]
        else:
            fulfilled = value if value is not None and condition.test.holds(value) else None
            texts.append(labelled(question.label, describe(protocol, question.id, fulfilled)))
    return texts


def _joined(texts: list[Text]) -> Text:
    def wording(other: bool) -> Wording:
        return Wording(*("; ".join(text.say(code, about_other=other) for text in texts) for code in ("fi", "sv", "en")))

    return Text(wording(False), wording(True))


def _advises(protocol: Protocol, reading: Reading, match: Match) -> bool:
    """Whether a rule that does not decide still tells what to do: advice, and each service that can be applied for."""
    if not match.sure:
        return False
    need = protocol.kind == "service_need" and match.urgency < reading.urgency <= Urgency.WITHIN_24H
    return match.rule.urgency is None or need


def _actions(urgency: Urgency, certain: list[Match], advice: list[Match], outcome: Outcome) -> tuple[Text, ...]:
    """The ladder's own actions, then what the deciding rules and the advice add.

    The ladder's own are left out only when every deciding rule names another place, and never in an emergency.
    """
    own = [text for match in certain for text in match.rule.actions]
    more = [text for match in advice for text in match.rule.actions]
    elsewhere = urgency < Urgency.EMERGENCY and bool(certain) and all(match.rule.instead for match in certain)
    return _distinct([*(() if elsewhere else outcome.actions), *own, *more])


def _topics(protocol: Protocol, reading: Reading, told: Iterable[Match], outcome: Outcome) -> tuple[str, ...]:
    if reading.outside and protocol.audience and reading.urgency == Urgency.NOT_APPLICABLE:
        return (protocol.audience.otherwise,)
    return tuple(dict.fromkeys([*(topic for match in told for topic in match.rule.topics), *outcome.topics]))


def _distinct(texts: Iterable[Text]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(texts))
