"""The engine: order, early stop, unknown answers, corrections; and whole assessments drawn at random."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.assessment import (
    UNKNOWN,
    AnswerError,
    Protocol,
    Question,
    State,
    StateMismatch,
    Urgency,
    Value,
    about_other,
    answer,
    back,
    load_protocols,
    mention,
    next_question,
    progress,
    result,
    start,
    withdraw,
)
from actions.assessment.domains import conditions_on, least, points, worse
from actions.assessment.reading import read

PROTOCOLS = load_protocols()
LONGEST = 20


def ask(protocol: Protocol, state: State) -> str | None:
    question = next_question(protocol, state)
    return question.id if question else None


def answered(protocol: Protocol, **answers: object) -> State:
    state = start(protocol)
    for question, value in answers.items():
        state = answer(protocol, state, question, value)
    return state


def run(protocol: Protocol, told: dict[str, Value]) -> State:
    state = start(protocol)
    while question := next_question(protocol, state):
        state = answer(protocol, state, question.id, told[question.id])
    return state


def any_answer(protocol: Protocol, question: Question) -> st.SearchStrategy[Value]:
    """Any answer, mostly mild, as in life; otherwise nearly every assessment would end at the first question."""
    values: st.SearchStrategy[Value]
    if question.type == "choice":
        values = st.sampled_from(question.option_ids)
    elif question.type == "multi":
        values = st.frozensets(st.sampled_from(question.option_ids), max_size=3).map(
            lambda chosen: tuple(option for option in question.option_ids if option in chosen)
        )
    else:
        values = st.sampled_from(points(question, conditions_on(protocol, question.id)))
    mildest = least(question)
    if mildest is None or question.id == "age":
        return st.one_of(values, values, values, st.just(UNKNOWN))
    return st.one_of(st.just(mildest), st.just(mildest), st.just(mildest), values, values, st.just(UNKNOWN))


ANSWERS = {
    name: {question.id: any_answer(protocol, question) for question in protocol.questions}
    for name, protocol in PROTOCOLS.items()
}
TOLD = {name: st.fixed_dictionaries(answers) for name, answers in ANSWERS.items()}

random_assessments = settings(max_examples=100, deadline=None, database=None)


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@random_assessments
@given(data=st.data())
def test_stopping_early_never_misses_an_urgency(name: str, data: st.DataObject) -> None:
    protocol, told = PROTOCOLS[name], data.draw(TOLD[name])
    state = run(protocol, told)
    everything = read(protocol, start(protocol, told))
    assert len(state.asked) <= LONGEST
    if not everything.outside:  # outside its audience a protocol ends at once, by design
        assert read(protocol, state).urgency == everything.urgency


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@random_assessments
@given(data=st.data())
def test_a_more_serious_answer_never_lowers_the_urgency(name: str, data: st.DataObject) -> None:
    protocol, told = PROTOCOLS[name], data.draw(TOLD[name])
    question = protocol.by_id[data.draw(st.sampled_from(sorted(told)))]
    other = data.draw(ANSWERS[name][question.id])
    if UNKNOWN in (told[question.id], other) or not worse(question, told[question.id], other):
        return
    before = result(protocol, run(protocol, told)).urgency
    assert result(protocol, run(protocol, {**told, question.id: other})).urgency >= before


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@random_assessments
@given(data=st.data())
def test_not_knowing_never_lowers_the_urgency(name: str, data: st.DataObject) -> None:
    protocol, told = PROTOCOLS[name], data.draw(TOLD[name])
    question = protocol.by_id[data.draw(st.sampled_from(sorted(told)))]
    unknown = run(protocol, {**told, question.id: UNKNOWN})
    if read(protocol, unknown).outside:
        return
    without = start(protocol, {key: value for key, value in told.items() if key != question.id})
    assert read(protocol, unknown).urgency >= read(protocol, without).urgency
    mildest = least(question)
    if mildest is not None:
        assert read(protocol, unknown).urgency >= read(protocol, run(protocol, {**told, question.id: mildest})).urgency


@pytest.mark.parametrize("name", sorted(PROTOCOLS))
@random_assessments
@given(data=st.data())
def test_state_survives_json_and_going_back(name: str, data: st.DataObject) -> None:
    protocol, told = PROTOCOLS[name], data.draw(TOLD[name])
    state = start(protocol)
    while question := next_question(protocol, state):
        after = answer(protocol, state, question.id, told[question.id])
        assert State.from_dict(json.loads(json.dumps(after.to_dict()))) == after
        assert back(protocol, after) == state
        assert 0 <= progress(protocol, state) < progress(protocol, after) <= 1
        state = after
    assert progress(protocol, state) == 1


def test_an_emergency_ends_the_assessment_at_once() -> None:
    protocol = PROTOCOLS["headache"]
    state = answered(protocol, who="self", alarm=["stroke"])
    assert ask(protocol, state) is None
    assert result(protocol, state).urgency is Urgency.EMERGENCY


def test_danger_signs_come_first() -> None:
    for protocol in PROTOCOLS.values():
        known = start(protocol, {"who": "self"} if "who" in protocol.by_id else {})
        assert ask(protocol, known) == ("alarm" if protocol.kind == "symptom" else "danger")


def test_a_question_that_cannot_matter_is_not_asked() -> None:
    protocol = PROTOCOLS["headache"]
    young = start(protocol, {"who": "self", "alarm": [], "serious": [], "background": [], "age": 30, "severity": 3})
    asked = []
    state = young
    while question := next_question(protocol, state):
        asked.append(question.id)
        state = answer(protocol, state, question.id, "new" if question.id == "familiar" else least(question))
    assert "arteritis" not in asked
    assert "injury" not in asked


def test_an_unknown_danger_sign_raises_the_urgency_but_not_to_an_emergency() -> None:
    protocol = PROTOCOLS["headache"]
    state = answered(protocol, who="self", alarm=UNKNOWN)
    assert read(protocol, state).urgency is Urgency.URGENT_NOW
    assert state.skipped == ("alarm",)
    assert result(protocol, state).red_flag_ids == ()


def test_correcting_an_answer_turns_dependent_questions_off_and_on() -> None:
    protocol = PROTOCOLS["headache"]
    state = answered(protocol, who="self", alarm=[], serious=["head_injury"], injury=["blackout"])
    assert read(protocol, state).urgency is Urgency.URGENT_NOW
    corrected = answer(protocol, state, "serious", [])
    assert read(protocol, corrected).urgency is Urgency.SELF_CARE
    assert corrected.asked == state.asked
    again = answer(protocol, corrected, "serious", ["head_injury"])
    assert read(protocol, again).urgency is Urgency.URGENT_NOW


def test_prefilled_answers_are_not_asked() -> None:
    protocol = PROTOCOLS["headache"]
    state = start(protocol, {"who": "child", "age": 7})
    assert ask(protocol, state) == "alarm"
    assert about_other(protocol, state)
    assert state.asked == ()
    assert back(protocol, state) == state


def test_mentioned_options_count_and_stay_until_taken_back() -> None:
    protocol = PROTOCOLS["headache"]
    state = mention(protocol, start(protocol, {"who": "self"}), "serious", ["stiff_neck"])
    assert read(protocol, state).urgency is Urgency.URGENT_NOW
    assert ask(protocol, state) == "alarm"
    state = answer(protocol, answer(protocol, state, "alarm", []), "serious", UNKNOWN)
    assert read(protocol, state).urgency is Urgency.URGENT_NOW
    state = withdraw(protocol, answer(protocol, state, "serious", []), "serious", ["stiff_neck"])
    assert read(protocol, state).urgency is Urgency.SELF_CARE


def test_outside_the_audience_the_assessment_ends_but_danger_signs_count() -> None:
    protocol = PROTOCOLS["child_illness"]
    assert ask(protocol, start(protocol, {"age": 300, "alarm": []})) is None
    outside = result(protocol, start(protocol, {"age": 300, "alarm": []}))
    assert (outside.urgency, outside.redirect) == (Urgency.NOT_APPLICABLE, "fever")
    assert result(protocol, start(protocol, {"age": 300, "alarm": ["breathing"]})).urgency is Urgency.EMERGENCY


WRONG = [
    ("headache", "alarm", "no_such_option"),
    ("headache", "who", ["self"]),
    ("headache", "who", 1),
    ("headache", "severity", 11),
    ("headache", "severity", "kova"),
    ("headache", "severity", float("nan")),
    ("headache", "age", -1),
    ("headache", "age", True),
    ("headache", "no_such_question", "x"),
]


@pytest.mark.parametrize(("name", "question", "value"), WRONG)
def test_a_value_that_does_not_fit_is_refused(name: str, question: str, value: object) -> None:
    protocol = PROTOCOLS[name]
    with pytest.raises(AnswerError) as caught:
        answer(protocol, start(protocol), question, value)
    assert caught.value.question == question


def test_numbers_are_read_from_text_and_scales_rounded_up() -> None:
    state = answered(PROTOCOLS["headache"], severity="6,5", age="40")
    assert state.answers == {"severity": 7, "age": 40}


def test_a_state_of_another_version_is_refused() -> None:
    protocol = PROTOCOLS["headache"]
    state = State("headache", protocol.version + 1)
    with pytest.raises(StateMismatch):
        next_question(protocol, state)


def test_a_small_baby_is_led_to_the_questions_about_children_at_once() -> None:
    protocol = PROTOCOLS["fever"]
    state = answer(protocol, start(protocol, {"who": "child"}), "age", 0.1)
    assert next_question(protocol, state) is None
    assert result(protocol, state).redirect == "child_illness"
