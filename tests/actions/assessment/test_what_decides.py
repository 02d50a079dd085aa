"""What makes the difference: pairs of patients alike but for one answer, and how words tell that answer.

The milder of a pair can wait for the health station, the other is seen at once: neither may drift to the other's side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import Protocol, Urgency, Value, start, understand, understand_all
from actions.assessment.words import Word
from tests.actions.assessment.patients import urgency_of

E, U, D, N, S = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
)  # fmt: skip
USUAL: dict[str, Value] = {"who": "self", "age": 40, "sex": "female", "kind": "burn", "cause": "no_cause"}
USUAL_OF: dict[str, dict[str, Value]] = {"chest_pain": {"kind": "touch"}, "head_injury": {"since": "recent"}}
Case = tuple[str, str, dict[str, Value], Urgency]

PAIRS: list[Case] = [
    ("cough", "out of breath on stairs", {"serious": ("mild_chest",)}, D),
    ("cough", "out of breath when dressing", {"serious": ("breathless",)}, U),
    ("cough", "stairs, COPD and a fever", {"serious": ("mild_chest",), "background": ("lung",), "temperature": 38.4}, U),
    ("cough", "stairs at 80", {"serious": ("mild_chest",), "age": 80}, U),
    ("cough", "a streak of blood", {"serious": ("blood",)}, D),
    ("cough", "blood and out of breath on stairs", {"serious": ("blood", "mild_chest")}, U),
    ("cough", "wakes at night, third day", {"symptoms": ("night",)}, S),
    ("cough", "wakes at night, second week", {"symptoms": ("night",), "duration": "week1_3"}, N),
    ("fever", "a stab on coughing", {"serious": ("mild_chest",), "temperature": 38.8}, D),
    ("fever", "a stab on coughing, pregnant", {"serious": ("mild_chest",), "background": ("pregnant",)}, U),
    ("respiratory_infection", "stairs", {"serious": ("mild_chest",)}, D),
    ("respiratory_infection", "stairs and chemotherapy",
     {"serious": ("mild_chest",), "background": ("weak_immunity",)}, U),
    ("abdominal_pain", "known diverticula, pain 5", {"background": ("bowel",), "severity": 5}, D),
    ("abdominal_pain", "known diverticula, pain 5, 38.5",
     {"background": ("bowel",), "severity": 5, "temperature": 38.5}, U),
    ("abdominal_pain", "burning pain 4 for months", {"severity": 4, "duration": "weeks"}, N),
    ("abdominal_pain", "a child of 10, pain 4 for five days", {"age": 10, "severity": 4, "duration": "d3_13"}, D),
    ("allergic_reaction", "hives, no cause, come and go", {"symptoms": ("hives",), "course": "same"}, N),
    ("allergic_reaction", "hives, no cause, worse", {"symptoms": ("hives",), "course": "worse"}, D),
    ("back_pain", "fell at 35, pain 5", {"age": 35, "serious": ("fall",), "severity": 5}, D),
    ("back_pain", "fell at 72", {"age": 72, "serious": ("fall",), "severity": 3}, U),
    ("back_pain", "fell, osteoporosis", {"age": 50, "serious": ("fall",), "background": ("osteoporosis",)}, U),
    ("back_pain", "fell, pain 8", {"age": 35, "serious": ("fall",), "severity": 8}, U),
    ("chest_pain", "fell on the side, pain 5", {"age": 70, "serious": ("rib",), "severity": 5}, D),
    ("chest_pain", "fell on the side, pain 8", {"age": 70, "serious": ("rib",), "severity": 8}, U),
    ("chest_pain", "steady angina, risk factors", {"age": 62, "background": ("risk",), "kind": "effort"}, D),
    ("chest_pain", "angina, known heart disease", {"age": 62, "background": ("heart",), "kind": "effort"}, U),
    ("chest_pain", "cocaine", {"age": 30, "serious": ("drugs",)}, E),
    ("child_illness", "gastroenteritis, plays", {"age": 48, "symptoms": ("vomiting",), "drinking": "less"}, S),
    ("child_illness", "gastroenteritis, tired",
     {"age": 48, "symptoms": ("vomiting",), "drinking": "less", "condition": "tired"}, D),
    ("child_illness", "gastroenteritis under two", {"age": 18, "symptoms": ("vomiting",), "drinking": "less"}, D),
    ("child_illness", "no urine", {"age": 48, "symptoms": ("vomiting",), "drinking": "little"}, U),
    ("child_illness", "earache, well", {"age": 48, "symptoms": ("ear",)}, N),
    ("child_illness", "earache and a fever", {"age": 48, "symptoms": ("ear",), "temperature": 38.6}, D),
    ("gynaecological", "a sore lump", {"serious": ("swelling",)}, D),
    ("gynaecological", "a sore lump, diabetes", {"serious": ("swelling",), "background": ("weak",)}, U),
    ("gynaecological", "no urine", {"serious": ("retention",)}, U),
    ("knee_symptom", "locked", {"serious": ("locked",)}, D),
    ("knee_symptom", "cannot bear weight", {"serious": ("no_weight",)}, U),
    ("limb_injury", "a tender bone", {"serious": ("bone_tender",)}, D),
    ("limb_injury", "crooked", {"serious": ("deformed",)}, U),
    ("shoulder_symptom", "cannot lift, pain 5", {"serious": ("cannot_lift",), "severity": 5}, D),
    ("shoulder_symptom", "cannot lift, pain 8", {"serious": ("cannot_lift",), "severity": 8}, U),
    ("medication_problem", "a rash, well", {"problem": "effect", "serious": ("rash",)}, D),
    ("medication_problem", "a rash and a fever", {"problem": "effect", "serious": ("rash", "rash_fever")}, U),
    ("numbness_weakness", "radiates to the arm for months", {"place": "arm_radiating", "duration": "over_42"}, N),
    ("numbness_weakness", "a leg that has been sat on", {"place": "pose", "duration": "over_42"}, S),
    ("numbness_weakness", "radiates to the arm, weak", {"serious": ("strength",), "place": "arm_radiating"}, U),
    ("pregnancy_problem", "food does not stay down", {"stage": "early", "also": ("vomiting",)}, D),
    ("pregnancy_problem", "drink does not stay down", {"stage": "early", "serious": ("cannot_drink",)}, U),
    ("pregnancy_problem", "sore pelvis, week 26", {"stage": "late", "also": ("pelvis",), "severity": 5}, N),
    ("pregnancy_problem", "belly pain, week 26", {"stage": "late", "late_signs": ("belly_pain",), "severity": 5}, U),
    ("sore_throat", "a tablet burnt the gullet", {"signs": ("pill",)}, D),
    ("sti_symptom", "known herpes again", {"symptoms": ("known_herpes",)}, N),
    ("sti_symptom", "new blisters", {"symptoms": ("blisters",)}, D),
    ("urinary_symptom", "has been red", {"serious": ("blood",)}, D),
    ("urinary_symptom", "clots", {"serious": ("clots",)}, U),
    ("urinary_symptom", "violent flank pain at 40", {"age": 40, "serious": ("severe_pain",)}, U),
    ("urinary_symptom", "violent flank pain at 70", {"age": 70, "serious": ("severe_pain",)}, E),
    ("vomiting_diarrhoea", "a little blood", {"serious": ("some_blood",)}, D),
    ("vomiting_diarrhoea", "a little blood at 8", {"age": 8, "serious": ("some_blood",)}, U),
    ("vomiting_diarrhoea", "a lot of blood", {"serious": ("stool_blood",)}, U),
    ("wound_burn", "a small blister", {"burn": ("small_blister",)}, S),
    ("wound_burn", "a blister larger than a coin", {"burn": ("blister",)}, D),
    ("wound_burn", "blisters on the face", {"burn": ("place",)}, U),
]  # fmt: skip

READINGS: list[tuple[str, str, str, str, Value]] = [
    ("cough", "serious", "fi", "portaissa hengästyn vähän", ("mild_chest",)),
    ("cough", "serious", "fi", "hengästyn jo pukiessa", ("breathless",)),
    ("cough", "serious", "fi", "hengästyn", ("breathless",)),
    ("cough", "serious", "sv", "andfådd i trappan", ("mild_chest",)),
    ("cough", "serious", "en", "out of breath on stairs", ("mild_chest",)),
    ("fever", "serious", "fi", "pistää kylkeen kun yskin", ("mild_chest",)),
    ("fever", "serious", "fi", "pistää kun hengitän", ("breathless",)),
    ("sore_throat", "alarm", "fi", "kurkkua kuristaa", ("swelling_throat",)),
    ("sore_throat", "alarm", "fi", "minua kuristettiin", ("strangled",)),
    ("medication_problem", "serious", "fi", "ihottumaa mutta ei kuumetta", ("rash",)),
    ("urinary_symptom", "alarm", "fi", "ei oo tullu ku tippoja moneen tuntiin", ("retention",)),
    ("vomiting_diarrhoea", "serious", "fi", "kakassa oli vähän verta", ("some_blood",)),
    ("vomiting_diarrhoea", "serious", "fi", "kakka on ihan mustaa", ("stool_blood",)),
    ("numbness_weakness", "place", "fi", "säteilee niskasta käteen", "arm_radiating"),
    ("numbness_weakness", "place", "fi", "säteilee selästä jalkaan", "arm_leg"),
    ("wound_burn", "burn", "fi", "viiden sentin rakko kädessä", ("blister",)),
    ("wound_burn", "burn", "fi", "pieni rakkula", ("small_blister",)),
    ("back_pain", "background", "fi", "oon raskaana", ("pregnant",)),
]


@pytest.mark.parametrize(("name", "story", "answers", "expected"), PAIRS)
def test_one_answer_decides(
    protocols: dict[str, Protocol], name: str, story: str, answers: dict[str, Value], expected: Urgency
) -> None:
    assert urgency_of(protocols[name], {**USUAL, **USUAL_OF.get(name, {}), **answers}) == expected


@pytest.mark.parametrize(("name", "question", "language", "text", "value"), READINGS)
def test_words_tell_it(
    protocols: dict[str, Protocol], words: Callable[[str, str], Sequence[Word]],
    name: str, question: str, language: str, text: str, value: Value,
) -> None:  # fmt: skip
    found = understand(protocols[name].question(question), words(text, language))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "pregnant"),
    [
        ("selkä on kipeä, työ on raskasta", False),
        ("selkä kipee ja raskas olo", False),
        ("selkä kipee oon raskaana", True),
    ],
)
def test_heavy_is_not_pregnant(
    protocols: dict[str, Protocol], words: Callable[[str, str], Sequence[Word]], text: str, pregnant: bool
) -> None:
    protocol = protocols["back_pain"]
    told = understand_all(protocol, start(protocol), words(text, "fi"))
    assert ("pregnant" in str(told.get("background"))) is pregnant
