"""Questionnaires: danger ends them at once, every walk ends, and what they come to follows the answers."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from actions import assessment as engine
from actions.assessment import UNKNOWN, State, Urgency
from actions.assessment.plain_answers import plain_answer
from actions.assessment.questionnaire_loader import load_questionnaires
from actions.assessment.questionnaire_proof import MOST_QUESTIONS
from actions.assessment.questionnaires import Questionnaire
from actions.assessment.words import plain_words
from bot.conversations.emergencies import emergency_reply
from bot.regions import load_region
from nlu.redflags import Verdict

ALL = load_questionnaires()
NAVIGATOR, ALCOHOL = ALL["therapy_navigator"], ALL["alcohol"]
YOUNG, ADULT = ALL["youth_navigator"], ALL["youth_navigator_adult"]
# Nothing wrong at all: what a walk answers where a test says nothing else.
CALM = {
    "adult": "yes", "safety": "no", "sex": "woman", "safe_home": "yes", "sleep_trouble": "rarely", "daily": "hardly",
    "lasted": "weeks", "danger_now": "no", "whose": "own", "children": "no", "goal": "less", "age": "from_12",
}  # fmt: skip


def walk(made: Questionnaire, answers: Mapping[str, object]) -> State:
    """Answer every question that is asked, as in ``answers``, else calmly."""
    state = engine.start(made.protocol)
    while question := engine.next_question(made.protocol, state):
        calm: object = CALM.get(question.id, question.option_ids[0] if question.type == "choice" else ())
        value = answers.get(question.id, UNKNOWN if question.type == "text" else calm)
        state = engine.answer(made.protocol, state, question.id, value)
    return state


def phq(points: int, count: int = 8) -> dict[str, object]:
    """Answers to PHQ-9 items, the last left out, that give ``points``, the first items first."""
    scale = ["not_at_all", "several_days", "more_than_half", "nearly_every_day"]
    items = ["interest", "mood", "sleep", "energy", "appetite", "worth", "focus", "pace"][:count]
    answers: dict[str, object] = {}
    for item in items:
        answers[f"phq9_{item}"] = scale[min(3, points)]
        points -= min(3, points)
    return answers


@pytest.mark.parametrize("made", ALL.values(), ids=list(ALL))
class TestEveryQuestionnaire:
    def test_a_random_walk_ends_and_asks_nothing_twice(self, made: Questionnaire) -> None:
        dice = random.Random(7)
        for _ in range(300):
            state, asked = engine.start(made.protocol), []
            while question := engine.next_question(made.protocol, state):
                asked.append(question.id)
                values: list[object] = [UNKNOWN, *question.option_ids]
                value = dice.choice(values) if question.type == "choice" else UNKNOWN
                state = engine.answer(made.protocol, state, question.id, value)
            assert len(asked) == len(set(asked)) <= MOST_QUESTIONS
            made.step_for(state)
            assert made.advice_for(state) or engine.result(made.protocol, state).urgency in (
                Urgency.EMERGENCY, Urgency.NOT_APPLICABLE,
            )  # fmt: skip

    def test_what_alarms_is_an_emergency_of_a_kind_that_is_answered(self, made: Questionnaire) -> None:
        assert (made.file.alarm is None) == (made.id == "alcohol")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("made", [made for made in ALL.values() if made.file.alarm], ids=lambda made: made.id)
def test_web_has_an_answer_to_every_alarm(made: Questionnaire, language: str) -> None:
    assert made.file.alarm is not None
    region = load_region("ita-uusimaa")
    for rule in (rule.id for rule in made.protocol.rules if rule.red_flag):
        alarm = made.file.alarm.of([rule])
        reply = emergency_reply(Verdict(alarm.emergency, "sure", rule, alarm.advice, None), region, language, True)
        assert reply.data["numbers"][0] == "112"
        assert "112" in reply.text


class TestDanger:
    @pytest.mark.parametrize("answer", ["several_days", "more_than_half", "nearly_every_day", UNKNOWN])
    def test_any_answer_but_none_to_the_last_item_of_phq9_ends_it_at_once(self, answer: str) -> None:
        state = walk(NAVIGATOR, {**phq(8), "phq9_self_harm": answer})
        assert engine.result(NAVIGATOR.protocol, state).urgency == Urgency.EMERGENCY
        assert state.asked[-1] == "phq9_self_harm"

    @pytest.mark.parametrize("answer", ["yes", UNKNOWN])
    def test_the_safety_question_comes_before_all_others(self, answer: str) -> None:
        state = walk(NAVIGATOR, {"safety": answer})
        assert engine.result(NAVIGATOR.protocol, state).urgency == Urgency.EMERGENCY
        assert state.asked == ("adult", "safety")

    def test_a_gambler_who_does_not_want_to_live(self) -> None:
        made = ALL["gambling"]
        assert engine.result(made.protocol, walk(made, {"safety": "yes"})).urgency == Urgency.EMERGENCY
        asked = walk(made, {"whose": "close"}).asked
        assert "safety" not in asked

    @pytest.mark.parametrize("answer", ["yes", UNKNOWN])
    def test_danger_at_home_now(self, answer: str) -> None:
        made = ALL["domestic_violence"]
        state = walk(made, {"danger_now": answer})
        assert engine.result(made.protocol, state).urgency == Urgency.EMERGENCY
        assert state.asked == ("danger_now",)

    def test_a_zero_is_told_to_nobody_as_reassurance(self) -> None:
        state = walk(NAVIGATOR, phq(12))
        assert "worse" in [row.id for row in NAVIGATOR.advice_for(state)]  # the numbers are always told


class TestGates:
    @pytest.mark.parametrize("first", range(4))
    @pytest.mark.parametrize("second", range(4))
    def test_the_rest_of_phq9_is_asked_exactly_when_phq2_reaches_its_cutoff(self, first: int, second: int) -> None:
        scale = ["not_at_all", "several_days", "more_than_half", "nearly_every_day"]
        state = walk(NAVIGATOR, {"phq9_interest": scale[first], "phq9_mood": scale[second]})
        assert ("phq9_sleep" in state.asked) == (first + second >= 3)

    def test_who_does_not_know_is_asked_on(self) -> None:
        state = walk(NAVIGATOR, {"phq9_interest": UNKNOWN, "phq9_mood": "nearly_every_day"})
        assert "phq9_sleep" in state.asked

    def test_a_calm_person_is_asked_little(self) -> None:
        assert len(walk(NAVIGATOR, {}).asked) <= 16

    def test_somebody_under_age_is_led_elsewhere_at_once(self) -> None:
        state = walk(NAVIGATOR, {"adult": "no"})
        assert state.asked == ("adult",)
        assert engine.result(NAVIGATOR.protocol, state).redirect == "youth_wellbeing"


class TestSteps:
    @pytest.mark.parametrize(("answers", "step"), [
        ({}, "guided_self_help"),
        (phq(9), "guided_self_help"),
        (phq(10), "short_therapy"),
        (phq(15), "short_therapy"),
        (phq(16), "brief_psychotherapy"),
        ({**phq(10), "lasted": "years"}, "brief_psychotherapy"),
        ({**phq(10), "tried": ("talks",)}, "brief_psychotherapy"),
        ({**phq(3, 1), "tried": ("internet",)}, "short_therapy"),
        ({**phq(20), "daily": "much"}, "specialist"),
        ({**phq(20), "daily": "some"}, "brief_psychotherapy"),
        ({"daily": "cannot"}, "specialist"),
        ({"daily": "much"}, "short_therapy"),
        ({"signs": ("voices",)}, "specialist"),
        ({"signs": ("trauma",)}, "guided_self_help"),
    ])  # fmt: skip
    def test_the_heaviest_that_holds_is_suggested(self, answers: dict[str, object], step: str) -> None:
        found = NAVIGATOR.step_for(walk(NAVIGATOR, answers))
        assert found is not None
        assert found.id == step

    def test_an_answer_that_is_corrected_later_counts_as_corrected(self) -> None:
        state = walk(NAVIGATOR, phq(16))
        state = engine.answer(NAVIGATOR.protocol, state, "phq9_interest", "not_at_all")
        state = engine.answer(NAVIGATOR.protocol, state, "phq9_mood", "not_at_all")
        assert [found.instrument for found in NAVIGATOR.told_scores(state)] == ["phq2", "gad2", "audit_c"]
        found = NAVIGATOR.step_for(state)
        assert found is not None
        assert found.id == "guided_self_help"


ALARMS = [  # who answers, question, answer, the emergency, the advice
    (YOUNG, "safety", "yes", "emergency_suicide", "suicide"),
    (YOUNG, "safety", UNKNOWN, "emergency_suicide", "suicide"),
    (YOUNG, "self_harm", "lately", "emergency_suicide", "self_harm"),
    (YOUNG, "self_harm", UNKNOWN, "emergency_suicide", "self_harm"),
    (YOUNG, "safe_home", "now", "emergency_child", "child_danger"),
    (ADULT, "safety", "yes", "emergency_suicide", "suicide_other"),
    (ADULT, "safety", UNKNOWN, "emergency_suicide", "suicide_other"),
    (ADULT, "self_harm", "lately", "emergency_suicide", "suicide_other"),
    (ADULT, "safe_home", "now", "emergency_child", "child_danger"),
]


class TestYoungPeople:
    @pytest.mark.parametrize(("made", "question", "answer", "emergency", "advice"), ALARMS)
    def test_a_sign_of_danger_ends_the_questions_whoever_tells_it(
        self, made: Questionnaire, question: str, answer: str, emergency: str, advice: str
    ) -> None:
        state = walk(made, {question: answer})
        found = engine.result(made.protocol, state)
        assert found.urgency == Urgency.EMERGENCY
        assert state.asked[-1] == question
        assert made.file.alarm is not None
        alarm = made.file.alarm.of(found.rule_ids)
        assert (alarm.emergency, alarm.advice) == (emergency, advice)

    @pytest.mark.parametrize("answer", ["several_days", "nearly_every_day", UNKNOWN])
    def test_so_does_the_last_item_of_phq9(self, answer: str) -> None:
        state = walk(YOUNG, {**phq(8), "phq9_self_harm": answer})
        found = engine.result(YOUNG.protocol, state)
        assert found.urgency == Urgency.EMERGENCY
        assert YOUNG.file.alarm is not None
        assert YOUNG.file.alarm.of(found.rule_ids).advice == "suicide"

    def test_long_past_self_harm_is_told_to_the_professional_first(self) -> None:
        state = walk(YOUNG, {"self_harm": "before"})
        assert engine.result(YOUNG.protocol, state).urgency < Urgency.EMERGENCY
        assert "self_harm" in YOUNG.file.safety

    @pytest.mark.parametrize(("answers", "step"), [
        ({}, "self_help"),
        ({"self_harm": "before"}, "student_welfare"),
        ({"bullied": "sometimes"}, "student_welfare"),
        (phq(3, 1), "student_welfare"),
        (phq(10), "student_welfare"),
        (phq(11), "brief_treatment"),  # the cut-off of PHQ-9 at this age
        ({**phq(3, 1), "tried": ("school",)}, "brief_treatment"),
        ({"school": "absent"}, "brief_treatment"),
        ({**phq(15), "self_harm": "before"}, "specialist"),
        ({**phq(20), "daily": "much"}, "specialist"),
        ({"eating": "rules"}, "specialist"),
        ({"signs": ("voices",)}, "specialist"),
        ({"signs": ("trauma",)}, "self_help"),
    ])  # fmt: skip
    def test_the_heaviest_step_is_suggested(self, answers: dict[str, object], step: str) -> None:
        found = YOUNG.step_for(walk(YOUNG, answers))
        assert found is not None
        assert found.id == step

    @pytest.mark.parametrize("made", [YOUNG, ADULT])
    @pytest.mark.parametrize(("age", "topic"), [("under_12", "family_centre"), ("over_19", "therapy_navigator")])
    def test_others_are_led_to_what_is_for_them(self, made: Questionnaire, age: str, topic: str) -> None:
        state = walk(made, {"age": age})
        assert state.asked == ("age",)
        assert made.elsewhere_for(state).topic == topic

    def test_who_does_not_tell_an_age_is_asked_on(self) -> None:
        assert "safety" in walk(YOUNG, {"age": UNKNOWN}).asked

    def test_most_questions_can_be_compared(self) -> None:
        shared = set(YOUNG.protocol.by_id) & set(ADULT.protocol.by_id)
        assert len(shared) >= 18
        for name in shared:  # the same row of a table says the same whoever's it is
            young, adult = YOUNG.protocol.question(name), ADULT.protocol.question(name)
            assert young.label == adult.label
            assert young.order == adult.order

    def test_the_adult_is_asked_no_instrument_in_the_young_persons_place(self) -> None:
        assert not ADULT.instruments


class TestAlcohol:
    def test_a_man_at_five_is_below_and_a_woman_above(self) -> None:
        answers = {
            "audit_c_frequency": "few_weekly",
            "audit_c_amount": "three_four",
            "audit_c_six_or_more": "less_than_monthly",
        }
        for sex, said in (("man", "below"), ("woman", "above"), ("other", "above"), (UNKNOWN, "above")):
            advice = [row.id for row in ALCOHOL.advice_for(walk(ALCOHOL, {**answers, "sex": sex}))]
            assert said in advice

    def test_who_never_drinks_is_asked_one_question(self) -> None:
        state = walk(ALCOHOL, {"audit_c_frequency": "never"})
        assert state.asked == ("audit_c_frequency",)
        assert [row.id for row in ALCOHOL.advice_for(state)] == ["below", "talk"]

    def test_a_heavy_daily_drinker_is_warned_of_stopping_alone(self) -> None:
        answers = {
            "audit_c_frequency": "often",
            "audit_c_amount": "ten",
            "audit_c_six_or_more": "daily",
            "goal": "break",
        }
        advice = [row.id for row in ALCOHOL.advice_for(walk(ALCOHOL, answers))]
        assert advice == ["above", "withdrawal", "goal_break", "talk"]


AGES = [("oon 14", "from_12"), ("17v", "from_15"), ("Kaksitoista", "from_12"), ("11", "under_12"), ("19", "from_18"), ("21", "over_19")]  # fmt: skip


@pytest.mark.parametrize(("said", "age"), AGES)
def test_an_age_is_read_as_it_is_written(said: str, age: str) -> None:
    question = YOUNG.protocol.question("age")
    words = plain_words(said)
    found = engine.understand(question, words)
    assert found is not None
    assert found.value == age


SAID = [  # question, language, message, what is read of it
    ("safety", "fi", "ei", "no"), ("safety", "fi", "Ei ole ollut.", "no"), ("safety", "fi", "ei koskaan", "no"),
    ("safety", "fi", "en ole nukkunut kunnolla", None), ("safety", "fi", "ei tää elämä huvita", None),
    ("safety", "fi", "en halua elää", None), ("safety", "fi", "ei enää niin paljon", None),
    ("safety", "fi", "ei ole nyt mutta viime viikolla oli", None), ("safety", "fi", "en osaa sanoa", UNKNOWN),
    ("safety", "fi", "en ole varma", UNKNOWN), ("safety", "fi", "joskus", "yes"), ("safety", "fi", "kyllä", "yes"),
    ("safety", "sv", "nej", "no"), ("safety", "sv", "jag orkar inte", None), ("safety", "sv", "nej men ibland", None),
    ("safety", "sv", "ibland", "yes"), ("safety", "sv", "vet inte", UNKNOWN),
    ("safety", "en", "no", "no"), ("safety", "en", "no but sometimes", None), ("safety", "en", "sometimes", "yes"),
    ("safety", "en", "i do not know", UNKNOWN), ("safety", "en", "i am not sleeping", None),
    ("phq9_interest", "fi", "lähes joka päivä", "nearly_every_day"), ("phq9_interest", "fi", "en lainkaan", "not_at_all"),
    ("phq9_interest", "fi", "ei joka päivä", None), ("phq9_interest", "fi", "2", None), ("phq9_interest", "fi", "toinen", None),
    ("phq9_interest", "sv", "nästan varje dag", "nearly_every_day"), ("phq9_interest", "en", "Not at all", "not_at_all"),
    ("phq9_self_harm", "fi", "ei enää", None), ("phq9_self_harm", "fi", "joskus", "several_days"),
    ("audit_c_amount", "fi", "kuusi", "five_six"), ("audit_c_amount", "sv", "6", "five_six"),
    ("audit_c_frequency", "en", "never", "never"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "language", "said", "read"), SAID)
def test_nothing_is_guessed_where_it_matters(question: str, language: str, said: str, read: str | None) -> None:
    asked = NAVIGATOR.protocol.question(question)
    written = NAVIGATOR.strict(asked)
    assert written is not None
    assert plain_answer(written, asked.replies, plain_words(said), language) == read


def test_what_is_not_scored_is_read_as_in_an_assessment() -> None:
    loose = [question.id for question in NAVIGATOR.protocol.questions if NAVIGATOR.strict(question) is None]
    assert loose == [
        "adult", "sleep_trouble", "sex", "daily", "lasted", "signs", "safe_home", "tried", "wishes", "own_words",
    ]  # fmt: skip
