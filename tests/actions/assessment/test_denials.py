"""Denials: a "no" is taken only when it denies what was asked; in doubt the question is asked again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import Protocol, Question, understand
from actions.assessment.choosing import choose, choose_many
from actions.assessment.heard import Heard
from actions.assessment.words import Word
from tests.negations import NO, SOMETHING_ELSE

Analyse = Callable[[str, str], Sequence[Word]]

# question, language, text: the matter is denied in the question's own words
OWN_WORDS = [
    ("dizziness_fainting.event", "fi", "en oo pyörtyny"), ("dizziness_fainting.event", "fi", "taju ei oo menny"),
    ("dizziness_fainting.event", "sv", "nej jag svimmade inte"), ("dizziness_fainting.event", "en", "didn't faint"),
    ("gynaecological.pregnant", "fi", "en voi olla raskaana"), ("gynaecological.pregnant", "fi", "ei oo mahdollista"),
    ("gynaecological.pregnant", "sv", "jag är inte gravid"), ("gynaecological.pregnant", "en", "can't be pregnant"),
    ("gynaecological.bleeding", "fi", "ei oo vuotohäiriöitä"), ("gynaecological.bleeding", "fi", "ei vuotoja"),
    ("head_injury.head_pain", "fi", "ei oo päänsärkyä"), ("head_injury.head_pain", "fi", "ei huimaa"),
    ("head_injury.head_pain", "fi", "ei satu päähän"), ("head_injury.head_pain", "fi", "ei särje päätä eikä huimaa"),
    ("head_injury.head_pain", "sv", "ingen huvudvärk"), ("head_injury.head_pain", "en", "no headache"),
    ("knee_symptom.injury", "fi", "en oo kaatunu"), ("knee_symptom.injury", "fi", "ei vääntöä"),
    ("knee_symptom.injury", "fi", "ei tullut iskua"), ("knee_symptom.injury", "sv", "har inte ramlat"),
    ("knee_symptom.injury", "en", "i didn't fall"), ("knee_symptom.injury", "fi", "ei, polvi vaan alko särkeen"),
    ("limb_injury.swelling", "fi", "ei oo turvonnut"), ("limb_injury.swelling", "fi", "ei turvotusta"),
    ("limb_injury.swelling", "fi", "ei oo mustelmia"), ("limb_injury.swelling", "sv", "inte svullen"),
    ("limb_injury.swelling", "en", "no swelling"), ("neck_pain.injury", "fi", "en oo lyöny mihinkään"),
    ("neck_pain.injury", "fi", "ei oo tullu iskua"), ("nosebleed.bleeding", "fi", "ei enää"),
    ("nosebleed.bleeding", "fi", "ei vuoda enää"), ("nosebleed.bleeding", "sv", "blöder inte längre"),
    ("nosebleed.bleeding", "en", "not anymore"), ("palpitations.now", "fi", "ei tykytä nyt"),
    ("palpitations.now", "fi", "ei enää"), ("palpitations.now", "sv", "inte längre"),
    ("palpitations.now", "en", "not anymore"), ("shoulder_symptom.injury", "fi", "ei mitään tapaturmaa"),
    ("social_assistance.cut_off", "fi", "ei oo häätöä tulossa"), ("social_assistance.cut_off", "fi", "ei uhkaa"),
    ("social_assistance.applied", "fi", "en oo hakenu"), ("sti_symptom.exposure", "fi", "en oo ollu kenenkään kanssa"),
    ("housing_insecurity.children", "fi", "ei asu lapsia"), ("separation_counselling.children", "sv", "vi har inga barn"),
    ("home_care.soon", "fi", "ei oo sairaalassa"), ("informal_care.agreement", "fi", "ei vielä sopimusta"),
    ("home_care.allowance", "fi", "en saa hoitotukea"), ("assistive_devices.falls", "fi", "ei kaatumisia"),
    ("child_illness.worry", "fi", "en oo huolissani"), ("rash_skin.itch", "fi", "ei kutise"),
    ("shortness_of_breath.change", "fi", "ei oo muuttunu"), ("back_pain.familiar", "fi", "ei oo ennen ollu"),
    ("headache.familiar", "fi", "en oo ennen kokenu"), ("allergic_reaction.relief", "fi", "ei oo auttanu"),
    ("shoulder_symptom.function", "fi", "käsi ei nouse"), ("wound_burn.tetanus", "fi", "ei oo voimassa"),
]  # fmt: skip

# question, language, text, option: a negation that says yes
YES = [
    ("shortness_of_breath.alarm", "fi", "en saa henkeä", "speech"),
    ("shortness_of_breath.alarm", "fi", "ei kulje ilma", "speech"),
    ("shortness_of_breath.alarm", "fi", "ei oo helppo hengittää", "speech"),
    ("shortness_of_breath.alarm", "fi", "en pysty puhumaan kunnolla", "speech"),
    ("shortness_of_breath.alarm", "sv", "kan inte andas ordentligt", "speech"),
    ("shortness_of_breath.alarm", "en", "can't get enough air", "speech"),
    ("cough.alarm", "fi", "en saa henkeä", "breathing"), ("cough.alarm", "fi", "ei kulje ilma", "breathing"),
    ("respiratory_infection.alarm", "fi", "ei saa ilmaa", "breathing"), ("fever.alarm", "en", "it is not easy to breathe", "breathing"),
    ("child_illness.alarm", "fi", "ei herää kunnolla", "unresponsive"), ("child_illness.alarm", "en", "won't wake up", "unresponsive"),
    ("limb_injury.serious", "fi", "en pysty laskemaan painoa jalalle", "no_use"),
    ("limb_injury.serious", "en", "can't put weight on it", "no_use"),
    ("knee_symptom.serious", "fi", "en pysty laskemaan painoa jalalle", "no_weight"),
    ("knee_symptom.serious", "fi", "jalka ei kanna", "no_weight"), ("child_illness.serious", "fi", "ei pysty kävelee", "limb"),
    ("headache.alarm", "fi", "en pysty puhumaan kunnolla", "stroke"), ("headache.alarm", "fi", "käsi ei toimi", "stroke"),
    ("headache.serious", "fi", "ei oo ikinä ollu näin paha", "worst"),
    ("headache.serious", "sv", "aldrig haft så ont", "worst"), ("headache.serious", "en", "never had pain like this", "worst"),
    ("blood_pressure.alarm", "fi", "en saa sanoja suusta", "stroke"), ("back_pain.alarm", "fi", "jalat ei kanna", "legs_gone"),
    ("fever.serious", "fi", "ei pysy sisällä mikään", "dry"), ("fever.serious", "sv", "får inte behålla något", "dry"),
    ("eye_symptom.alarm", "fi", "en näe toisella silmällä", "lost_sight"), ("wound_burn.alarm", "fi", "ei lopu vuotamasta", "bleeding"),
    ("abdominal_pain.serious", "fi", "ilma ei kulje", "blocked"), ("dizziness_fainting.alarm", "fi", "en pysy pystyssä", "falling"),
    ("pregnancy_problem.late_signs", "fi", "vauva ei liiku", "movements"), ("sore_throat.alarm", "fi", "en pysty nielemään sylkeä", "saliva"),
    ("child_illness.condition", "fi", "ei jaksa leikkiä", "listless"), ("child_illness.drinking", "fi", "ei pysty juomaan", "little"),
    ("fever.condition", "fi", "en pääse sängystä ylös", "weak"), ("fatigue.function", "fi", "en pääse sängystä", "bedbound"),
    ("family_home_service.strength", "fi", "en jaksa enää", "end"), ("debt_finance.basics", "fi", "rahat ei riitä ruokaan", "not_enough"),
    ("palpitations.now", "fi", "ei oo menny ohi", "ongoing"), ("palpitations.now", "en", "not going away", "ongoing"),
    ("nosebleed.bleeding", "fi", "ei lopu", "now"), ("nosebleed.bleeding", "en", "it doesn't stop", "now"),
]  # fmt: skip

# Neither a no nor a yes: taken back, not the thing, or a yes that would lower the urgency and is not plain.
DOUBTFUL = [
    ("dizziness_fainting.event", "fi", "ei, mutta"), ("head_injury.head_pain", "fi", "ei mikään pieni kipu"),
    ("head_injury.head_pain", "sv", "det är inte lätt att andas"), ("allergic_reaction.relief", "fi", "on paha olla"),
    ("back_pain.familiar", "fi", "on tosi kova kipu"), ("housing_insecurity.children", "sv", "jag mår inte bra"),
    ("separation_counselling.children", "sv", "jag kommer inte till läkaren"), ("headache.alarm", "fi", "ei enää"),
    ("knee_symptom.alarm", "fi", "ei, en pääse liikkeelle"), ("gynaecological.pregnant", "fi", "en voi hyvin"),
]  # fmt: skip


def _yes_or_no(protocols: dict[str, Protocol]) -> list[Question]:
    """Questions whose no is the mildest answer, and those about danger."""
    return [
        question
        for protocol in protocols.values()
        for question in protocol.questions
        if question.id in ("alarm", "danger")
        or (question.if_no and (question.order != "listed" or question.if_no == question.option_ids[0]))
    ]


def _said_no(question: Question, heard: Heard) -> bool:
    reply = choose_many(question, heard) if question.type == "multi" else choose(question, heard)
    return reply is not None and reply.complete and reply.value == (() if question.type == "multi" else question.if_no)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_negation_of_something_else_is_no_no(protocols: dict[str, Protocol], words: Analyse, language: str) -> None:
    questions = _yes_or_no(protocols)
    assert len(questions) > 60
    taken = []
    for text in SOMETHING_ELSE[language]:
        heard = Heard.of(words(text, language), (), questions[0].replies, None)
        taken += [(text, question.id, question.label.say("fi")) for question in questions if _said_no(question, heard)]
    assert taken == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_plain_no_is_understood_whatever_was_asked(
    protocols: dict[str, Protocol], words: Analyse, language: str
) -> None:
    questions = _yes_or_no(protocols)
    lost = []
    for text in NO[language]:
        heard = Heard.of(words(text, language), (), questions[0].replies, None)
        lost += [(text, question.id) for question in questions if not _said_no(question, heard)]
    assert lost == []


@pytest.mark.parametrize(("question", "language", "text"), OWN_WORDS)
def test_denying_the_questions_own_words_is_a_no(
    protocols: dict[str, Protocol], words: Analyse, question: str, language: str, text: str
) -> None:
    name, _, question_id = question.partition(".")
    asked = protocols[name].question(question_id)
    found = understand(asked, words(text, language))
    assert found is not None
    assert (found.value, found.complete) == (asked.if_no, True)


@pytest.mark.parametrize(("question", "language", "text", "option"), YES)
def test_a_negation_can_say_yes(
    protocols: dict[str, Protocol], words: Analyse, question: str, language: str, text: str, option: str
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words(text, language))
    assert found is not None
    assert found.complete
    assert option in ([found.value] if isinstance(found.value, str) else found.value or ())


@pytest.mark.parametrize(("question", "language", "text"), DOUBTFUL)
def test_what_is_doubtful_is_asked_again(
    protocols: dict[str, Protocol], words: Analyse, question: str, language: str, text: str
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words(text, language))
    assert found is None or not found.complete
