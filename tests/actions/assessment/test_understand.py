"""Residents' words as answers: tables of what is written and what is understood, by phenomenon."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from actions.assessment import UNKNOWN, Answer, Protocol, answer, next_question, note, start, understand, understand_all
from actions.assessment.words import Word

TODAY = date(2026, 11, 21)  # a Saturday
Analyse = Callable[[str, str], Sequence[Word]]

# question, language, text, value; None when it is not understood
NUMBERS = [
    ("headache.severity", "fi", "semmonen kasi", 8),
    ("headache.severity", "fi", "kasi", 8),
    ("headache.severity", "fi", "seiska", 7),
    ("headache.severity", "fi", "8/10", 8),
    ("headache.severity", "fi", "8 / 10", 8),
    ("headache.severity", "fi", "7-8", 8),
    ("headache.severity", "fi", "joku seiska kasi", 8),
    ("headache.severity", "fi", "ehkä vitonen", 5),
    ("headache.severity", "fi", "kutonen", 6),
    ("headache.severity", "fi", "ysi", 9),
    ("headache.severity", "fi", "kymppi", 10),
    ("headache.severity", "fi", "täysi kymppi", 10),
    ("headache.severity", "fi", "nolla", 0),
    ("headache.severity", "fi", "kahdeksan ja puoli", 8.5),
    ("headache.severity", "fi", "Sanoisin että seitsemän.", 7),
    ("headache.severity", "fi", "kuutosen luokkaa", 6),
    ("headache.severity", "fi", "kaheksan", 8),
    ("headache.severity", "fi", "neljä", 4),
    ("headache.severity", "fi", "nelja", 4),
    ("headache.severity", "fi", "en tiedä, joku seiska", 7),
    ("headache.severity", "fi", "8, alkoi kaksi päivää sitten", 8),
    ("headache.severity", "sv", "en åtta", 8),
    ("headache.severity", "sv", "sju av 10", 7),
    ("headache.severity", "sv", "ungefär sex", 6),
    ("headache.severity", "en", "7 out of 10", 7),
    ("headache.severity", "en", "about eight", 8),
    ("headache.severity", "en", "a nine", 9),
    ("headache.severity", "fi", "55", None),
    ("headache.age", "fi", "45", 45),
    ("headache.age", "fi", "olen 45-vuotias", 45),
    ("headache.age", "fi", "nelkytviis", 45),
    ("headache.age", "fi", "hän on 82 v", 82),
    ("headache.age", "fi", "kolmevuotias", 3),
    ("headache.age", "fi", "seitsemänkymmentäkaksi", 72),
    ("headache.age", "sv", "jag är 34 år", 34),
    ("headache.age", "sv", "trettioåtta", 38),
    ("headache.age", "en", "i'm 29 years old", 29),
    ("headache.age", "en", "thirty-eight", 38),
    ("headache.age", "fi", "8 kk", 0.67),
    ("headache.age", "fi", "en halua sanoa", UNKNOWN),
    ("child_illness.age", "fi", "2 v 3 kk", 27),
    ("child_illness.age", "fi", "1v3kk", 15),
    ("child_illness.age", "fi", "3 kk", 3),
    ("child_illness.age", "fi", "kolme kuukautta", 3),
    ("child_illness.age", "fi", "6 viikkoa", 1.38),
    ("child_illness.age", "fi", "kaksivuotias", 24),
    ("child_illness.age", "fi", "puolivuotias", 6),
    ("child_illness.age", "fi", "puolitoistavuotias", 18),
    ("child_illness.age", "fi", "vuosi ja kaksi kuukautta", 14),
    ("child_illness.age", "fi", "5 v", 60),
    ("child_illness.age", "fi", "vastasyntynyt", 0.12),
    ("child_illness.age", "sv", "3 månader", 3),
    ("child_illness.age", "sv", "två år", 24),
    ("child_illness.age", "en", "14 months", 14),
    ("child_illness.age", "en", "2 years old", 24),
    ("child_illness.age", "en", "10 weeks", 2.3),
    ("child_illness.temperature", "fi", "38,5", 38.5),
    ("child_illness.temperature", "fi", "38.5 astetta", 38.5),
    ("child_illness.temperature", "fi", "kolmekasi viis", 38.5),
    ("child_illness.temperature", "fi", "kolkytkasi ja puoli", 38.5),
    ("child_illness.temperature", "fi", "kolmekymmentäyhdeksän pilkku kaksi", 39.2),
    ("child_illness.temperature", "fi", "kuume oli eilen 39 mut nyt 38,2", 39),
    ("child_illness.temperature", "fi", "neljäkymmentä", 40),
    ("child_illness.temperature", "fi", "39 ja puoli", 39.5),
    ("child_illness.temperature", "fi", "ei kuumetta", 37),
    ("child_illness.temperature", "fi", "ei oo ollu kuumetta", 37),
    ("child_illness.temperature", "fi", "kova kuume", 39.5),
    ("child_illness.temperature", "fi", "en oo mitannut", UNKNOWN),
    ("child_illness.temperature", "fi", "ei oo kuumemittaria, en tiedä", UNKNOWN),
    ("child_illness.temperature", "fi", "120", None),
    ("child_illness.temperature", "sv", "trettioåtta komma fem", 38.5),
    ("child_illness.temperature", "sv", "ingen feber", 37),
    ("child_illness.temperature", "en", "thirty nine point two", 39.2),
    ("child_illness.temperature", "en", "no fever", 37),
]

WORDS_FOR_NUMBERS = [
    ("headache.severity", "fi", "tosi kova", 8),
    ("headache.severity", "fi", "kova", 7),
    ("headache.severity", "fi", "järkyttävä", 9),
    ("headache.severity", "fi", "ihan järkyttävän kova", 9),
    ("headache.severity", "fi", "hirvee", 9),
    ("headache.severity", "fi", "sietämätön", 10),
    ("headache.severity", "fi", "lievä", 2),
    ("headache.severity", "fi", "aika lievää", 2),
    ("headache.severity", "fi", "siedettävä", 4),
    ("headache.severity", "fi", "kohtalainen", 5),
    ("headache.severity", "fi", "kohtalanen", 5),
    ("headache.severity", "fi", "ei kovin kova", 4),
    ("headache.severity", "fi", "järkytävä", 9),
    ("headache.severity", "sv", "ganska stark", 7),
    ("headache.severity", "sv", "lindrig", 2),
    ("headache.severity", "sv", "fruktansvärd", 9),
    ("headache.severity", "en", "mild", 2),
    ("headache.severity", "en", "really bad", 8),
    ("headache.severity", "en", "unbearable", 10),
]

UNKNOWNS = [
    ("headache.severity", "fi", "en tiiä", UNKNOWN),
    ("headache.severity", "fi", "emmä tiedä", UNKNOWN),
    ("headache.severity", "fi", "vaikea sanoa", UNKNOWN),
    ("headache.familiar", "fi", "en tiedä", UNKNOWN),
    ("headache.familiar", "fi", "ei mitään hajua", UNKNOWN),
    ("headache.familiar", "fi", "en osaa sanoa", UNKNOWN),
    ("headache.familiar", "sv", "vet inte", UNKNOWN),
    ("headache.familiar", "sv", "vet int", UNKNOWN),
    ("headache.familiar", "sv", "ingen aning", UNKNOWN),
    ("headache.familiar", "en", "no idea", UNKNOWN),
    ("headache.familiar", "en", "not sure", UNKNOWN),
    ("headache.familiar", "en", "I don't know", UNKNOWN),
    ("headache.alarm", "fi", "en mä tiedä", UNKNOWN),
    ("headache.alarm", "fi", "en oo varma", UNKNOWN),
    ("headache.serious", "fi", "en tiedä onko kuumetta", UNKNOWN),
    ("headache.serious", "en", "don't know if there is a fever", UNKNOWN),
    ("child_illness.condition", "fi", "ehkä", UNKNOWN),
    ("child_illness.drinking", "fi", "en muista", UNKNOWN),
]

CHOICES = [
    ("headache.who", "fi", "mä ite", "self"),
    ("headache.who", "fi", "omista", "self"),
    ("headache.who", "fi", "mun", "self"),
    ("headache.who", "fi", "lapsen", "child"),
    ("headache.who", "fi", "tyttäreni", "child"),
    ("headache.who", "fi", "mun äidin", "other"),
    ("headache.who", "fi", "vaimolla on", "other"),
    ("headache.who", "fi", "eka", "self"),
    ("headache.who", "fi", "toinen vaihtoehto", "child"),
    ("headache.who", "fi", "vika", "other"),
    ("headache.who", "fi", "3", "other"),
    ("headache.who", "sv", "jag själv", "self"),
    ("headache.who", "sv", "min dotter", "child"),
    ("headache.who", "en", "my son", "child"),
    ("headache.who", "en", "it's me", "self"),
    ("headache.familiar", "fi", "tuttua", "usual"),
    ("headache.familiar", "fi", "sama kuin ennenkin", "usual"),
    ("headache.familiar", "fi", "tavallinen migreeni", "usual"),
    ("headache.familiar", "fi", "migreni", "usual"),
    ("headache.familiar", "fi", "ei oo tuttua", "new"),
    ("headache.familiar", "fi", "ekaa kertaa", "new"),
    ("headache.familiar", "fi", "ihan uudenlaista", "new"),
    ("headache.familiar", "fi", "pahempi kuin ennen", "changed"),
    ("headache.familiar", "fi", "nykyään useammin", "changed"),
    ("headache.familiar", "fi", "joo", "usual"),
    ("headache.familiar", "fi", "juu on", "usual"),
    ("headache.familiar", "fi", "jep", "usual"),
    ("headache.familiar", "fi", "kyl", "usual"),
    ("headache.familiar", "fi", "ei kyl", "new"),
    ("headache.familiar", "fi", "ei oo ollu", "new"),
    ("headache.familiar", "fi", "no ei", "new"),
    ("headache.familiar", "fi", "joo ei", "new"),
    ("headache.familiar", "fi", "no joo", "usual"),
    ("headache.familiar", "fi", "ei migreeniä", "new"),
    ("nosebleed.bleeding", "fi", "ei vuoda enää", "stopped"),
    ("child_illness.worry", "fi", "en ole huolissani", "calm"),
    ("headache.familiar", "sv", "nej", "new"),
    ("headache.familiar", "sv", "nix", "new"),
    ("headache.familiar", "sv", "jå", "usual"),
    ("headache.familiar", "en", "nope", "new"),
    ("headache.familiar", "en", "yeah", "usual"),
    ("headache.familiar", "fi", "on tää vähän erilaista ku yleensä", "changed"),
    ("headache.familiar", "sv", "första gången", "new"),
    ("headache.familiar", "sv", "värre än förr", "changed"),
    ("headache.familiar", "en", "same as before", "usual"),
    ("headache.familiar", "en", "it is different", "changed"),
    ("headache.duration", "fi", "pari päivää", "under_3"),
    ("headache.duration", "fi", "eilisestä", "under_3"),
    ("headache.duration", "fi", "eilen alkoi", "under_3"),
    ("headache.duration", "fi", "viikon", "d3_13"),
    ("headache.duration", "fi", "kolmatta päivää", "d3_13"),
    ("headache.duration", "fi", "maanantaista", "d3_13"),
    ("headache.duration", "fi", "3 viikkoa", "d14"),
    ("headache.duration", "fi", "kuukauden", "d14"),
    ("headache.duration", "fi", "puoli vuotta", "d14"),
    ("headache.duration", "fi", "jo kauan", "d14"),
    ("headache.duration", "fi", "5", "d3_13"),
    ("headache.duration", "sv", "sedan igår", "under_3"),
    ("headache.duration", "sv", "en vecka", "d3_13"),
    ("headache.duration", "en", "since monday", "d3_13"),
    ("headache.duration", "en", "a couple of days", "under_3"),
    ("headache.duration", "en", "for 2 months", "d14"),
    ("headache.painkillers", "fi", "joka päivä", "over_10"),
    ("headache.painkillers", "fi", "harvoin", "under_10"),
    ("headache.painkillers", "fi", "ehkä 3 päivänä", "under_10"),
    ("headache.painkillers", "fi", "15", "over_10"),
    ("headache.painkillers", "fi", "en ota", "under_10"),
    ("headache.painkillers", "en", "almost every day", "over_10"),
    ("urinary_symptom.sex", "fi", "nainen", "female"),
    ("urinary_symptom.sex", "fi", "oon mies", "male"),
    ("urinary_symptom.sex", "sv", "kvinna", "female"),
    ("urinary_symptom.duration", "fi", "4 pv", "d3_7"),
    ("child_illness.condition", "fi", "leikkii ihan normaalisti", "well"),
    ("child_illness.condition", "fi", "väsynyt mutta piristyy lääkkeellä", "tired"),
    ("child_illness.condition", "fi", "tosi vaisu, ei leiki", "listless"),
    ("child_illness.condition", "fi", "makaa vaan", "listless"),
    ("child_illness.condition", "sv", "pigg", "well"),
    ("child_illness.condition", "en", "just lies there", "listless"),
    ("child_illness.drinking", "fi", "juo ihan hyvin", "normal"),
    ("child_illness.drinking", "fi", "juo huonosti", "less"),
    ("child_illness.drinking", "fi", "ei suostu juomaan", "little"),
    ("child_illness.drinking", "fi", "ei juo mitään", "little"),
    ("child_illness.drinking", "fi", "vaippa on ollut kuiva", "little"),
    ("child_illness.drinking", "en", "won't drink", "little"),
    ("child_illness.worry", "fi", "tosi huolissani", "very"),
    ("child_illness.worry", "fi", "vähän", "some"),
    ("child_illness.worry", "fi", "en kovin", "calm"),
    ("child_illness.worry", "fi", "ei", "calm"),
    ("child_illness.worry", "sv", "jätteorolig", "very"),
    ("child_illness.worry", "en", "not worried", "calm"),
]

MULTIS = [
    ("headache.alarm", "fi", "ei", ()),
    ("headache.alarm", "fi", "ei oo", ()),
    ("headache.alarm", "fi", "ei oo ollu", ()),
    ("headache.alarm", "fi", "ei kyl", ()),
    ("headache.alarm", "fi", "en", ()),
    ("headache.alarm", "fi", "ei mitään noista", ()),
    ("headache.alarm", "fi", "Ei mikään näistä.", ()),
    ("headache.alarm", "fi", "ei mitään näistä oireista", ()),
    ("headache.alarm", "fi", "no ei", ()),
    ("headache.alarm", "fi", "ei kumpikaan", ()),
    ("headache.alarm", "fi", "ei kai mikään", ()),
    ("headache.alarm", "fi", "en oo huomannu mitään", ()),
    ("headache.alarm", "fi", "ei ole ollut mitään tällaisia oireita", ()),
    ("headache.alarm", "fi", "mitään lääkettä en oo ottanu", None),
    ("headache.alarm", "sv", "nej jag har inte något av dem", ()),
    ("headache.alarm", "en", "I don't have any of these", ()),
    ("headache.serious", "fi", "ei muuta kuin kuumetta", ("fever",)),
    ("headache.serious", "fi", "kakkonen ja nelonen", ("stiff_neck", "eye")),
    ("headache.alarm", "sv", "nej", ()),
    ("headache.alarm", "sv", "nix", ()),
    ("headache.alarm", "sv", "inget av dem", ()),
    ("headache.alarm", "en", "nope", ()),
    ("headache.alarm", "en", "none of these", ()),
    ("headache.alarm", "en", "no", ()),
    ("headache.alarm", "fi", "alkoi kuin salamaniskusta", ("sudden",)),
    ("headache.alarm", "fi", "tuli ihan yhtäkkiä", ("sudden",)),
    ("headache.alarm", "fi", "suupieli roikkuu ja puhe puuroutuu", ("stroke",)),
    ("headache.alarm", "fi", "käsi on puutunut", ("stroke",)),
    ("headache.alarm", "fi", "on vähän sekava ja kouristi", ("consciousness", "seizure")),
    ("headache.alarm", "fi", "eka ja kolmas", ("sudden", "consciousness")),
    ("headache.alarm", "fi", "1 ja 2", ("sudden", "stroke")),
    ("headache.alarm", "sv", "kom plötsligt", ("sudden",)),
    ("headache.alarm", "en", "slurred speech", ("stroke",)),
    ("headache.alarm", "fi", "kaikki", ("sudden", "stroke", "consciousness", "seizure", "rash", "carbon_monoxide")),
    ("headache.alarm", "fi", "joo", None),
    ("headache.serious", "fi", "niska on jäykkä", ("stiff_neck",)),
    ("headache.serious", "fi", "niska on ihan hirveän jäykkä", ("stiff_neck",)),
    ("headache.serious", "fi", "niska jäyka", ("stiff_neck",)),
    ("headache.serious", "fi", "niska jäykkä ja kuumetta 39", ("fever", "stiff_neck")),
    ("headache.serious", "fi", "kuumetta on mutta niska ei oo jäykkä", ("fever",)),
    ("headache.serious", "fi", "ei muuta mut kuumetta on", ("fever",)),
    ("headache.serious", "fi", "löin pääni viikko sitten", ("head_injury",)),
    ("headache.serious", "fi", "silmä on punainen ja sattuu", ("eye",)),
    ("headache.serious", "fi", "näen kahtena", ("vision",)),
    ("headache.serious", "sv", "stel i nacken", ("stiff_neck",)),
    ("headache.serious", "sv", "feber och stel nacke", ("fever", "stiff_neck")),
    ("headache.serious", "en", "double vision", ("vision",)),
    ("headache.serious", "en", "no fever but my neck is stiff", ("stiff_neck",)),
    ("headache.background", "fi", "syön marevania", ("blood_thinner",)),
    ("back_pain.background", "fi", "syöpä", ("cancer",)),
    ("back_pain.background", "fi", "syöpähoidoissa", ("cancer",)),
    ("child_illness.alarm", "sv", "har svårt att andas", ("breathing",)),
    ("child_illness.serious", "sv", "andas snabbt", ("fast_breathing",)),
    ("headache.background", "fi", "oon raskaana viikolla 30", ("pregnant",)),
    ("headache.background", "en", "I am pregnant", ("pregnant",)),
    ("headache.signs", "fi", "oksettanut on ja oksensin", ("vomiting",)),
    ("headache.signs", "fi", "sattuu kun yskin", ("strain",)),
    ("headache.signs", "fi", "herään yöllä särkyyn", ("night",)),
    ("headache.arteritis", "fi", "leukaan sattuu kun syö", ("jaw",)),
    ("urinary_symptom.symptoms", "fi", "kirvelee ja koko ajan pissahätä", ("burning", "frequency")),
    ("urinary_symptom.symptoms", "fi", "virtsa karkailee", ("leaking",)),
    ("urinary_symptom.symptoms", "sv", "svider när jag kissar", ("burning",)),
    ("urinary_symptom.symptoms", "en", "it burns and I pee all the time", ("burning", "frequency")),
    ("urinary_symptom.alarm", "fi", "kuumetta ja vilunväreitä", ("fever",)),
    ("urinary_symptom.alarm", "fi", "pissaa ei tule", ("retention",)),
    ("urinary_symptom.alarm", "fi", "ei tule tippaakaan pissaa", ("retention",)),
    ("urinary_symptom.alarm", "en", "I can't pee", ("retention",)),
    ("urinary_symptom.serious", "fi", "verta virtsassa", ("blood",)),
    ("urinary_symptom.serious", "fi", "kylkeen sattuu ja pissa on punaista", ("flank", "blood")),
    ("urinary_symptom.background", "fi", "mulla on diabetes", ("weak_immunity",)),
    ("child_illness.alarm", "fi", "ei herää kunnolla", ("unresponsive",)),
    ("child_illness.alarm", "fi", "huulet on siniset", ("colour",)),
    ("child_illness.serious", "fi", "hengittää tiheästi ja niska on jäykkä", ("stiff_neck", "fast_breathing")),
    ("child_illness.symptoms", "fi", "yskä ja korvakipu", ("ear", "cough")),
    ("child_illness.symptoms", "fi", "oksentelee", ("vomiting",)),
    ("child_illness.symptoms", "fi", "yskää, ei oksentele", ("cough",)),
    ("child_illness.background", "fi", "ei ole rokotettu", ("unvaccinated",)),
]

NOT_ANSWERS = [
    ("headache.severity", "fi", "moi"),
    ("headache.alarm", "fi", "mitä tarkoitat"),
    ("headache.alarm", "fi", "kyllä"),
    ("headache.familiar", "fi", "paljonko kello on"),
    ("headache.age", "fi", "vanha"),
    ("headache.duration", "fi", "hyvää päivää"),
    ("child_illness.condition", "fi", "haluan puhua hoitajalle"),
    ("child_illness.alarm", "en", "what do you mean"),
    ("back_pain.background", "fi", "syön buranaa"),
    ("back_pain.background", "fi", "pystyn syömään"),
    ("headache.who", "fi", "puolella"),
]

# A denied option that is not what a yes means leaves the others to choose from; the opposite is not assumed.
DENIED = [
    ("headache.familiar", "ei oo uudenlaista", ("usual", "changed")),
    ("headache.familiar", "ei pahempi kuin ennen", ("usual", "new")),
    ("head_injury.head_pain", "ei kovaa", ("nothing", "mild", "slow", "lasting")),
]


@pytest.mark.parametrize(("question", "text", "left"), DENIED)
def test_what_is_denied_leaves_the_rest_to_choose_from(
    protocols: dict[str, Protocol], words: Analyse, question: str, text: str, left: tuple[str, ...]
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words(text, "fi"))
    assert found is not None
    assert (found.value, found.complete, found.candidates) == (None, False, left)


def test_a_pain_score_in_words_answers_no_other_question(protocols: dict[str, Protocol], words: Analyse) -> None:
    said = words("joo aika kova, semmonen kasi", "fi")
    asked = [(name, q.id) for name, p in protocols.items() for q in p.questions if q.type == "scale"]
    assert asked
    for name, question in asked:
        found = understand(protocols[name].question(question), said)
        assert found is not None
        assert found.value == 8
        assert understand_all(protocols[name], start(protocols[name]), said, asked=question) == {}


@pytest.mark.parametrize(
    ("question", "language", "text", "value"), [*NUMBERS, *WORDS_FOR_NUMBERS, *UNKNOWNS, *CHOICES, *MULTIS]
)
def test_answer_is_understood(
    protocols: dict[str, Protocol], words: Analyse, question: str, language: str, text: str, value: object
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words(text, language), today=TODAY)
    if value is None:
        assert found is None
        return
    assert found is not None
    assert found.complete
    assert found.value == (pytest.approx(value, abs=0.01) if isinstance(value, float) else value)


@pytest.mark.parametrize(("question", "language", "text"), NOT_ANSWERS)
def test_what_is_no_answer_is_not_taken_for_one(
    protocols: dict[str, Protocol], words: Analyse, question: str, language: str, text: str
) -> None:
    name, _, question_id = question.partition(".")
    assert understand(protocols[name].question(question_id), words(text, language), today=TODAY) is None


# Protocol, language, message; question -> value, or for a multi question (mentioned, denied)
UNASKED = [
    (
        "headache",
        "fi",
        "mulla on järkyttävä päänsärky ja niska on jäykkä, ei oo kuumetta",
        {"who": "self", "severity": 9, "serious": (("stiff_neck",), ("fever",))},
    ),
    ("headache", "fi", "päätä särkee kolmatta päivää", {"duration": "d3_13"}),
    ("headache", "fi", "tyttärellä 12v on päänsärkyä", {"who": "child", "age": 12}),
    ("headache", "fi", "mieheni pää on ollut kipeä sunnuntaista asti", {"who": "other", "duration": "d3_13"}),
    ("headache", "fi", "olen 70-vuotias mies ja pää kipeä", {"age": 70}),
    ("headache", "fi", "ei oo ollu kuumetta", {"serious": ((), ("fever",))}),
    ("headache", "fi", "raskaana olevan päänsärky", {"background": (("pregnant",), ())}),
    ("headache", "sv", "jag har feber och stel nacke", {"who": "self", "serious": (("fever", "stiff_neck"), ())}),
    ("headache", "en", "my daughter has had a headache for a week", {"who": "child", "duration": "d3_13"}),
    ("urinary_symptom", "fi", "kirvelee pissatessa ja verta pissassa, ei kuumetta", {
        "alarm": ((), ("fever",)), "serious": (("blood",), ()), "symptoms": (("burning",), ()),
    }),
    ("urinary_symptom", "fi", "mummo on ollut sekava ja pissa haisee", {
        "who": "other", "alarm": (("confusion",), ()), "sex": "female",
    }),
    ("urinary_symptom", "fi", "virtsankarkailua ollut jo pari vuotta", {
        "symptoms": (("leaking",), ()), "duration": "over_7",
    }),
    ("child_illness", "fi", "lapsella 38,5 kuumetta kolmatta päivää", {"temperature": 38.5, "duration": "d3_4"}),
    ("child_illness", "fi", "2-vuotias kuumeilee, juo hyvin", {"age": 24, "drinking": "normal"}),
    ("child_illness", "fi", "vauva 8 kk, ei kuumetta", {"age": 8, "temperature": 37}),
    ("child_illness", "fi", "kuume oli aamulla 39,1", {"temperature": 39.1}),
    ("child_illness", "sv", "pojken är 3 år och har hosta", {"age": 36, "symptoms": (("cough",), ())}),
    ("child_illness", "en", "my son is 4 years old, fever 39.2, drinking well", {
        "age": 48, "temperature": 39.2, "drinking": "normal",
    }),
    ("headache", "sv", "mamma på 86 år har huvudvärk", {"who": "other", "age": 86}),
    ("child_illness", "sv", "min dotter 4 år har svårt att andas", {"age": 48, "alarm": (("breathing",), ())}),
    ("child_illness", "fi", "kolmeviikkoinen vauva on kuumeinen", {"age": pytest.approx(0.69)}),
    ("headache", "fi", "miniälläni on päänsärkyä", {}),
    ("headache", "fi", "joo", {}),
    ("headache", "fi", "8", {}),
    ("headache", "fi", "en tiedä", {}),
    ("child_illness", "fi", "hyvää päivää", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "language", "text", "expected"), UNASKED)
def test_what_a_message_tells_unasked(
    protocols: dict[str, Protocol], words: Analyse, name: str, language: str, text: str, expected: dict[str, object]
) -> None:
    protocol = protocols[name]
    found = understand_all(protocol, start(protocol), words(text, language), today=TODAY)
    told = {key: one.value if one.complete else (one.value, one.denied) for key, one in found.items()}
    assert told == expected


def test_the_asked_question_and_answered_ones_are_left_alone(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["headache"]
    state = start(protocol, {"who": "other"})
    found = understand_all(
        protocol, state, words("mulla on kuumetta, kesti viikon", "fi"), asked="duration", today=TODAY
    )
    assert set(found) == {"serious"}


def test_free_text_and_dates_are_read(protocols: dict[str, Protocol], words: Analyse) -> None:
    age = protocols["headache"].question("age")
    text, day = dataclasses.replace(age, type="text"), dataclasses.replace(age, type="date")
    assert understand(text, words("kaaduin portaissa", "fi")) == Answer("age", "kaaduin portaissa")
    assert understand(day, words("se oli eilen", "fi"), today=TODAY) == Answer("age", "2026-11-20")
    assert understand(day, words("en muista", "fi"), today=TODAY) == Answer("age", UNKNOWN)
    assert understand(day, words("keväällä", "fi"), today=TODAY) is None


def test_an_age_in_months_without_its_unit_is_asked_back(protocols: dict[str, Protocol], words: Analyse) -> None:
    found = understand(protocols["child_illness"].question("age"), words("3", "fi"))
    assert found is not None
    assert (found.value, found.complete, found.candidates) == (None, False, (3, 36))


def test_a_denied_option_alone_leaves_the_question_open(protocols: dict[str, Protocol], words: Analyse) -> None:
    found = understand(protocols["headache"].question("serious"), words("niska ei oo jäykkä", "fi"))
    assert found is not None
    assert (found.value, found.complete, found.denied) == ((), False, ("stiff_neck",))


def test_equally_fitting_options_are_candidates(protocols: dict[str, Protocol], words: Analyse) -> None:
    found = understand(protocols["child_illness"].question("condition"), words("väsynyt ja vaisu", "fi"))
    assert found is not None
    assert (found.value, found.candidates) == (None, ("tired", "listless"))


ENTITIES = [
    ("headache.severity", {"entity": "severity", "value": 8}, 8),
    ("headache.age", {"entity": "age", "value": 34}, 34),
    ("child_illness.age", {"entity": "age", "value": 0.25}, 3),
    ("child_illness.temperature", {"entity": "temperature", "value": 39.4}, 39.4),
    ("headache.duration", {"entity": "duration", "value": 7}, "d3_13"),
    ("headache.serious", {"entity": "symptom", "value": "fever"}, ("fever",)),
    ("headache.background", {"entity": "pregnancy", "value": "pregnant"}, ("pregnant",)),
    ("headache.who", {"entity": "who", "value": "child"}, "child"),
]


@pytest.mark.parametrize(("question", "entity", "value"), ENTITIES)
def test_entities_that_nlu_found_are_used(
    protocols: dict[str, Protocol], words: Analyse, question: str, entity: dict[str, object], value: object
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words("niin se taitaa olla", "fi"), [entity])
    assert found is not None
    assert found.value == value


def test_a_negated_symptom_entity_is_a_denied_option(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["headache"]
    entities: list[dict[str, object]] = [
        {"entity": "symptom", "value": "fever", "negated": True},
        {"entity": "who", "value": "child"},
    ]
    found = understand_all(protocol, start(protocol), words("hei", "fi"), entities)
    assert found["serious"].denied == ("fever",)
    assert found["who"].value == "child"


def test_noted_answers_are_not_asked_and_mentions_stay(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["headache"]
    said = understand_all(protocol, start(protocol), words("mulla on kuumetta ja pää kipeä", "fi"), today=TODAY)
    state = note(protocol, start(protocol), said)
    question = next_question(protocol, state)
    assert question is not None
    assert (question.id, state.asked) == ("alarm", ())
    state = answer(protocol, answer(protocol, state, "alarm", []), "serious", "none")
    assert state.mentioned["serious"] == ("fever",)
    taken_back = understand_all(protocol, start(protocol), words("ei oo kuumetta", "fi"))
    assert note(protocol, state, taken_back).mentioned["serious"] == ()


NOT_KNOWN = {
    "fi": ["emmä tiä", "en mä tiiä", "emt", "vaikee sanoa", "en tierä", "eos", "ei hajuakaan", "mistä mä tiedän", "en oo varma"],
    "sv": ["ingen aning", "vet int", "svårt att säga", "har ingen aning", "ja vet int", "ingen susning"],
    "en": ["dunno", "i dunno", "idk", "no clue", "hard to say", "not sure", "can't tell"],
}  # fmt: skip
EVERY_TYPE = [
    "headache.who", "headache.alarm", "headache.age", "headache.severity", "headache.familiar", "headache.duration",
    "urinary_symptom.sex", "child_illness.temperature", "child_illness.worry", "home_care.danger",
]  # fmt: skip


@pytest.mark.parametrize("question", EVERY_TYPE)
def test_i_do_not_know_is_understood_by_every_question(
    protocols: dict[str, Protocol], words: Analyse, question: str
) -> None:
    name, _, question_id = question.partition(".")
    asked = protocols[name].question(question_id)
    said = [(text, language) for language, texts in NOT_KNOWN.items() for text in texts]
    found = {text: understand(asked, words(text, language)) for text, language in said}
    assert [text for text, reply in found.items() if reply is None or reply.value != UNKNOWN] == []
