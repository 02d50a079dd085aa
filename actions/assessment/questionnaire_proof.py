"""What is proved of every questionnaire: every path ends, every question, step, advice and way elsewhere is reached,
whatever alarms is an emergency with an advice of its own, and every text is there, alike, in every language.

Steps are counted over kinds of answers (questionnaire_cover.py), not over people: a share says that a step is neither
dead nor everybody's, not how common it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from actions.assessment.conditions import UNKNOWN, Value
from actions.assessment.engine import answer, next_question, start
from actions.assessment.model import Protocol, Question
from actions.assessment.proof import Proof, prove
from actions.assessment.questionnaire_cover import Group, groups, outcomes
from actions.assessment.questionnaires import Questionnaire
from actions.assessment.reading import read
from actions.assessment.state import State
from actions.assessment.texts import LANGUAGES, Wording
from actions.assessment.urgency import Urgency

MOST_QUESTIONS = 35
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class QuestionnaireProof:
    """``walk``: its paths; ``alarms``: rules that end it as an emergency; ``elsewhere``: ways for whom it is not meant;
    ``steps``: the share of the kinds of answers that come to each. ``problems`` is empty when all holds.
    """

    questionnaire: str
    walk: Proof
    alarms: int
    elsewhere: int
    steps: Mapping[str, float]
    problems: list[str]


def prove_questionnaire(made: Questionnaire) -> QuestionnaireProof:
    """Walk a questionnaire and check what is promised of it."""
    walk = prove(made.protocol, MOST_QUESTIONS, MOST_QUESTIONS)
    parts = groups(made)
    met = outcomes([step.when for step in made.steps], parts) if made.steps else {}
    whole = sum(outcome.count for outcome in met.values())
    steps = {step.id: met[number].count / whole if number in met else 0.0 for number, step in enumerate(made.steps)}
    problems = [
        *walk.problems,
        *(f"step {name} is never suggested" for name, share in steps.items() if not share),
        *(_wrong_step(made, made.steps[number].id, outcome.example) for number, outcome in met.items()),
        *(f"advice {row.id} is never told" for row in made.advice if not outcomes([row.when], parts)),
        *_elsewhere_problems(made, parts),
        *_alarm_problems(made),
        *(f"{text} has other placeholders in other languages" for text in unlike(made)),
    ]
    alarms = sum(rule.red_flag for rule in made.protocol.rules)
    return QuestionnaireProof(made.id, walk, alarms, len(made.elsewhere), steps, [row for row in problems if row])


def _wrong_step(made: Questionnaire, step: str, example: Mapping[str, Value]) -> str:
    """What is wrong when a resident who answers as in the example is led to another step; nothing when they are not."""
    found = made.step_for(walked(made, example))
    return "" if found and found.id == step else f"step {step}: {dict(example)} comes to {found and found.id}"


def walked(made: Questionnaire, answers: Mapping[str, Value]) -> State:
    """The state after every question that is asked was answered as in ``answers``, else calmly."""
    state = start(made.protocol)
    while question := next_question(made.protocol, state):
        state = answer(made.protocol, state, question.id, answers.get(question.id, _calm(made.protocol, question)))
    return state


def _calm(protocol: Protocol, question: Question) -> Value:
    """The first answer that neither alarms nor shows that somebody else is meant."""
    for value in (*question.option_ids, UNKNOWN) if question.type == "choice" else (UNKNOWN,):
        reading = read(protocol, State(protocol.id, protocol.version, {question.id: value}))
        if reading.urgency < Urgency.EMERGENCY and not reading.outside:
            return value
    return UNKNOWN


def _elsewhere_problems(made: Questionnaire, parts: list[Group]) -> Iterator[str]:
    reached = set()
    for kind in (kind for part in parts for kind in part.kinds if kind.outside):
        state = State(made.protocol.id, made.protocol.version, kind.answers)
        reached.add(made.elsewhere_for(state).id)
    if len(made.elsewhere) > 1 or reached:  # a single one needs no condition, so no finding leads to it
        yield from (f"nobody is led to {row.id}" for row in made.elsewhere if row.id not in reached)


def _alarm_problems(made: Questionnaire) -> Iterator[str]:
    """Alarms that are no emergency, or that a resident who does not know is not asked on about."""
    for rule in made.protocol.rules:
        if rule.red_flag and rule.urgency != Urgency.EMERGENCY:
            yield f"{rule.id} alarms but is no emergency"
    for name in made.file.safety:
        question = made.protocol.question(name)
        if question.on_unknown == Urgency.EMERGENCY:
            state = State(made.protocol.id, made.protocol.version, {name: UNKNOWN})
            if read(made.protocol, state).urgency != Urgency.EMERGENCY:
                yield f"not knowing {name} is no emergency"


def unlike(thing: object) -> Iterator[str]:
    """Texts anywhere inside whose placeholders differ between languages."""
    if isinstance(thing, Wording):
        names = {frozenset(_PLACEHOLDER.findall(thing.get(code))) for code in LANGUAGES}
        plain = frozenset(_PLACEHOLDER.findall(thing.get("fi", plain=True)))
        if len(names) > 1 or not plain <= max(names, key=len):
            yield thing.fi
    elif isinstance(thing, (tuple, list)):
        for item in thing:
            yield from unlike(item)
    elif isinstance(thing, Mapping):
        yield from unlike(list(thing.values()))
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from unlike([getattr(thing, field.name) for field in fields(thing)])
