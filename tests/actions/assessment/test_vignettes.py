"""Lay patients: what they would answer, and the urgencies that are acceptable for them.

Judged against the protocols' own sources (facts of Finnish practice, NICE, Käypä hoito); answers not named are the
mildest ones. A first urgency is the expected one, further ones are acceptable.
"""

from __future__ import annotations

import pytest

from actions.assessment import UNKNOWN, Protocol, Urgency, Value
from tests.actions.assessment.patients import ADULT, urgency_of

E, U, D, N, S, X = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
    Urgency.NOT_APPLICABLE,
)  # fmt: skip
Row = tuple[str, dict[str, Value], tuple[Urgency, ...]]
ME, CHILD, MOTHER = {"who": "self"}, {"who": "child"}, {"who": "other"}

HEADACHE: list[Row] = [
    ("salama päähän kesken saunomisen, 52 v", {**ME, "age": 52, "alarm": ("sudden",)}, (E,)),
    ("miehen suupieli roikkuu ja puhe sammaltaa", {**MOTHER, "alarm": ("stroke",)}, (E,)),
    ("opiskelija, kuume, pilkut jaloissa eivät häviä", {**ME, "age": 20, "alarm": ("rash",)}, (E,)),
    ("koko perheellä pää kipeä, takka luukut kiinni", {**ME, "alarm": ("carbon_monoxide",)}, (E,)),
    ("mummo sekava ja päänsärkyinen", {**MOTHER, "age": 84, "alarm": ("consciousness",)}, (E,)),
    ("kuume ja leuka ei taivu rintaan, 24 v", {**ME, "age": 24, "serious": ("fever", "stiff_neck")}, (U, E)),
    ("silmä punainen, kehiä lamppujen ympärillä, 68 v", {**ME, "age": 68, "serious": ("eye",)}, (U,)),
    ("elämäni kovin päänsärky, ei äkillinen", {**ME, "age": 40, "serious": ("worst",), "severity": 9}, (U, E)),
    (
        "74 v, ohimo arka, leuka väsyy",
        {**ME, "age": 74, "familiar": "new", "severity": 5, "arteritis": ("jaw", "scalp")},
        (U,),
    ),
    ("58 v, uusi lievä särky 5 pv", {**ME, "age": 58, "familiar": "new", "severity": 3, "duration": "d3_13"}, (D, N)),
    ("raskausviikko 33, kova särky", {**ME, "age": 31, "background": ("pregnant",), "severity": 7}, (U,)),
    (
        "raskausviikko 35, lievä särky, välkkyy",
        {**ME, "age": 31, "background": ("pregnant",), "pregnancy_signs": ("flashes",), "severity": 3},
        (U,),
    ),
    ("raskausviikko 10, lievä tuttu särky", {**ME, "age": 28, "background": ("pregnant",), "severity": 2}, (D, N)),
    (
        "lyönyt päänsä, käyttää Eliquista",
        {**ME, "age": 60, "serious": ("head_injury",), "background": ("blood_thinner",), "severity": 2},
        (U,),
    ),
    ("isku päähän kaapin oveen, lievä särky", {**ME, "age": 30, "serious": ("head_injury",), "severity": 2}, (D, S)),
    (
        "pyörällä kumoon, oksentelee",
        {**ME, "age": 30, "serious": ("head_injury",), "injury": ("repeated_vomiting",)},
        (E, U),
    ),
    ("vaari 80 kaatui viikko sitten", {**MOTHER, "age": 80, "serious": ("head_injury",), "severity": 4}, (U,)),
    ("lapsi 7, särky aamuisin ja oksennus", {**CHILD, "age": 7, "severity": 5, "signs": ("night", "vomiting")}, (U,)),
    ("lapsi 9, koulun jälkeen pää kipeä", {**CHILD, "age": 9, "severity": 3}, (S, N)),
    ("lapsi 4, valittaa päätään usein", {**CHILD, "age": 4, "severity": 3, "duration": "d14"}, (N, D)),
    ("lapsi 10, kova särky ja 39,5", {**CHILD, "age": 10, "severity": 8, "serious": ("fever",)}, (U,)),
    ("tuttu migreeni, kipu 7, alkoi tänään", {**ME, "age": 36, "severity": 7}, (S,)),
    ("tuttu migreeni kolmatta päivää, kipu 8", {**ME, "age": 36, "severity": 8, "duration": "d3_13"}, (D,)),
    ("jännityspäänsärky, kipu 4", {**ME, "age": 45, "severity": 4}, (S,)),
    ("buranaa melkein joka päivä", {**ME, "age": 42, "severity": 4, "painkillers": "over_10"}, (N,)),
    ("uusi kova särky 8, 30 v, eilisestä", {**ME, "age": 30, "severity": 8, "familiar": "new"}, (D, U)),
    ("särky pahenee päivä päivältä, 48 v", {**ME, "age": 48, "severity": 5, "signs": ("progressive",)}, (D, U)),
    (
        "rintasyöpä, uusi särky",
        {**ME, "age": 55, "background": ("weak_immunity",), "familiar": "new", "severity": 4},
        (D, U),
    ),
    (
        "solunsalpaajat, kuume ja särky",
        {**ME, "age": 55, "background": ("weak_immunity",), "serious": ("fever",)},
        (U, E),
    ),
    ("verenpaine 200/125 ja särky", {**ME, "age": 63, "serious": ("blood_pressure",), "severity": 5}, (U, E)),
    ("flunssa, 38,3, särky 4", {**ME, "age": 33, "severity": 4, "serious": ("fever",), "familiar": "usual"}, (S, N)),
    ("ei osaa sanoa hälyttävistä merkeistä", {**MOTHER, "alarm": UNKNOWN, "age": 77}, (U, E)),
    ("kaksivuotias: muu arvio", {**CHILD, "age": 2}, (X,)),
]

URINARY: list[Row] = [
    (
        "kirvely ja tihentynyt tarve, 28 v",
        {**ME, "age": 28, "sex": "female", "symptoms": ("burning", "frequency")},
        (D, N),
    ),
    ("vähän kirvelyä tänään, 25 v", {**ME, "age": 25, "sex": "female", "symptoms": ("burning",)}, (N, S, D)),
    ("kuume 39, kylki kipeä, vilunväreet", {**ME, "age": 34, "alarm": ("fever",), "serious": ("flank",)}, (U,)),
    ("kylmänhikinen, hengittää tiheästi", {**MOTHER, "age": 79, "alarm": ("sepsis",)}, (E,)),
    ("mummo sekava, pissa haisee", {**MOTHER, "age": 86, "alarm": ("confusion",)}, (U, E)),
    ("virtsa ei tule, 72 v mies", {**ME, "age": 72, "alarm": ("retention",)}, (U,)),
    ("haaroväli puutuu, pissa ei tule", {**ME, "age": 44, "alarm": ("retention", "saddle")}, (U, E)),
    ("mies 40, kirvelee", {**ME, "age": 40, "sex": "male", "symptoms": ("burning",)}, (D,)),
    (
        "raskaana, kirvelee",
        {**ME, "age": 29, "background": ("pregnant",), "sex": "female", "symptoms": ("burning",)},
        (D,),
    ),
    ("raskaana, kylki kipeä", {**ME, "age": 29, "background": ("pregnant",), "serious": ("flank",)}, (U,)),
    ("lapsi 6, itkee pissatessa", {**CHILD, "age": 6, "sex": "female", "symptoms": ("burning",)}, (D, U)),
    ("lapsi 9, kova jano ja pissaa paljon", {**CHILD, "age": 9, "sex": "male", "symptoms": ("thirst",)}, (U,)),
    ("katetri, sameaa virtsaa", {**MOTHER, "age": 81, "background": ("catheter",), "symptoms": ("smell",)}, (D,)),
    ("yksi munuainen, kirvelee", {**ME, "age": 50, "background": ("kidney",), "symptoms": ("burning",)}, (D,)),
    ("verta virtsassa ilman kipua, 66 v", {**ME, "age": 66, "sex": "male", "serious": ("blood",)}, (D, U)),
    ("hyytymiä virtsassa", {**ME, "age": 66, "sex": "male", "serious": ("clots",)}, (U,)),
    (
        "oireet 10 päivää, kirvelee",
        {**ME, "age": 30, "sex": "female", "symptoms": ("burning",), "duration": "over_7"},
        (D,),
    ),
    (
        "antibiootti ei auttanut",
        {**ME, "age": 37, "sex": "female", "background": ("again",), "symptoms": ("burning",)},
        (D,),
    ),
    (
        "karkailu yskiessä jo vuosia",
        {**ME, "age": 52, "sex": "female", "symptoms": ("leaking",), "duration": "over_7"},
        (N,),
    ),
    (
        "heikko suihku, 70 v",
        {**ME, "age": 70, "sex": "male", "symptoms": ("slow", "frequency"), "duration": "over_7"},
        (N, D),
    ),
    ("uusi kumppani, vuotoa", {**ME, "age": 22, "sex": "female", "symptoms": ("discharge",)}, (N, D)),
    ("vuotoa ja alavatsakipua", {**ME, "age": 22, "sex": "female", "symptoms": ("discharge", "lower_pain")}, (D, U)),
    ("samea virtsa, ei muuta", {**ME, "age": 35, "sex": "female", "symptoms": ("smell",)}, (S, N)),
    ("kives kipeä", {**ME, "age": 17, "sex": "male", "serious": ("testicle",)}, (U, E)),
    (
        "diabetes, kirvelee",
        {**ME, "age": 58, "sex": "female", "background": ("weak_immunity",), "symptoms": ("burning",)},
        (D,),
    ),
]

CHILD_ILLNESS: list[Row] = [
    ("vauva 2 kk, 38,2", {"age": 2, "temperature": 38.2}, (U, E)),
    ("vauva 2 kk, 35,5 ja unelias", {"age": 2, "temperature": 35.5, "condition": "tired"}, (U, E)),
    ("vauva 5 kk, 39,3", {"age": 5, "temperature": 39.3}, (U,)),
    ("vauva 5 kk, 38,2, hyvävointinen", {"age": 5, "temperature": 38.2}, (D, U)),
    ("taapero 2 v, 39, leikkii ja juo, 1 pv", {"age": 26, "temperature": 39.0}, (S,)),
    ("5 v, 39,5, väsynyt mutta piristyy", {"age": 62, "temperature": 39.5, "condition": "tired"}, (S, N)),
    ("5 v, kuume viidettä päivää", {"age": 62, "temperature": 38.6, "condition": "tired", "duration": "d5_13"}, (D, U)),
    ("14 kk, kuume 3 pv", {"age": 14, "temperature": 38.7, "duration": "d3_4"}, (D,)),
    ("kylkivälit painuvat", {"age": 10, "alarm": ("breathing",)}, (E,)),
    ("kouristaa ensimmäistä kertaa", {"age": 20, "alarm": ("seizure",)}, (E,)),
    ("pilkut eivät häviä, kuume", {"age": 40, "alarm": ("rash",)}, (E,)),
    ("huulet sinertävät", {"age": 8, "alarm": ("colour",)}, (E,)),
    ("niska jäykkä ja kuume", {"age": 100, "serious": ("stiff_neck",)}, (U, E)),
    ("vaisu vaikka kuume laski", {"age": 30, "temperature": 38.5, "condition": "listless"}, (U, E)),
    ("ei juo, vaippa kuiva", {"age": 13, "temperature": 38.0, "drinking": "little"}, (U,)),
    ("vihreää oksennusta", {"age": 4, "serious": ("bad_vomit",)}, (U, E)),
    (
        "vatsatauti 3 v, väsynyt, juo pieniä kulauksia",
        {"age": 36, "symptoms": ("vomiting",), "drinking": "less", "condition": "tired"},
        (D, U),
    ),
    ("vatsatauti 4 v, leikkii, juo vähemmän", {"age": 48, "symptoms": ("vomiting",), "drinking": "less"}, (S, D)),
    ("korvakipu ja kuume 4 v", {"age": 48, "symptoms": ("ear",), "temperature": 38.4}, (D,)),
    ("korvakipu 1 v", {"age": 15, "symptoms": ("ear",), "temperature": 38.2, "condition": "tired"}, (D,)),
    ("korvakipu 7 v, hyvävointinen", {"age": 84, "symptoms": ("ear",)}, (N, D, S)),
    ("leukemiahoito ja 38,4", {"age": 70, "background": ("weak_immunity",), "temperature": 38.4}, (U, E)),
    ("nuha 4 v, ei kuumetta", {"age": 50}, (S,)),
    ("kuume, vanhempi hyvin huolissaan", {"age": 40, "temperature": 38.5, "worry": "very"}, (D, U)),
    ("kirvelee pissatessa 5 v", {"age": 60, "symptoms": ("urine",), "temperature": 38.4}, (D, U)),
    ("mittaria ei ole, 2 kk, itkuinen", {"age": 2, "temperature": UNKNOWN, "condition": "tired"}, (U, E)),
    ("Thaimaasta tultu, kuume 39", {"age": 90, "background": ("travel",), "temperature": 39.0}, (U, E)),
    ("17-vuotias: aikuisen kuume", {"age": 204}, (X,)),
]


def urgency(protocol: Protocol, answers: dict[str, Value]) -> Urgency:
    """What the vignette does not tell is the mildest answer, or an adult's."""
    return urgency_of(protocol, {**ADULT, **answers})


@pytest.mark.parametrize(("story", "answers", "acceptable"), HEADACHE)
def test_headache(
    protocols: dict[str, Protocol], story: str, answers: dict[str, Value], acceptable: tuple[Urgency, ...]
) -> None:
    assert urgency(protocols["headache"], answers) in acceptable


@pytest.mark.parametrize(("story", "answers", "acceptable"), URINARY)
def test_urinary_symptom(
    protocols: dict[str, Protocol], story: str, answers: dict[str, Value], acceptable: tuple[Urgency, ...]
) -> None:
    assert urgency(protocols["urinary_symptom"], answers) in acceptable


@pytest.mark.parametrize(("story", "answers", "acceptable"), CHILD_ILLNESS)
def test_child_illness(
    protocols: dict[str, Protocol], story: str, answers: dict[str, Value], acceptable: tuple[Urgency, ...]
) -> None:
    assert urgency(protocols["child_illness"], answers) in acceptable


def test_most_patients_get_exactly_the_expected_urgency(protocols: dict[str, Protocol]) -> None:
    tables = [("headache", HEADACHE), ("urinary_symptom", URINARY), ("child_illness", CHILD_ILLNESS)]
    rows = [(protocols[name], row) for name, table in tables for row in table]
    exact = sum(urgency(protocol, answers) == acceptable[0] for protocol, (_, answers, acceptable) in rows)
    assert exact / len(rows) >= 0.85
