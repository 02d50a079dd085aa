"""Lay patients with pain, injuries and skin: what they would answer, and the urgencies that are acceptable for them.

As test_vignettes.py: answers not named are the mildest ones, a first urgency is the expected one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import (
    UNKNOWN,
    Protocol,
    Urgency,
    Value,
    start,
    understand,
    understand_all,
)
from actions.assessment.words import Word
from tests.actions.assessment.patients import urgency_of

E, U, D, N, S, X = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
    Urgency.NOT_APPLICABLE,
)  # fmt: skip
Row = tuple[str, dict[str, Value], tuple[Urgency, ...]]
CHILD, OTHER = {"who": "child"}, {"who": "other"}
# Questions without an order have no mildest answer.
USUAL: dict[str, Value] = {"who": "self", "age": 40, "kind": "cut", "what": "insect", "cause": "by_itself"}
USUAL_OF: dict[str, dict[str, Value]] = {"chest_pain": {"kind": "touch"}, "head_injury": {"since": "recent"}}

VIGNETTES: dict[str, list[Row]] = {
    "back_pain": [
        ("noidannuoli eilen nostaessa, 38 v, kipu 6", {"age": 38, "severity": 6}, (S,)),
        ("tuttu lumbago, 56 v, kipu 5", {"age": 56, "severity": 5, "familiar": "usual"}, (S, N)),
        ("iskias, polven alle, kipu 5, viikko", {"age": 45, "severity": 5, "signs": ("below_knee",)}, (N,)),
        ("haaroväli puutuu", {"serious": ("saddle",)}, (U, E)),
        ("pissa karkaa ja jalka heikko", {"serious": ("bladder", "leg_weak")}, (U, E)),
        ("kuume 38,5 ja selkä", {"serious": ("fever",)}, (U,)),
        ("putosi katolta", {"alarm": ("accident",)}, (E,)),
        ("72 v, selkä ja vatsa yhtäkkiä", {"age": 72, "serious": ("belly",)}, (E,)),
        ("rintasyöpä 10 v sitten, uusi selkäkipu", {"age": 61, "background": ("cancer",), "severity": 4}, (D,)),
        ("80 v osteoporoosi, kipu 7", {**OTHER, "age": 80, "background": ("osteoporosis",), "severity": 7}, (D, U)),
        ("raskaana 30 vk, aaltoina", {"age": 30, "background": ("pregnant",), "pregnancy_signs": ("waves",)}, (U,)),
        ("raskaana, lievä alaselkä", {"age": 30, "background": ("pregnant",), "severity": 3}, (N, S)),
        ("8-vuotias selkäkipu", {**CHILD, "age": 8, "severity": 3}, (D, N)),
        ("selkä kipeä 3 kk, kipu 4", {"severity": 4, "duration": "over_42"}, (N,)),
        ("kipu 10", {"severity": 10}, (U, E)),
        ("ei tiedä hälyttävistä", {"alarm": UNKNOWN}, (U, E)),
        ("vauva", {**CHILD, "age": 0}, (X,)),
    ],
    "chest_pain": [
        ("puristaa nyt, 58 v", {"age": 58, "alarm": ("pressing",)}, (E,)),
        ("säteilee käteen ja kylmä hiki", {"age": 66, "alarm": ("radiates", "sweat")}, (E,)),
        ("naisella 70 v heikotus ja pahoinvointi", {**OTHER, "age": 70, "alarm": ("sweat",)}, (E,)),
        ("puristi yöllä, nyt ohi", {"age": 55, "serious": ("recent",)}, (U, E)),
        ("lento viikko sitten, pistää hengittäessä", {"background": ("clot",), "kind": "breathing_in"}, (U, E)),
        ("synnytys 2 vk sitten, pistää hengittäessä", {"background": ("pregnant",), "kind": "breathing_in"}, (U, E)),
        ("vakaa rasituskipu 62 v, verenpainetauti", {"age": 62, "background": ("risk",), "kind": "effort"}, (D,)),
        ("uusi rasituskipu 62 v", {"age": 62, "serious": ("unstable",)}, (U, E)),
        ("kylki kipeä kaatumisen jälkeen 45 v, kipu 4", {"age": 45, "serious": ("rib",), "severity": 4}, (D,)),
        ("22 v, sattuu painaessa, kipu 3", {"age": 22, "severity": 3}, (S,)),
        ("35 v, salilla revähti, kipu 4", {"age": 35, "severity": 4}, (S, N)),
        ("närästys 30 v", {"age": 30, "kind": "burn", "severity": 3}, (N, S)),
        ("nuori, sekunnin pisto", {"age": 19, "kind": "stab", "severity": 3}, (S, N)),
        ("14 v, rintakipu juostessa", {**CHILD, "age": 14, "kind": "effort"}, (U, D)),
        ("ei osaa kuvata kipua, 48 v", {"age": 48, "kind": UNKNOWN}, (U, D)),
        ("sepelvaltimotauti, kipu painaessa", {"age": 67, "background": ("heart",)}, (D, U)),
        ("kuume ja rintakipu", {"age": 50, "serious": ("fever",)}, (U,)),
    ],
    "knee_symptom": [
        ("kuuma punainen polvi", {"serious": ("hot",)}, (U,)),
        ("polvi lukossa", {"serious": ("locked",)}, (D, U)),
        ("ei varaa jalalle kaatumisen jälkeen", {"serious": ("no_weight",)}, (U,)),
        ("pohje turvonnut ja hengenahdistus", {"alarm": ("embolism",)}, (E,)),
        ("vääntyi ja turposi heti, kipu 6", {"injury": "swollen", "signs": ("swelling",), "severity": 6}, (D, U)),
        ("kolautus pöytään, kipu 3", {"injury": "minor", "severity": 3}, (S,)),
        ("lenkin jälkeen kipeä, kipu 4, 5 pv", {"age": 33, "severity": 4}, (S,)),
        ("nivelrikko, kipu 5, vuosia", {"age": 68, "severity": 5, "duration": "over_42"}, (N,)),
        ("tekonivel, polvi turvonnut", {"age": 74, "background": ("prosthesis",), "signs": ("swelling",)}, (U,)),
        ("6 v ontuu", {**CHILD, "age": 6, "signs": ("limp",)}, (D, U)),
        ("12 v polven alla kipua liikunnasta, kipu 3", {**CHILD, "age": 12, "severity": 3}, (S, N)),
        ("Marevan, turposi iskusta", {"background": ("blood_thinner",), "injury": "swollen"}, (U,)),
    ],
    "shoulder_symptom": [
        ("vasen olkapää ja rinta puristaa", {"age": 60, "alarm": ("heart",)}, (E,)),
        ("olkapää sijoiltaan", {"age": 24, "serious": ("dislocated",)}, (U, E)),
        ("treenistä kipeä, kipu 4, 4 pv", {"age": 30, "severity": 4}, (S,)),
        ("maalattuaan kattoa kipeä, kipu 3", {"age": 52, "severity": 3}, (S,)),
        ("jäätynyt olkapää kuukausia", {"age": 55, "function": "stuck", "duration": "over_42"}, (N, D)),
        ("yösärky 3 vk", {"age": 48, "severity": 5, "signs": ("night",), "duration": "d14_41"}, (N,)),
        ("68 v kaatui, käsi nousee hartiaan", {"age": 68, "injury": "injured", "function": "shoulder_level"}, (D, U)),
        ("72 v molemmat hartiat jäykät", {"age": 72, "signs": ("both",)}, (D,)),
        ("ja näkö heikentynyt", {"age": 72, "serious": ("arteritis",)}, (U, E)),
        ("raskaus mahdollinen, vatsa- ja hartiapistoskipu", {"age": 29, "alarm": ("belly",)}, (E,)),
        ("9 v kaatui, kipu 6", {**CHILD, "age": 9, "injury": "injured", "severity": 6}, (D, U)),
    ],
    "neck_pain": [
        ("heräsi niska jumissa, kipu 5", {"age": 28, "severity": 5}, (S,)),
        ("istumatyö, kipu 3, viikko", {"age": 44, "severity": 3}, (S,)),
        ("kuume ja leuka ei taivu", {"age": 20, "serious": ("fever_stiff",)}, (U, E)),
        ("kuume, jäykkä niska, sekava", {**OTHER, "age": 20, "alarm": ("meningitis",)}, (E,)),
        ("peräänajo, 35 v, pää kääntyy", {"age": 35, "injury": "moved_on", "severity": 4}, (D, U)),
        ("78 v kaatui, niska kipeä", {**OTHER, "age": 78, "injury": "moved_on"}, (U, E)),
        ("kädet kömpelöt, kävely epävarmaa", {"age": 66, "serious": ("cord",)}, (U,)),
        ("sormet puutuvat, kipu 4", {"age": 46, "severity": 4, "signs": ("arm",)}, (N, D)),
        ("äkillinen päänsärky ja niska", {"alarm": ("thunderclap",)}, (E,)),
        ("niskakipu 3 kk", {"severity": 4, "duration": "over_42"}, (N,)),
        ("syöpä ja uusi niskakipu", {"age": 60, "background": ("cancer",)}, (D,)),
    ],
    "limb_injury": [
        ("nilkka nyrjähti, kävelee, kipu 3, vähän turvonnut", {"age": 30, "severity": 3, "swelling": "some"}, (S,)),
        ("nilkka ei kanna", {"age": 30, "serious": ("no_use",)}, (U,)),
        ("kehräsluu arka", {"age": 30, "serious": ("bone_tender",)}, (U, D)),
        ("ranne vinossa kaatumisen jälkeen", {"age": 67, "serious": ("deformed",)}, (U, E)),
        ("luu näkyy", {"alarm": ("open",)}, (E,)),
        ("mummo 85 ei pääse ylös, lonkka", {**OTHER, "age": 85, "alarm": ("hip",)}, (E,)),
        ("varvas pöydänjalkaan, kipu 4", {"age": 35, "severity": 4}, (S, N)),
        ("sormi jäi oven väliin, kipu 2", {"age": 41, "severity": 2, "swelling": "some"}, (S,)),
        ("taapero 18 kk ei käytä kättä", {**CHILD, "age": 1.5, "serious": ("no_use",)}, (U,)),
        ("9 v ranne turvonnut, kipu 5", {**CHILD, "age": 9, "severity": 5, "swelling": "some"}, (D, U)),
        ("70 v ranne turvonnut", {"age": 70, "swelling": "some", "severity": 4}, (D, U)),
        ("vanha nilkkavamma 3 vk, kipu 4", {"duration": "d7", "severity": 4}, (N, D)),
    ],
    "head_injury": [
        ("kuhmu kaapin ovesta, ei oireita", {"age": 30}, (S,)),
        ("lapsi 4 v kaatui, leikkii normaalisti", {**CHILD, "age": 4}, (S,)),
        ("lievä päänsärky, helpottaa, 25 v", {"age": 25, "head_pain": "mild"}, (S, D)),
        ("Eliquis ja isku", {"age": 60, "background": ("blood_thinner",)}, (U, E)),
        ("taju meni hetkeksi", {"age": 19, "serious": ("blackout",)}, (U, E)),
        ("oksentanut kolme kertaa", {**CHILD, "age": 7, "alarm": ("vomiting_many",)}, (E,)),
        ("5 kk putosi hoitopöydältä, itki heti", {**CHILD, "age": 0.4}, (U, E)),
        ("78 v kaatui kotona, ei oireita", {**OTHER, "age": 78}, (D, U)),
        ("78 v kaatui, pää kipeä", {**OTHER, "age": 78, "head_pain": "mild"}, (U,)),
        ("korvasta verta", {"alarm": ("skull",)}, (E,)),
        ("kaatui humalassa", {**OTHER, "age": 45, "serious": ("intoxicated",)}, (U, E)),
        ("aivotärähdys 10 pv sitten, helpottaa vähitellen", {"since": "weeks", "head_pain": "slow"}, (N, D)),
        ("isku 3 kk sitten", {"since": "long_ago"}, (X,)),
        ("puoliso löi päähän", {"age": 33, "serious": ("violence",)}, (D, U)),
    ],
    "wound_burn": [
        ("verta suihkuaa", {"alarm": ("bleeding",)}, (E,)),
        ("leikkasin sormeen, ammottaa", {"serious": ("gaping",)}, (U,)),
        ("pieni haava sormessa, rokotukset ok", {}, (S,)),
        ("polvi auki asfaltista, lapsi 6", {**CHILD, "age": 6, "kind": "scrape"}, (S,)),
        ("pieni punoittava palovamma, 40 v", {"kind": "burn"}, (S,)),
        ("kahvia käsille, rakkuloita", {"kind": "burn", "burn": ("place",)}, (U,)),
        ("taapero 1 v, kuuma vesi", {**CHILD, "age": 1.5, "kind": "burn"}, (U, E)),
        ("haava punoittaa ja märkii", {"wound": ("infected",)}, (D, U)),
        ("diabetes ja tulehtunut haava", {"age": 66, "wound": ("infected",), "background": ("weak_immunity",)}, (U,)),
        ("säärihaava kaksi kuukautta", {"age": 77, "kind": "sore", "wound": ("slow",)}, (N, D)),
        ("ruosteinen naula, rokote 8 v sitten", {"wound": ("dirty",), "tetanus": "from_5"}, (D, U)),
        ("pieni haava, rokotus 15 v sitten", {"tetanus": "over_10"}, (N, D)),
        ("koira puri", {"kind": "bite"}, (X,)),
        ("sormi irtosi", {"alarm": ("cut_off",)}, (E,)),
    ],
    "rash_skin": [
        ("nokkosihottuma, vointi hyvä", {"age": 27, "itch": "some"}, (S, N)),
        ("ihottumaa ja hengitys vaikeaa", {"alarm": ("anaphylaxis",)}, (E,)),
        ("pilkut eivät häviä", {**CHILD, "age": 5, "alarm": ("purpura",)}, (E,)),
        ("vyöruusu kyljessä", {"age": 64, "signs": ("band",)}, (D,)),
        ("vyöruusu silmän vieressä", {"age": 64, "serious": ("eye_blisters",)}, (U,)),
        ("ruusu ja kuume", {"age": 70, "serious": ("fever_red",)}, (U, E)),
        ("vesirokko 4 v", {**CHILD, "age": 4, "signs": ("pox",), "itch": "some"}, (S,)),
        ("vesirokko raskaana", {"age": 28, "background": ("pregnant",), "signs": ("pox",)}, (U,)),
        ("punainen rengas punkin jälkeen", {"signs": ("ring",)}, (D, N)),
        ("luomi muuttunut", {"age": 58, "signs": ("mole",)}, (N, D)),
        ("kuiva iho talvella", {"age": 50}, (S,)),
        ("atooppinen iho vaivaa 2 kk", {"age": 12, "itch": "some", "duration": "over_42"}, (N,)),
        ("kutina öisin, muillakin", {"signs": ("night_itch",), "itch": "sleep"}, (N, D)),
        ("uuden lääkkeen jälkeen", {"signs": ("new_drug",)}, (D, U)),
        ("raskaus 34 vk, kutina", {"age": 31, "background": ("pregnant",), "itch": "some"}, (D, U)),
        ("kuukauden ikäinen", {**CHILD, "age": 0.1}, (X,)),
    ],
    "bite_sting": [
        ("ampiainen, käsi turvonnut, vointi hyvä", {"signs": ("large",)}, (S,)),
        ("punkki kiinni", {"what": "tick", "signs": ("attached",)}, (S,)),
        ("hyttysiä", {**CHILD, "age": 3}, (S,)),
        ("ampiainen pisti, kieli turpoaa", {"alarm": ("anaphylaxis",)}, (E,)),
        ("kyy puri", {**CHILD, "age": 9, "what": "snake"}, (E,)),
        ("kissa puri käteen", {"what": "animal", "serious": ("deep",)}, (U,)),
        ("koira näykkäsi, iho rikki jalassa", {"what": "animal", "signs": ("skin_broken",)}, (D,)),
        ("koira puri Turkissa", {"what": "animal", "serious": ("abroad",)}, (U,)),
        ("punainen rengas", {"what": "tick", "signs": ("ring",), "duration": "d7"}, (D, N)),
        ("punkki ja kuume 2 vk", {"what": "tick", "serious": ("fever",)}, (U,)),
        ("punkki, kuume, jäykkä niska", {"what": "tick", "alarm": ("meningitis",)}, (E, U)),
        ("ihmisen purema, iho rikki", {"what": "human", "signs": ("skin_broken",)}, (U, D)),
        ("ihottuma ilman pistoa", {"what": "none_known"}, (X,)),
    ],
    "nosebleed": [
        ("loppui itsestään, 30 v", {"age": 30}, (S,)),
        ("lapsi 5 v kaiveli, loppui", {**CHILD, "age": 5}, (S,)),
        ("vuotaa nyt, ei painettu, 25 v", {"age": 25, "bleeding": "now"}, (S,)),
        ("vuotaa yli 20 min", {"serious": ("not_stopping",)}, (U,)),
        ("Marevan, vuotaa", {"age": 72, "background": ("blood_thinner",), "bleeding": "now"}, (U, E)),
        ("Marevan, loppui", {"age": 60, "background": ("blood_thinner",)}, (N, D)),
        ("verta vuolaasti", {"alarm": ("pouring",)}, (E,)),
        ("usein viikossa, 10 v", {**CHILD, "age": 10, "often": "repeated"}, (N,)),
        ("mustelmia ilman syytä", {**CHILD, "age": 6, "serious": ("other_bleeding",)}, (U,)),
        ("vauva 8 kk vuotaa", {**CHILD, "age": 0.7}, (U, E)),
        ("80 v vuotaa nyt", {"age": 80, "bleeding": "now"}, (D, U)),
        ("isku päähän", {"cause": "head_hit"}, (X,)),
    ],
    "numbness_weakness": [
        ("suupieli roikkuu", {"age": 66, "alarm": ("stroke",)}, (E,)),
        ("kädet puutuvat öisin, 2 vk", {"age": 39, "duration": "d14_41"}, (S, N)),
        ("nukkui käden päällä", {"age": 24, "place": "pose"}, (S,)),
        ("puutuminen jo 2 kk öisin", {"age": 45, "place": "fingers", "duration": "over_42"}, (N,)),
        ("haaroväli puutuu", {"serious": ("saddle",)}, (U, E)),
        ("jaloista ylöspäin", {"serious": ("rising",)}, (U, E)),
        ("puoli kasvoa ei liiku", {"age": 41, "serious": ("face",)}, (U, E)),
        ("diabetes, varpaat puutuvat", {"age": 58, "background": ("weak_immunity",), "place": "feet"}, (N, D)),
        ("nuori, vartalo puutunut viikon, pahenee", {"age": 30, "place": "elsewhere", "course": "worse"}, (U, D)),
        ("koko käsi puutuu jatkuvasti", {"age": 50, "place": "arm_leg", "course": "steady"}, (D,)),
        ("eteisvärinä ja puutuminen", {"age": 74, "background": ("vascular",)}, (D, U)),
        ("ei tiedä missä", {"place": UNKNOWN, "course": "steady"}, (D, U)),
    ],
}
ROWS = [(topic, *row) for topic, rows in VIGNETTES.items() for row in rows]


def urgency(protocol: Protocol, answers: dict[str, Value]) -> Urgency:
    """What the vignette does not tell is the mildest answer, or an adult's."""
    return urgency_of(protocol, {**USUAL, **USUAL_OF.get(protocol.id, {}), **answers})


@pytest.mark.parametrize(("topic", "story", "answers", "acceptable"), ROWS)
def test_vignette(
    protocols: dict[str, Protocol], topic: str, story: str, answers: dict[str, Value], acceptable: tuple[Urgency, ...]
) -> None:
    assert urgency(protocols[topic], answers) in acceptable


@pytest.mark.parametrize("topic", VIGNETTES)
def test_most_get_exactly_the_expected_urgency(protocols: dict[str, Protocol], topic: str) -> None:
    rows = VIGNETTES[topic]
    exact = sum(urgency(protocols[topic], answers) == acceptable[0] for _, answers, acceptable in rows)
    assert exact / len(rows) >= 0.85


@pytest.mark.parametrize("topic", VIGNETTES)
def test_mild_cases_end_in_self_care(protocols: dict[str, Protocol], topic: str) -> None:
    mild = [answers for _, answers, acceptable in VIGNETTES[topic] if acceptable[0] is Urgency.SELF_CARE]
    assert mild
    assert sum(urgency(protocols[topic], answers) is Urgency.SELF_CARE for answers in mild) * 2 >= len(mild)


# question, language, text, value
SAID = [
    ("back_pain.serious", "fi", "haaroväli on puutunut", ("saddle",)),
    ("back_pain.serious", "fi", "pissa karkaa ja jalka on heikko", ("bladder", "leg_weak")),
    ("back_pain.signs", "fi", "säteilee pohkeeseen", ("below_knee",)),
    ("back_pain.signs", "sv", "ischias", ("below_knee",)),
    ("back_pain.alarm", "en", "I can't move even with help", ("immobile",)),
    ("back_pain.familiar", "fi", "joo", "usual"),
    ("chest_pain.alarm", "fi", "kyllä se vähän puristaa rintaa", ("pressing",)),
    ("chest_pain.alarm", "sv", "det trycker över bröstet och jag är kallsvettig", ("pressing", "sweat")),
    ("chest_pain.kind", "fi", "sattuu painaessa kylkiluuta", "touch"),
    ("chest_pain.kind", "fi", "se painaa", "heavy"),
    ("chest_pain.kind", "fi", "pistää kun hengitän syvään", "breathing_in"),
    ("chest_pain.kind", "fi", "rasituksessa vaan", "effort"),
    ("chest_pain.background", "fi", "mulla on diabetes", ("risk",)),
    ("knee_symptom.serious", "fi", "polvi on kuuma ja punainen", ("hot",)),
    ("knee_symptom.serious", "fi", "en pysty varaamaan jalalle", ("no_weight",)),
    ("knee_symptom.injury", "fi", "vääntyi ja turposi", "swollen"),
    ("knee_symptom.injury", "fi", "ei", "nothing"),
    ("knee_symptom.injury", "fi", "ei mitään vammaa", "nothing"),
    ("shoulder_symptom.function", "fi", "ei nouse", "stuck"),
    ("shoulder_symptom.injury", "fi", "kaaduin pyörällä", "injured"),
    ("shoulder_symptom.serious", "en", "my shoulder is dislocated", ("dislocated",)),
    ("neck_pain.injury", "fi", "heräsin niska kipeänä", "nothing"),
    ("neck_pain.signs", "fi", "sormet puutuu", ("arm",)),
    ("limb_injury.serious", "fi", "ei pysty astumaan jalalle, en pysty varaamaan", ("no_use",)),
    ("limb_injury.swelling", "fi", "turposi ihan kauheesti, kuin pallo", "much"),
    ("limb_injury.swelling", "sv", "lite svullet", "some"),
    ("limb_injury.swelling", "fi", "on turvonnut", "some"),
    ("limb_injury.swelling", "fi", "ei oo turvonnut", "nothing"),
    ("head_injury.alarm", "fi", "oksentanut monta kertaa", ("vomiting_many",)),
    ("head_injury.serious", "fi", "ei muista tapahtunutta", ("blackout",)),
    ("head_injury.since", "fi", "eilen", "recent"),
    ("head_injury.since", "fi", "kaksi viikkoa sitten", "weeks"),
    ("head_injury.head_pain", "fi", "lievää päänsärkyä", "mild"),
    ("wound_burn.kind", "fi", "poltin käteni hellalla", "burn"),
    ("wound_burn.kind", "fi", "leikkasin sormeen", "cut"),
    ("wound_burn.wound", "fi", "vuotaa mätää", ("infected",)),
    ("wound_burn.tetanus", "fi", "armeijassa", "over_10"),
    ("rash_skin.signs", "fi", "vyöruusu taitaa olla", ("band",)),
    ("rash_skin.itch", "fi", "valvottaa öisin", "sleep"),
    ("bite_sting.what", "fi", "koira puri", "animal"),
    ("bite_sting.what", "sv", "en geting", "insect"),
    ("bite_sting.what", "fi", "se oli punkki", "tick"),
    ("nosebleed.bleeding", "fi", "loppui jo", "stopped"),
    ("nosebleed.cause", "fi", "niistin nenää", "by_itself"),
    ("nosebleed.serious", "en", "it won't stop", ("not_stopping",)),
    ("numbness_weakness.place", "fi", "sormet puutuu öisin", "fingers"),
    ("numbness_weakness.course", "fi", "tulee ja menee", "comes_goes"),
    ("numbness_weakness.serious", "fi", "nilkka ei nouse", ("strength",)),
]


@pytest.mark.parametrize(("question", "language", "text", "value"), SAID)
def test_lay_answer_is_understood(
    protocols: dict[str, Protocol],
    words: Callable[[str, str], Sequence[Word]],
    question: str,
    language: str,
    text: str,
    value: object,
) -> None:
    name, _, question_id = question.partition(".")
    found = understand(protocols[name].question(question_id), words(text, language))
    assert found is not None
    assert found.value == value


# topic, language, opening message, question -> value or mentioned options
OPENINGS = [
    ("back_pain", "fi", "selkä kipeä kun kaaduin portaissa", {"serious": ("fall",)}),
    ("back_pain", "fi", "mulla on iskias ja olen raskaana", {
        "who": "self", "signs": ("below_knee",), "background": ("pregnant",),
    }),
    ("chest_pain", "fi", "rintaa puristaa ja on kylmä hiki", {"alarm": ("pressing", "sweat")}),
    ("knee_symptom", "fi", "polvi meni lukkoon ja polvi on turvonnut", {"serious": ("locked",), "signs": ("swelling",)}),
    ("limb_injury", "fi", "liukastuin ja ranne on vinossa", {"serious": ("deformed",)}),
    ("head_injury", "fi", "lapsi löi päänsä ja on oksentanut", {"who": "child", "serious": ("vomited_once",)}),
    ("wound_burn", "fi", "leikkasin sormeen eikä vuoto lopu", {"kind": "cut", "alarm": ("bleeding",)}),
    ("rash_skin", "fi", "vauvalla on ihottumaa, pilkut ei häviä", {"who": "child", "alarm": ("purpura",)}),
    ("bite_sting", "fi", "ampiainen pisti ja on vaikea hengittää", {"what": "insect", "alarm": ("anaphylaxis",)}),
    ("nosebleed", "fi", "nenä vuotaa, syön marevania", {"background": ("blood_thinner",)}),
    ("numbness_weakness", "sv", "mungipan hänger", {"alarm": ("stroke",)}),
    ("shoulder_symptom", "en", "I fell and dislocated my shoulder", {
        "injury": "injured", "serious": ("dislocated",),
    }),
    ("neck_pain", "fi", "niska jumissa, sormet puutuu", {"signs": ("arm",)}),
]  # fmt: skip


@pytest.mark.parametrize(("topic", "language", "text", "expected"), OPENINGS)
def test_opening_message_is_understood(
    protocols: dict[str, Protocol],
    words: Callable[[str, str], Sequence[Word]],
    topic: str,
    language: str,
    text: str,
    expected: dict[str, object],
) -> None:
    found = understand_all(protocols[topic], start(protocols[topic]), words(text, language))
    assert {key: one.value for key, one in found.items() if one.value} == expected
