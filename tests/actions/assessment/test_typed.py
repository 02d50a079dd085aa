"""What simulated patients typed and was read wrongly once: lay answers to lists, choices and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import Protocol, Value, describe, understand, understand_all
from actions.assessment.engine import start
from actions.assessment.words import Word

Analyse = Callable[[str, str], Sequence[Word]]

READ: list[tuple[str, str, Value]] = [
    ("back_pain.alarm", "ei mitään noista, pääsee se rollaattorilla vessaan", ()),
    ("headache.alarm", "ei oo mitään tollasta", ()),
    ("neck_pain.alarm", "eei mitään noista", ()),
    ("bite_sting.alarm", "ei oo, leikkii tossa ihan normaalisti", ()),
    ("memory_problem.alarm", "ei mikään noista, tämä on tullut pikkuhiljaa vuoden aikana", ()),
    ("chest_pain.alarm", "ei nyt mitään, tulee vaan siinä ylämäessä", ()),
    ("rash_skin.alarm", "ei noista oikein mikään, punotus kyllä leviää mut kipu ei oo kova", ()),
    ("limb_injury.serious", "ei noistakaan, vähän ontuu mut kävelee", ()),
    ("vomiting_diarrhoea.serious", "ei oo, vesi ja mehu pysyy jo sisällä", ()),
    ("rash_skin.serious", "ei noitakaan", ()),
    ("eye_symptom.serious", "ei ole näitäkään", ()),
    ("neck_pain.serious", "ei noista, leuka taipuu rintaan kun varovasti koittaa", ()),
    ("rash_skin.background", "ei kumpaakaan", ()),
    ("pregnancy_problem.late_signs", "ei, vauva liikkuu ihan normaalisti", ()),
    ("anal_symptom.background", "ei, synnytyksestä on jo puoli vuotta", ()),
    ("knee_symptom.background", "Ei ole, verenpainetauti vain", ()),
    ("gynaecological.serious", "joo häpyhuulessa semmonen kananmunan kokonen tosi kipee pallo", ("swelling",)),
    ("pregnancy_problem.stage", "rv 9", "early"),
    ("pregnancy_problem.stage", "rv 26", "late"),
    ("chest_pain.kind", "tuntuu vaan ku liikuttaa tai painaa sormella", "touch"),
    ("fever.duration", "Viime yönä nousi.", "under_3"),
    ("neck_pain.duration", "tänä aamuna heräs tähän", "under_14"),
    ("headache.familiar", "Tuttu särky, mutta nyt erilainen, pahempi tai tiheämpi", "changed"),
    ("fatigue.function", "ihan ok, treenitki kulkee, koulus vaan väsyttää", "manages"),
]
# Not to be taken as they stand: the question is put again.
UNSURE = [
    # a sign told, and only part of the list denied
    ("sti_symptom.alarm", "kipu on tosi kova mut en oo pyörtyny, kuumetta 38,9 ja vilunväreitä, en oo sekava"),
    ("dizziness_fainting.background", "ei, vain yksi verenpainelääke"),
    ("shortness_of_breath.also", "ei noita, paino on kyl noussu 12 kiloo mut hitaasti"),
    ("urinary_symptom.alarm", "Vain muutama tippa tulee vaikka hätä on kova. Muita ei ole."),
    ("head_injury.serious", "oon kyllä ollu tosi ärtynyt, muuta ei"),
    ("chest_pain.alarm", "ei mitään noista mutta en oikein jaksa puhua"),
    ("rash_skin.serious", "joo se punanen kuuma alue leviää ja lämpöä on 38"),
    ("rash_skin.signs", "kutisevia rakkuloita joka puolella"),
]


def question(protocols: dict[str, Protocol], name: str) -> tuple[Protocol, str]:
    topic, _, found = name.partition(".")
    return protocols[topic], found


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_it_is_read(protocols: dict[str, Protocol], words: Analyse, name: str, text: str, value: Value) -> None:
    protocol, asked = question(protocols, name)
    found = understand(protocol.question(asked), words(text, "fi"))
    assert found is not None
    assert (found.value, found.complete) == (value, True)


@pytest.mark.parametrize(("name", "text"), UNSURE)
def test_in_doubt_it_is_asked_again(protocols: dict[str, Protocol], words: Analyse, name: str, text: str) -> None:
    protocol, asked = question(protocols, name)
    found = understand(protocol.question(asked), words(text, "fi"))
    assert found is None or not found.complete


def test_an_age_that_was_asked_is_no_duration(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["rash_skin"]
    assert understand_all(protocol, start(protocol), words("12 vuotta", "fi"), asked="age") == {}


def test_a_candidate_is_told_by_its_label(protocols: dict[str, Protocol]) -> None:
    assert describe(protocols["abdominal_pain"], "symptoms", "vomiting").say("fi") != "vomiting"
