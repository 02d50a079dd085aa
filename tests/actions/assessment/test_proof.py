"""What is proved of every protocol, and that the proof notices what is wrong."""

from __future__ import annotations

import dataclasses
import random

import pytest

from actions.assessment import UNKNOWN, Protocol, Urgency, load_protocols
from actions.assessment.conditions import AnyOf, Condition, Span
from actions.assessment.danger_signs import coverage, guidelines, load_danger_signs, problems
from actions.assessment.model import Rule
from actions.assessment.proof import LONGEST_PATH, MEDIAN_PATH, prove
from actions.assessment.proof_report import danger_table, protocol_table, questionnaire_table
from actions.assessment.questionnaire_cover import findings, groups
from actions.assessment.questionnaire_loader import load_questionnaires
from actions.assessment.questionnaire_proof import MOST_QUESTIONS, prove_questionnaire, unlike, walked
from actions.assessment.questionnaires import Clause, Finding, Questionnaire
from actions.assessment.reading import read
from actions.assessment.texts import Text, Wording

PROTOCOLS = load_protocols()
QUESTIONNAIRES = load_questionnaires()
SIGNS = load_danger_signs()


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
def test_every_protocol_is_proved(name: str) -> None:
    proof = prove(PROTOCOLS[name])
    assert proof.problems == []
    assert max(proof.paths.depths) <= LONGEST_PATH
    assert proof.paths.median() <= MEDIAN_PATH[PROTOCOLS[name].kind]
    missing = set(Urgency) - set(proof.paths.urgencies)
    assert missing <= ({Urgency.NOT_APPLICABLE} if PROTOCOLS[name].kind == "service_need" else set())
    assert name in protocol_table([proof])


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


@pytest.mark.parametrize("name", sorted(QUESTIONNAIRES))
def test_every_questionnaire_is_proved(name: str) -> None:
    proof = prove_questionnaire(QUESTIONNAIRES[name])
    assert proof.problems == []
    assert max(proof.walk.paths.depths) <= MOST_QUESTIONS
    assert name in questionnaire_table([proof])


def one_of(question: str, *options: str) -> Clause:
    return (Finding(question, AnyOf(frozenset(options))),)


class TestWhatIsWrongWithAQuestionnaire:
    made = QUESTIONNAIRES["youth_navigator"]

    def problems(self, **changes: object) -> list[str]:
        changed = dataclasses.replace(self.made, **changes)  # type: ignore[arg-type]
        return prove_questionnaire(changed).problems

    def with_rules(self, **changes: object) -> Protocol:
        rules = [
            dataclasses.replace(rule, **changes) if rule.id == "unsafe_now" else rule  # type: ignore[arg-type]
            for rule in self.made.protocol.rules
        ]
        return with_rules(self.made.protocol, *rules)

    def test_a_step_that_nobody_comes_to_is_noticed(self) -> None:
        dead = dataclasses.replace(self.made.steps[0], id="dead")  # after the same one, so it is never the first
        steps = (self.made.steps[0], dead, *self.made.steps[1:])
        assert self.problems(steps=steps) == ["step dead is never suggested"]

    def test_an_advice_that_nobody_is_told_is_noticed(self) -> None:
        both = one_of("daily", "hardly") + one_of("daily", "cannot")
        advice = (*self.made.advice, dataclasses.replace(self.made.advice[0], id="dead", when=(both,)))
        assert self.problems(advice=advice) == ["advice dead is never told"]

    def test_a_way_elsewhere_that_nobody_goes_is_noticed(self) -> None:
        child, rest = self.made.elsewhere
        never = dataclasses.replace(child, id="never", when=(one_of("age", "from_12"),))
        assert self.problems(elsewhere=(child, never, rest)) == ["nobody is led to never"]

    def test_an_alarm_that_is_no_emergency_is_noticed(self) -> None:
        assert "unsafe_now alarms but is no emergency" in self.problems(
            protocol=self.with_rules(urgency=Urgency.URGENT_NOW)
        )

    def test_a_text_without_its_number_in_one_language_is_noticed(self) -> None:
        text = Text(Wording("Soita {crisis_number}", "Ring {crisis_number}", "Call", None))
        assert list(unlike([text])) == ["Soita {crisis_number}"]
        assert list(unlike([Text(Wording("a {x}", "b {x}", "c {x}", "d"))])) == []


@pytest.mark.parametrize("name", ["therapy_navigator", "youth_navigator", "youth_navigator_adult", "wellbeing_check"])
def test_the_cover_knows_what_any_answers_come_to(name: str) -> None:
    """What holds with random answers is, group by group, one of the kinds counted."""
    made, dice = QUESTIONNAIRES[name], random.Random(5)
    parts, everything = groups(made), findings(made)
    assert frozenset().union(*(part.domain for part in parts)) == everything
    for _ in range(60):
        state = walked(made, answered(made, dice))
        if read(made.protocol, state).urgency == Urgency.EMERGENCY:
            continue
        holding = made.holding(everything, state)
        for part in parts:
            assert holding & part.domain in [kind.holding for kind in part.kinds]


def answered(made: Questionnaire, dice: random.Random) -> dict[str, object]:
    """Random answers, those that alarm left out mostly."""
    answers: dict[str, object] = {}
    for question in made.protocol.questions:
        if question.type == "multi":
            answers[question.id] = tuple(dice.sample(question.option_ids, dice.randrange(3)))
        elif question.type == "choice" and question.id not in made.file.safety and question.id not in ("age", "adult"):
            answers[question.id] = dice.choice([*question.option_ids, UNKNOWN])
    return answers


class TestDangerSigns:
    def test_every_symptom_and_every_guideline_has_its_place(self) -> None:
        assert list(problems(SIGNS, PROTOCOLS, guidelines())) == []

    def test_what_is_not_asked_is_listed_in_the_table(self) -> None:
        table = danger_table(coverage(SIGNS))
        for row in coverage(SIGNS):
            assert all(name in table for name in row.missing)
        assert sum(len(row.missing) for row in coverage(SIGNS)) <= 44  # may only shrink

    def test_a_guideline_or_a_symptom_left_out_is_noticed(self) -> None:
        assert list(problems(SIGNS, PROTOCOLS, guidelines() | {"new_one"})) == [
            "new_one: no symptom has this danger sign"
        ]
        fewer = SIGNS.model_copy(update={"topics": {k: v for k, v in SIGNS.topics.items() if k != "headache"}})
        assert "headache: the danger signs leave this symptom out" in problems(fewer, PROTOCOLS, guidelines())

    def test_a_rule_that_alarms_nobody_is_noticed(self) -> None:
        topics = {**SIGNS.topics, "headache": {**SIGNS.topics["headache"], "stroke": ["severity.mild"]}}
        changed = SIGNS.model_copy(update={"topics": topics})
        assert list(problems(changed, PROTOCOLS, guidelines())) == [
            "headache: stroke names severity.mild, which alarms nobody"
        ]
