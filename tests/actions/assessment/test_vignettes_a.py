"""Lay patients of the protocols for fever, airways, ear, eye, mouth and belly: see test_vignettes.py for the form.

Answers not named are the mildest ones. A first urgency is the expected one, further ones are acceptable.
"""

from __future__ import annotations

import pytest

from actions.assessment import UNKNOWN, Protocol, Urgency, Value, answer, next_question, result, start
from actions.assessment.domains import least

E, U, D, N, S, X = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
    Urgency.NOT_APPLICABLE,
)  # fmt: skip
Row = tuple[str, dict[str, Value], tuple[Urgency, ...]]
ME, CHILD, MOTHER = {"who": "self"}, {"who": "child"}, {"who": "other"}

FEVER: list[Row] = [
    ("mies 70, kuume ja puhuu sekavia", {**MOTHER, "age": 70, "alarm": ("consciousness",)}, (E,)),
    ("nainen 45, harmaankalpea ja läähättää", {**MOTHER, "age": 45, "alarm": ("shock",)}, (E,)),
    ("niska ei taivu, 39,2", {**ME, "age": 22, "serious": ("stiff_neck",), "temperature": 39.2}, (U, E)),
    ("tärisyttävä horkka, kylki kipeä", {**ME, "age": 50, "serious": ("rigors", "severe_pain")}, (U,)),
    (
        "solunsalpaajahoito, 38,1, olo hyvä",
        {**ME, "age": 60, "background": ("weak_immunity",), "temperature": 38.1},
        (U, E),
    ),
    ("Keniasta kaksi viikkoa sitten, 39", {**ME, "age": 34, "background": ("travel",), "temperature": 39.0}, (U,)),
    ("klotsapiini ja kuume", {**ME, "age": 30, "background": ("low_cells",), "temperature": 38.0}, (U,)),
    ("raskaana, 38,5", {**ME, "age": 30, "background": ("pregnant",), "temperature": 38.5}, (U, D)),
    ("äiti 82, 38,4, muuten pirteä", {**MOTHER, "age": 82, "temperature": 38.4}, (D, U)),
    (
        "30 v, 38,7, flunssa, toista päivää",
        {**ME, "age": 30, "temperature": 38.7, "condition": "tired", "symptoms": ("cold",)},
        (S,),
    ),
    ("44 v, 39,3, lihassärky, eilisestä", {**ME, "age": 44, "temperature": 39.3, "condition": "tired"}, (S, N)),
    ("25 v, 37,6, kurkku karhea", {**ME, "age": 25, "temperature": 37.6, "symptoms": ("cold",)}, (S,)),
    ("68 v, 38,3, päivän", {**ME, "age": 68, "temperature": 38.3, "condition": "tired"}, (S, D)),
    ("kuume kuudetta päivää", {**ME, "age": 40, "temperature": 38.6, "condition": "tired", "duration": "d5_13"}, (D,)),
    ("kuume palasi viikon jälkeen", {**ME, "age": 55, "temperature": 38.9, "symptoms": ("again",)}, (D, U)),
    ("pikku lämpöä kolme viikkoa", {**ME, "age": 35, "temperature": 37.5, "duration": "d14"}, (N, D)),
    ("diabeetikko, 39,2", {**ME, "age": 58, "background": ("chronic",), "temperature": 39.2}, (D, U)),
    ("ei mittaria, väsynyt, 33 v", {**ME, "age": 33, "temperature": UNKNOWN, "condition": "tired"}, (D, S)),
    ("14-vuotias: lapsen arvio", {**CHILD, "age": 14, "temperature": 38.5}, (X,)),
]

TABLES: dict[str, list[Row]] = {
    "fever": FEVER,
}


def urgency(protocol: Protocol, answers: dict[str, Value]) -> Urgency:
    """Answer as the patient does; what the vignette does not tell is the mildest answer, or an adult's."""
    told: dict[str, Value] = {"who": "self", "age": 40, "sex": "female", **answers}
    state = start(protocol)
    while question := next_question(protocol, state):
        state = answer(protocol, state, question.id, told.get(question.id, least(question)))
    return result(protocol, state).urgency


@pytest.mark.parametrize(
    ("name", "story", "answers", "acceptable"),
    [pytest.param(name, *row, id=f"{name}: {row[0]}") for name, rows in TABLES.items() for row in rows],
)
def test_patient(
    protocols: dict[str, Protocol],
    name: str,
    story: str,
    answers: dict[str, Value],
    acceptable: tuple[Urgency, ...],
) -> None:
    assert urgency(protocols[name], answers) in acceptable


@pytest.mark.parametrize("name", sorted(TABLES))
def test_most_patients_get_exactly_the_expected_urgency(protocols: dict[str, Protocol], name: str) -> None:
    rows = TABLES[name]
    exact = sum(urgency(protocols[name], answers) == acceptable[0] for _, answers, acceptable in rows)
    assert exact / len(rows) >= 0.85
