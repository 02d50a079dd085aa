"""What is proved of every protocol, and that the proof notices what is wrong."""

from __future__ import annotations

import dataclasses

import pytest

from actions.assessment import Protocol, Urgency, load_protocols
from actions.assessment.conditions import Condition, Span
from actions.assessment.model import Rule
from actions.assessment.proof import LONGEST_PATH, MEDIAN_PATH, prove, table

PROTOCOLS = load_protocols()


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_every_protocol_is_proved(name: str) -> None:
    proof = prove(PROTOCOLS[name])
    assert proof.problems == []
    assert max(proof.paths.depths) <= LONGEST_PATH
    assert proof.paths.median() <= MEDIAN_PATH[PROTOCOLS[name].kind]
    missing = set(Urgency) - set(proof.paths.urgencies)
    assert missing <= ({Urgency.NOT_APPLICABLE} if PROTOCOLS[name].kind == "service_need" else set())
    assert name in table([proof])


def with_rules(protocol: Protocol, *rules: Rule) -> Protocol:
    return dataclasses.replace(protocol, rules=rules)


def found(protocol: Protocol, rule_id: str) -> Rule:
    return next(rule for rule in protocol.rules if rule.id == rule_id)


def test_a_question_that_no_rule_uses_is_noticed() -> None:
    protocol = PROTOCOLS["headache"]
    fewer = with_rules(protocol, *(rule for rule in protocol.rules if rule.id != "painkiller_days"))
    assert "question painkillers is never asked" in prove(fewer).problems


def test_a_red_flag_that_can_never_be_reached_is_noticed() -> None:
    protocol = PROTOCOLS["headache"]  # arteritis is asked from 50 years on
    jaw, child = found(protocol, "arteritis.jaw"), found(protocol, "small_child").when[0]
    never = dataclasses.replace(jaw, id="never", when=((*child, *jaw.when[0]),))
    problems = prove(with_rules(protocol, *protocol.rules, never)).problems
    assert problems == ["never: red flag does not reach its urgency with ['age', 'arteritis'] alone"]


def test_a_more_serious_answer_that_lowers_the_urgency_is_noticed() -> None:
    protocol = PROTOCOLS["headache"]
    middling = (Condition("severity", Span(3, 5)),)
    rule = dataclasses.replace(found(protocol, "small_child"), id="middling", when=(middling,))
    problems = prove(with_rules(protocol, *protocol.rules, rule)).problems
    assert any("severity" in problem and "more serious" in problem for problem in problems)


def test_too_many_questions_are_noticed() -> None:
    protocol = PROTOCOLS["headache"]
    more = [dataclasses.replace(protocol.by_id["who"], id=f"who_{number}") for number in range(LONGEST_PATH)]
    questions = (*protocol.questions, *more)
    longer = dataclasses.replace(protocol, questions=questions, by_id={q.id: q for q in questions}, rules=())
    problems = prove(longer).problems
    assert any(problem.startswith("a path has") for problem in problems)
    assert any(problem.startswith("the median path has") for problem in problems)
