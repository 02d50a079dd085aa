"""What makes a protocol sound beyond its shape; together these prove that worse answers never lower the urgency.

The urgency is the highest of the rules that match. Every condition on an ordered question is checked to hold for
every answer more serious than one it holds for, in rules and in `when`, so a more serious answer keeps every rule
that matched and every question that was asked. Not knowing fulfils every condition up to `on_unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator

from actions.assessment.conditions import Test, Value
from actions.assessment.domains import conditions_on, least, points, worse
from actions.assessment.errors import ProtocolError
from actions.assessment.model import Protocol, Question
from actions.assessment.urgency import Urgency


def check_protocol(protocol: Protocol, file: str) -> None:
    """Raise ProtocolError for the first thing that makes ``protocol`` unsound."""
    for key, problem in _problems(protocol):
        raise ProtocolError(file, key, problem)


def _problems(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for question in protocol.questions:
        key = f"questions({question.id})"
        for test in conditions_on(protocol, question.id):
            yield from _order_problems(question, test, key)
        yield from _range_problems(question, key)
        if question.noted and (question.always or conditions_on(protocol, question.id)):
            yield f"{key}.noted", "what is only noted is never asked, so no condition may depend on it"
    yield from _unknown_problems(protocol)
    for urgency in Urgency:
        if urgency != Urgency.NOT_APPLICABLE and urgency not in protocol.outcomes:
            yield f"results.{urgency.code}", "is missing from common.yml"
    if (protocol.status == "approved") != (protocol.reviewed_by is not None and protocol.reviewed_on is not None):
        yield "status", "approved goes with reviewed_by and reviewed_on, and only with them"


def _order_problems(question: Question, test: Test, key: str) -> Iterator[tuple[str, str]]:
    answers: list[Value] = []
    if question.type == "choice":
        answers += question.option_ids
    elif question.type in ("number", "scale"):
        answers += points(question, [test])
    for less in answers:
        for more in answers:
            if worse(question, less, more) and test.holds(less) and not test.holds(more):
                yield key, f"a condition holds for {less} but not for the more serious {more}"
    mildest = least(question)
    if mildest is not None and test.holds(mildest):
        yield key, f"a condition holds even for the least serious answer {mildest!r}: it says nothing"


def _range_problems(question: Question, key: str) -> Iterator[tuple[str, str]]:
    spans = [option.range for option in question.options if option.range]
    if not spans:
        return
    if len(spans) < len(question.options) and question.order != "none":  # "after birth" is no number of weeks
        yield f"{key}.options", "either all options have a range or none has"
    limits = sorted({limit for span in spans for limit in (span.low, span.high)})
    probes = [limit for limit in limits if abs(limit) != float("inf")]
    for probe in probes:
        if sum(span.holds(probe) for span in spans) != 1:
            yield f"{key}.options", f"the ranges must cover {probe:g} exactly once"


def _unknown_problems(protocol: Protocol) -> Iterator[tuple[str, str]]:
    for rule in protocol.rules:
        if not rule.red_flag:
            continue
        if rule.urgency is None or rule.urgency < Urgency.WITHIN_24H:
            yield f"rules({rule.id})", "a red flag is at least within_24h"
        for clause in rule.when:
            for condition in clause:
                if protocol.question(condition.question).on_unknown < Urgency.WITHIN_24H:
                    yield (
                        f"questions({condition.question}).on_unknown",
                        f"must be at least within_24h: the red flag {rule.id} depends on it",
                    )
