"""Lay patients for breathing, heart, dizziness, allergy, pressure, pregnancy, gynaecology, infections, tiredness,
medicines and memory: what they would answer, what is acceptable, and how their words are read.

A first urgency is the expected one, further ones are acceptable. What a vignette does not tell is the mildest answer.
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
from tests.actions.assessment.patients import ADULT, urgency_of

E, U, D, N, S, X = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
    Urgency.NOT_APPLICABLE,
)  # fmt: skip
Row = tuple[str, dict[str, Value], tuple[Urgency, ...]]
Said = tuple[str, str, str, Value]
Opening = tuple[str, str, dict[str, Value]]
Analyse = Callable[[str, str], Sequence[Word]]
ME, CHILD, MOTHER = {"who": "self"}, {"who": "child"}, {"who": "other"}

VIGNETTES: dict[str, list[Row]] = {
    "shortness_of_breath": [
        ("ei pysty puhumaan lauseita, astma", {**ME, "age": 34, "alarm": ("speech",)}, (E,)),
        ("äidin huulet siniset", {**MOTHER, "age": 79, "alarm": ("blue",)}, (E,)),
        ("puristaa rinnasta ja ahdistaa", {**ME, "age": 61, "alarm": ("chest",)}, (E,)),
        ("pähkinä, kieli turpoaa", {**ME, "age": 22, "alarm": ("swelling",)}, (E,)),
        ("pohje turvonnut, hengästyttää", {**ME, "age": 45, "serious": ("calf",)}, (U, E)),
        ("39 kuumetta, hengittäminen sattuu kylkeen", {**ME, "age": 52, "serious": ("fever", "stabbing")}, (U,)),
        ("isä nukkuu istuallaan, nilkat turvoksissa", {**MOTHER, "age": 76, "serious": ("lying",)}, (U,)),
        (
            "synnytyksestä 3 viikkoa, hengästyttää eilisestä",
            {**ME, "age": 30, "background": ("pregnant",), "level": "exertion", "change": "days"},
            (U, E),
        ),
        (
            "äiti 79 v hengästyy pukiessa, kuukausia",
            {**MOTHER, "age": 79, "level": "light", "change": "gradual"},
            (D, U),
        ),
        ("poika 10 v, astma, ahdistaa kävellessä", {**CHILD, "age": 10, "level": "light"}, (U, E)),
        (
            "ventolinea joka päivä, portaissa ahdistaa",
            {**ME, "age": 38, "level": "exertion", "background": ("lung",), "also": ("reliever_more",)},
            (D,),
        ),
        (
            "hengästyn portaissa, pahentunut kuukausia",
            {**ME, "age": 48, "level": "exertion", "change": "gradual"},
            (N, D),
        ),
        ("juostessa vinkuu, 19 v", {**ME, "age": 19, "also": ("wheeze",)}, (N,)),
        ("flunssan jälkeen lenkillä hengästyttää, paranee", {**ME, "age": 29, "level": "hard"}, (S, N)),
        ("flunssa eilisestä, nenä tukossa", {**ME, "age": 33, "change": "days"}, (S,)),
        (
            "juostessa hengästyy enemmän kuin viime vuonna",
            {**ME, "age": 44, "level": "hard", "change": "gradual"},
            (N,),
        ),
        ("paniikkikohtaus meni ohi", {**ME, "age": 26, "also": ("anxiety",)}, (S, N)),
        ("tupakoinut 40 v, laihtunut", {**ME, "age": 60, "level": "exertion", "also": ("weight_loss",)}, (D,)),
        ("en osaa sanoa milloin ahdistaa", {**MOTHER, "age": 50, "level": UNKNOWN}, (U,)),
        ("kolmevuotias: lapsen arvio", {**CHILD, "age": 3}, (X,)),
    ],
    "palpitations": [
        ("sydän hakkaa ja rintaa puristaa", {**ME, "age": 58, "alarm": ("chest",)}, (E,)),
        ("taju meni kesken lenkin", {**ME, "age": 24, "alarm": ("faint",)}, (E,)),
        ("syke 155, hakkaa, tasaista", {**ME, "age": 31, "now": "ongoing", "rhythm": "regular", "pulse": 155}, (U, E)),
        ("rytmi sekaisin tunteja, 67 v", {**ME, "age": 67, "now": "ongoing", "rhythm": "irregular", "pulse": 95}, (U,)),
        ("kesken futistreenin, huimasi, 16 v", {**CHILD, "age": 16, "serious": ("exercise",)}, (U, E)),
        (
            "äidillä 82 flimmeri, epätasainen, nyt ohi",
            {**MOTHER, "age": 82, "rhythm": "irregular", "background": ("heart",)},
            (D, U),
        ),
        ("syke 36 ja väsyttää", {**ME, "age": 72, "now": "ongoing", "rhythm": "regular", "pulse": 36}, (U,)),
        ("suvussa äkkikuolema, muljahduksia", {**ME, "age": 22, "background": ("family",)}, (D, U)),
        ("raskaana, tykyttää iltaisin", {**ME, "age": 29, "rhythm": "regular", "background": ("pregnant",)}, (D, N)),
        ("kohtaus eilen sohvalla, vartti, ohi", {**ME, "age": 36, "rhythm": "regular"}, (S, N)),
        ("kohtauksia viikoittain", {**ME, "age": 36, "rhythm": "regular", "often": "often"}, (N, D)),
        ("muljahduksia pitkin päivää", {**ME, "age": 41, "now": "brief", "often": "often"}, (N,)),
        ("muljahtaa joskus kahvin jälkeen", {**ME, "age": 35, "now": "brief", "also": ("stimulant",)}, (S,)),
        ("jännittää, tykytti, meni ohi", {**ME, "age": 27, "rhythm": "regular", "also": ("stress",)}, (S,)),
        ("krapula, tykyttää, välillä", {**ME, "age": 30, "now": "brief", "also": ("stimulant",)}, (S,)),
        ("en osaa sanoa onko epätasaista, tykyttää", {**ME, "now": "ongoing", "rhythm": UNKNOWN}, (U,)),
        ("vauvan sydän: muu arvio", {**CHILD, "age": 1}, (X,)),
    ],
    "dizziness_fainting": [
        ("äkisti huimaa, puhe puuroutuu", {**MOTHER, "age": 71, "alarm": ("stroke",)}, (E,)),
        ("pyörtyi ja rintaan sattuu", {**MOTHER, "age": 55, "alarm": ("heart",)}, (E,)),
        ("maailma pyörii, ei pysy pystyssä, näkee kahtena", {**ME, "age": 66, "alarm": ("falling",)}, (E,)),
        ("kouristi ja on vieläkin sekava", {**MOTHER, "age": 33, "alarm": ("unwell",)}, (E,)),
        ("poika 14 pyörtyi liikkatunnilla", {**CHILD, "age": 14, "event": "fainted", "faint": ("exertion",)}, (U, E)),
        ("isä 78 pyörtyi keittiöön, pirteä", {**MOTHER, "age": 78, "event": "fainted"}, (U,)),
        ("pyörryin verikokeessa", {**ME, "age": 23, "event": "fainted", "faint": ("usual",)}, (D,)),
        ("huimaa tauotta eilisestä, 68 v", {**ME, "age": 68, "kind": "constant"}, (U, E)),
        ("kiertohuimaus tunteja, 35 v", {**ME, "age": 35, "kind": "constant"}, (D, U)),
        ("huimaa ja kuulo meni toisesta korvasta", {**ME, "age": 50, "serious": ("hearing",)}, (U,)),
        ("raskaana ja pyörryttää bussissa", {**ME, "age": 30, "event": "near", "background": ("pregnant",)}, (D, U)),
        ("huimaus uudesta verenpainelääkkeestä", {**ME, "age": 59, "background": ("medicine",)}, (D,)),
        ("mummo kaatunut huimauksen takia", {**MOTHER, "age": 84, "background": ("fallen",)}, (D, U)),
        ("sängyssä kääntyessä pyörii, 3 pv", {**ME, "age": 45, "kind": "turning"}, (S, N)),
        ("asentohuimaus kuukauden", {**ME, "age": 45, "kind": "turning", "duration": "d14"}, (N,)),
        ("noustessa mustenee silmissä, 17 v", {**ME, "age": 17}, (S,)),
        ("keinuttaa stressissä pari päivää", {**ME, "age": 38, "kind": "vague"}, (S, N)),
        ("en muista pyörryinkö", {**ME, "age": 50, "event": UNKNOWN}, (D, U)),
        ("taapero: muu arvio", {**CHILD, "age": 2}, (X,)),
    ],
    "allergic_reaction": [
        ("ampiainen pisti, hengitys vinkuu", {**ME, "age": 40, "alarm": ("breathing",)}, (E,)),
        ("söi pähkinää, kieli turpoaa", {**CHILD, "age": 8, "alarm": ("throat",)}, (E,)),
        ("nokkosihottuma, pyörtyi", {**MOTHER, "age": 30, "alarm": ("circulation",)}, (E,)),
        ("epipen käytetty, olo parempi", {**ME, "age": 19, "alarm": ("adrenaline",)}, (E,)),
        ("antibiootista iho kuoriutuu ja suu rikki", {**ME, "age": 36, "alarm": ("blisters",)}, (E,)),
        ("huulet turposi pähkinästä, hengitys ok", {**ME, "age": 27, "serious": ("face",)}, (U, E)),
        ("verenpainelääke, suun seutu turvonnut", {**ME, "age": 66, "serious": ("ace",)}, (U, E)),
        ("kaksivuotias, munasta paukamia", {**CHILD, "age": 2, "cause": "food", "symptoms": ("hives",)}, (U, D)),
        (
            "amoksisilliinin kolmas päivä, kutiava ihottuma",
            {**ME, "age": 33, "cause": "drug", "symptoms": ("hives",), "course": "same"},
            (D, U),
        ),
        (
            "mansikoista nokkosihottuma, leviää",
            {**ME, "age": 25, "cause": "food", "symptoms": ("hives",), "course": "worse"},
            (U,),
        ),
        ("ripsistä luomet turposi", {**ME, "age": 28, "cause": "contact", "symptoms": ("eyelids",)}, (D,)),
        (
            "siitepöly, lääke ei pure",
            {**ME, "age": 31, "cause": "pollen", "symptoms": ("nose",), "relief": "poor"},
            (N,),
        ),
        ("siitepöly, aivastuttaa", {**ME, "age": 31, "cause": "pollen", "symptoms": ("nose",), "course": "same"}, (S,)),
        ("omena kutittaa suuta", {**ME, "age": 22, "cause": "food", "symptoms": ("mouth_itch",)}, (S, N)),
        ("uusi pesuaine, käsi kutisee", {**ME, "age": 45, "cause": "contact", "symptoms": ("eczema",)}, (S,)),
        ("pikku nokkosihottuma kissasta, ohi", {**ME, "age": 29, "cause": "pollen", "symptoms": ("hives",)}, (S, N)),
        ("en tiedä mistä paukamia", {**ME, "age": 29, "cause": UNKNOWN, "symptoms": ("hives",)}, (D, U)),
        ("vauva 8 kk, läiskiä: lapsen arvio", {**CHILD, "age": 0.7}, (X,)),
    ],
    "blood_pressure": [
        ("210/120 ja rintakipu", {**ME, "age": 60, "alarm": ("chest",)}, (E,)),
        ("paine 190, puhe sammaltaa", {**MOTHER, "age": 74, "alarm": ("stroke",)}, (E,)),
        ("205/115, ei oireita", {**ME, "age": 55, "systolic": 205, "diastolic": 115}, (U,)),
        ("185/100 ja kova päänsärky", {**ME, "age": 55, "serious": ("headache",), "systolic": 185}, (U,)),
        ("188/105, ei oireita", {**ME, "age": 63, "systolic": 188, "diastolic": 105}, (D,)),
        ("raskaana, 142/92", {**ME, "age": 32, "background": ("pregnant",), "systolic": 142, "diastolic": 92}, (U,)),
        (
            "lääke loppunut, 165/95",
            {**ME, "age": 58, "background": ("missed",), "systolic": 165, "diastolic": 95},
            (D, N),
        ),
        ("88/55 ja ripulissa", {**MOTHER, "age": 80, "serious": ("low",)}, (U, E)),
        ("165/100 apteekissa", {**ME, "age": 50, "systolic": 165, "diastolic": 100}, (N, D)),
        (
            "kotimittauksissa 150/95",
            {**ME, "age": 48, "basis": "series", "systolic": 150, "diastolic": 95},
            (N,),
        ),
        ("diabetes, 150/88", {**ME, "age": 61, "background": ("ill",), "systolic": 150, "diastolic": 88}, (N,)),
        ("hammaslääkärissä 148/90, jännitti", {**ME, "age": 35, "systolic": 148, "diastolic": 90}, (S, N)),
        ("kotona 128/80", {**ME, "age": 45, "basis": "series", "systolic": 128, "diastolic": 80}, (S,)),
        ("nuori nainen 98/60, hyvä olo", {**ME, "age": 24, "systolic": 98, "diastolic": 60}, (S,)),
        ("en ole mitannut, haluan tietää normaalin", {**ME, "age": 40, "basis": "not_measured"}, (S, N)),
        ("en muista lukuja", {**MOTHER, "age": 70, "systolic": UNKNOWN, "diastolic": UNKNOWN}, (D, N)),
        ("lapsi 8 v: muu arvio", {**CHILD, "age": 8}, (X,)),
    ],
    "pregnancy_problem": [
        ("rv 7, pyörtyi ja vatsaan sattuu", {**ME, "age": 30, "alarm": ("shock",)}, (E,)),
        ("rv 38, ponnistuttaa", {**MOTHER, "age": 27, "alarm": ("birth",)}, (E,)),
        ("rv 34, kouristi", {**MOTHER, "age": 33, "alarm": ("seizure",)}, (E,)),
        (
            "testi plussa, toispuoleinen kipu",
            {**ME, "age": 26, "stage": "early", "serious": ("bleeding_pain",)},
            (U, E),
        ),
        ("rv 33, liikkeet vähentyneet", {**ME, "age": 29, "stage": "late", "late_signs": ("movements",)}, (U,)),
        (
            "rv 35, silmissä vilisee, päätä särkee",
            {**ME, "age": 31, "stage": "late", "serious": ("preeclampsia",)},
            (U,),
        ),
        ("rv 28, maha kovettuu jatkuvasti", {**ME, "age": 31, "stage": "late", "late_signs": ("contractions",)}, (U,)),
        ("rv 24 kaaduin liukkaalla", {**ME, "age": 31, "stage": "late", "serious": ("blow",)}, (U, D)),
        ("viikko synnytyksestä, kuume", {**ME, "age": 31, "stage": "after", "serious": ("fever",)}, (U,)),
        ("rv 9, mikään ei pysy sisällä", {**ME, "age": 24, "stage": "early", "serious": ("cannot_drink",)}, (U,)),
        ("rv 6, tiputtelua ilman kipua", {**ME, "age": 28, "stage": "early", "also": ("spotting",)}, (D,)),
        ("kirvelee pissatessa, rv 15", {**ME, "age": 28, "stage": "early", "also": ("urine",)}, (D,)),
        ("imetys, rinta punainen", {**ME, "age": 34, "stage": "after", "also": ("breast",)}, (D, U)),
        ("rv 26, liitoskivut", {**ME, "age": 29, "stage": "late", "also": ("pelvis",), "severity": 3}, (N,)),
        ("rv 8, aamupahoinvointi, juoma pysyy", {**ME, "age": 29, "stage": "early", "also": ("common",)}, (S,)),
        ("rv 30, närästää ja suonenvetoa", {**ME, "age": 36, "stage": "late", "also": ("common",)}, (S,)),
        ("raskaana, masentaa", {**ME, "age": 25, "stage": "early", "also": ("mood",)}, (D,)),
        ("ei tiedä raskausviikkoja, vuotaa runsaasti", {**ME, "stage": UNKNOWN, "serious": ("heavy",)}, (U, E)),
        ("kuusivuotias: muu arvio", {**MOTHER, "age": 6, "stage": "early"}, (X,)),
    ],
    "gynaecological": [
        ("pyörtyi, alavatsaan sattuu", {**MOTHER, "age": 28, "alarm": ("shock",)}, (E,)),
        ("verta valuu solkenaan", {**ME, "age": 44, "alarm": ("bleeding",)}, (E,)),
        ("tampooni vuotaa ohi tunnissa, heikottaa", {**ME, "age": 39, "serious": ("heavy",)}, (U, E)),
        ("kuume 38,8 ja alavatsakipu", {**ME, "age": 24, "serious": ("fever",)}, (U,)),
        ("menkat myöhässä, kipu 6 alavatsalla", {**ME, "age": 30, "pregnant": "possible", "severity": 6}, (U, E)),
        ("raiskaus", {**ME, "age": 21, "serious": ("assault",)}, (U,)),
        ("67 v, verta vaikka menkat loppu", {**ME, "age": 67, "bleeding": "menopause"}, (N, D)),
        ("marevan, vuoto runsasta", {**ME, "age": 45, "bleeding": "irregular", "background": ("thinner",)}, (D, U)),
        ("menkat kolme viikkoa", {**ME, "age": 36, "bleeding": "irregular", "duration": "d10"}, (N, D)),
        ("kalalta haisee", {**ME, "age": 33, "also": ("smell",)}, (N,)),
        ("vatsa turvoksissa viikkoja, laihtunut", {**ME, "age": 62, "also": ("bloating",)}, (D, N)),
        ("kuumia aaltoja, 51 v", {**ME, "age": 51, "also": ("menopause",)}, (N,)),
        ("tuttu hiiva", {**ME, "age": 27, "also": ("itch",)}, (S,)),
        ("tutut menkkakivut, 4", {**ME, "age": 19, "also": ("cramps",), "severity": 4}, (S, N)),
        ("vähän tiputtelua pillereiden kanssa", {**ME, "age": 23, "bleeding": "irregular"}, (S, N)),
        ("hiivaan ei auta puikot", {**ME, "age": 27, "also": ("itch",), "background": ("treated",)}, (N,)),
        ("en tiedä olenko raskaana, vuotaa", {**ME, "age": 27, "pregnant": UNKNOWN, "bleeding": "irregular"}, (D,)),
        ("tyttö 6 v: muu arvio", {**MOTHER, "age": 6}, (X,)),
    ],
    "sti_symptom": [
        ("kuume, sekava, alavatsakipu", {**MOTHER, "age": 30, "alarm": ("sepsis",)}, (E,)),
        ("kives turvonnut ja kipeä", {**ME, "age": 23, "serious": ("testicle",)}, (U, E)),
        ("kumppanilla hiv, eilen", {**ME, "age": 29, "serious": ("hiv",)}, (U,)),
        ("kuume ja kova alavatsakipu", {**ME, "age": 21, "serious": ("fever",)}, (U,)),
        ("peniksestä valuu mätää", {**ME, "age": 26, "symptoms": ("pus",), "exposure": "unprotected"}, (D, U)),
        ("kipeitä rakkuloita, ensimmäinen kerta", {**ME, "age": 24, "symptoms": ("blisters",)}, (D,)),
        ("raskaana, valkovuotoa", {**ME, "age": 28, "symptoms": ("burning",), "background": ("pregnant",)}, (D,)),
        ("14 v, kirvelee", {**ME, "age": 14, "symptoms": ("burning",)}, (D,)),
        ("ehkäisy petti eilen", {**ME, "age": 22, "exposure": "unprotected", "background": ("recent",)}, (D,)),
        ("kirvelee, uusi kumppani", {**ME, "age": 25, "symptoms": ("burning",), "exposure": "unprotected"}, (N, D)),
        ("kumppanilla todettiin klamydia, ei oireita", {**ME, "age": 25, "exposure": "told"}, (N,)),
        ("visvasyyliä", {**ME, "age": 31, "symptoms": ("warts",)}, (N,)),
        ("kutisee, sama kumppani vuosia", {**ME, "age": 35, "symptoms": ("itch",)}, (S,)),
        ("satiaisia", {**ME, "age": 35, "symptoms": ("itch",)}, (S, N)),
        ("en osaa sanoa oireista", {**ME, "age": 20, "symptoms": UNKNOWN}, (D, N)),
        ("kahdeksanvuotias: muu arvio", {**MOTHER, "age": 8}, (X,)),
    ],
    "fatigue": [
        ("väsynyt ja rintaa puristaa", {**ME, "age": 63, "alarm": ("chest",)}, (E,)),
        ("aikoo tappaa itsensä", {**ME, "age": 30, "alarm": ("self_harm",)}, (E,)),
        ("kova jano, laihtunut, 15 v", {**CHILD, "age": 15, "serious": ("sugar",)}, (U, E)),
        ("musta uloste ja voimaton", {**ME, "age": 70, "serious": ("black_stool",)}, (U, E)),
        ("mustelmia ilman syytä, väsynyt", {**ME, "age": 25, "serious": ("bruises",)}, (U,)),
        ("isä 80 makaa päivät, ei selviä", {**MOTHER, "age": 80, "function": "bedbound"}, (U, D)),
        ("yöhikoilua ja laihtunut", {**ME, "age": 44, "signs": ("night_sweats",), "duration": "d28"}, (D,)),
        ("raskaana, osa töistä jää", {**ME, "age": 31, "background": ("pregnant",), "function": "limited"}, (D, N)),
        ("hengästyn pienestä ja väsyttää", {**ME, "age": 58, "signs": ("breath",)}, (D,)),
        ("väsymystä kaksi kuukautta", {**ME, "age": 36, "duration": "d28", "function": "limited"}, (N,)),
        ("ferritiini 8", {**ME, "age": 29, "signs": ("iron",)}, (N,)),
        ("kuorsaus, nukahtelee päivisin", {**ME, "age": 52, "signs": ("snoring",)}, (N,)),
        ("flunssan jälkeen voipunut, viikko", {**ME, "age": 33, "function": "limited", "signs": ("life",)}, (S, N)),
        ("pikkulapset valvottaa", {**ME, "age": 34, "signs": ("life",)}, (S,)),
        ("stressiä töissä pari viikkoa", {**ME, "age": 45, "signs": ("life",)}, (S, N)),
        ("en osaa sanoa miten jaksaa", {**MOTHER, "age": 60, "function": UNKNOWN}, (D,)),
        ("viisivuotias: muu arvio", {**CHILD, "age": 5}, (X,)),
    ],
    "medication_problem": [
        ("söi tahallaan koko paketin", {**ME, "age": 24, "alarm": ("on_purpose",)}, (E,)),
        ("unilääkettä, ei herää kunnolla", {**MOTHER, "age": 70, "alarm": ("consciousness",)}, (E,)),
        ("antibiootti, kurkku turpoaa", {**ME, "age": 35, "alarm": ("allergy",)}, (E,)),
        ("taapero söi lääkkeitä", {**CHILD, "age": 2, "serious": ("wrong",)}, (U, E)),
        ("liikaa panadolia vahingossa", {**ME, "age": 40, "serious": ("too_much",)}, (U, E)),
        ("kaksi marevania", {**ME, "age": 72, "problem": "double", "drug": ("thinner",)}, (U,)),
        ("lapselle antibiootti kahdesti", {**CHILD, "age": 4, "problem": "double", "drug": ("antibiotic",)}, (U, D)),
        ("insuliini loppui", {**ME, "age": 33, "problem": "stopped", "drug": ("insulin",)}, (U, D)),
        ("epilepsialääke unohtui", {**ME, "age": 27, "problem": "missed", "drug": ("brain",)}, (D,)),
        ("verenpainelääke loppunut", {**ME, "age": 59, "problem": "stopped", "drug": ("heart",)}, (D,)),
        ("uusi lääke pyörryttää, haittaa", {**ME, "age": 50, "problem": "effect", "harm": "bothers"}, (D,)),
        ("metformiini vatsa sekaisin lievästi", {**ME, "age": 55, "problem": "effect", "drug": ("heart",)}, (N, S)),
        ("unohdin eilen kolesterolilääkkeen", {**ME, "age": 60, "problem": "missed"}, (S,)),
        ("saako buranaa ja panadolia ottaa yhdessä", {**ME, "age": 30}, (S,)),
        ("otin allergiapillerin kahdesti, olo hyvä", {**ME, "age": 30, "problem": "double"}, (S, D)),
        ("en tiedä mikä lääke tuplana", {**MOTHER, "age": 80, "problem": "double", "drug": UNKNOWN}, (U,)),
        ("vauva: muu arvio", {**CHILD, "age": 0.5}, (X,)),
    ],
    "memory_problem": [
        ("mummo äkisti puhe sekoaa, suupieli roikkuu", {**MOTHER, "age": 82, "alarm": ("stroke",)}, (E,)),
        ("muisti katosi tänään, kyselee samaa", {**MOTHER, "age": 64, "alarm": ("amnesia",)}, (E, U)),
        ("isä kadonnut kotoa", {**MOTHER, "age": 79, "alarm": ("danger",)}, (E,)),
        ("äiti 85 sekava eilisestä, kuume", {**MOTHER, "age": 85, "serious": ("delirium", "ill")}, (U, E)),
        ("löi päänsä kaksi viikkoa sitten, muisti huono", {**MOTHER, "age": 76, "serious": ("head_injury",)}, (U,)),
        ("marevan, huonontunut viikoissa", {**MOTHER, "age": 77, "pace": "weeks", "background": ("thinner",)}, (U, D)),
        ("huonontunut selvästi viikoissa", {**MOTHER, "age": 60, "pace": "weeks"}, (D, U)),
        ("hella jää päälle", {**MOTHER, "age": 80, "pace": "slow", "daily": ("unsafe",)}, (D,)),
        ("omaishoitaja uupunut", {**MOTHER, "age": 83, "background": ("dementia",), "daily": ("carer",)}, (D,)),
        ("kyselee samoja, vähitellen", {**MOTHER, "age": 74, "pace": "slow", "daily": ("money",)}, (N, D)),
        ("sanat hukassa, 58 v", {**ME, "age": 58, "pace": "slow", "daily": ("words",)}, (N,)),
        ("nimet unohtuu, stressiä, 42 v", {**ME, "age": 42, "background": ("mood",)}, (S,)),
        ("avaimet hukassa kiireessä, 35 v", {**ME, "age": 35}, (S,)),
        ("valvoo vauvan kanssa, hajamielinen", {**ME, "age": 31, "background": ("mood",)}, (S,)),
        ("en osaa sanoa muutoksesta", {**ME, "age": 66, "pace": UNKNOWN}, (D, N)),
        ("koululainen: muu arvio", {**CHILD, "age": 11}, (X,)),
    ],
}

# question, language, what is written, the answer
UNDERSTOOD: dict[str, list[Said]] = {
    "shortness_of_breath": [
        ("alarm", "fi", "huulet on ihan siniset", ("blue",)),
        ("alarm", "fi", "alko ihan yhtäkkiä", ("sudden",)),
        ("serious", "sv", "det gör ont att andas", ("stabbing",)),
        ("level", "fi", "rappusissa", "exertion"),
        ("level", "fi", "ihan levossakin", "rest"),
        ("level", "en", "even getting dressed", "light"),
        ("change", "fi", "pikkuhiljaa syksyn aikana", "gradual"),
        ("also", "fi", "nilkat on turvoksissa", ("legs",)),
    ],
    "palpitations": [
        ("alarm", "fi", "rinnasta kyllä puristaa", ("chest",)),
        ("now", "fi", "joo hakkaa vieläkin", "ongoing"),
        ("now", "fi", "meni itsekseen ohi", "over"),
        ("now", "sv", "det kommer och går", "brief"),
        ("rhythm", "fi", "muljahtelee vaan", "skips"),
        ("rhythm", "fi", "ihan epätasainen", "irregular"),
        ("rhythm", "en", "it skips a beat", "skips"),
        ("pulse", "fi", "130", 130),
        ("pulse", "fi", "en tiiä", UNKNOWN),
        ("often", "fi", "melkein joka päivä", "often"),
    ],
    "dizziness_fainting": [
        ("event", "fi", "meinasin tuupertua mutta en pyörtynyt", "near"),
        ("event", "fi", "ei", "dizzy"),
        ("event", "fi", "taju meni hetkeksi", "fainted"),
        ("event", "sv", "svimmade i bussen", "fainted"),
        ("kind", "fi", "kun käännyn sängyssä", "turning"),
        ("kind", "fi", "ku nousen ylös", "standing"),
        ("kind", "en", "when i stand up", "standing"),
        ("faint", "fi", "ihan ilman varotusta", ("exertion",)),
        ("background", "fi", "syön marevania", ("vascular",)),
        ("duration", "fi", "pari viikkoo", "d14"),
    ],
    "allergic_reaction": [
        ("alarm", "fi", "kurkku tuntuu menevän umpeen", ("throat",)),
        ("serious", "fi", "huulet on ihan turvoksissa", ("face",)),
        ("cause", "fi", "söin katkarapuja", "food"),
        ("cause", "sv", "getingstick", "sting"),
        ("symptoms", "fi", "nokkosihottumaa käsissä", ("hives",)),
        ("course", "fi", "kokoajan pahenee", "worse"),
        ("relief", "fi", "ei mikään auta", "poor"),
        ("relief", "en", "haven't tried", "helps"),
    ],
    "blood_pressure": [
        ("systolic", "fi", "165", 165),
        ("systolic", "fi", "158/96", 158),
        ("diastolic", "fi", "96", 96),
        ("basis", "fi", "apteekissa mitattiin", "once"),
        ("basis", "fi", "en oo mitannu", "not_measured"),
        ("basis", "en", "at home for a week", "series"),
        ("background", "fi", "lääkkeet on loppu", ("missed",)),
        ("serious", "sv", "jag har svår huvudvärk", ("headache",)),
    ],
    "pregnancy_problem": [
        ("stage", "fi", "ihan alussa", "early"),
        ("stage", "fi", "synnytin viikko sitten", "after"),
        ("stage", "sv", "sista trimestern", "late"),
        ("serious", "fi", "silmissä vilisee ja päätä särkee", ("preeclampsia",)),
        ("late_signs", "fi", "housut kastu, varmaan lapsivettä", ("waters",)),
        ("late_signs", "en", "the baby is moving less", ("movements",)),
        ("also", "fi", "pissatessa kirvelee", ("urine",)),
    ],
    "gynaecological": [
        ("alarm", "fi", "verta valuu ihan solkenaan", ("bleeding",)),
        ("pregnant", "fi", "ei, testi oli negatiivinen", "not_possible"),
        ("pregnant", "fi", "voi ollakin", "possible"),
        ("bleeding", "fi", "menkat ei lopu", "irregular"),
        ("bleeding", "sv", "blöder efter samlag", "after_sex"),
        ("also", "fi", "pimppi kutisee", ("itch",)),
        ("also", "en", "hot flushes", ("menopause",)),
    ],
    "sti_symptom": [
        ("serious", "fi", "toinen kives on turvonnu", ("testicle",)),
        ("symptoms", "fi", "valuu mätää", ("pus",)),
        ("symptoms", "fi", "syyliä terskassa", ("warts",)),
        ("symptoms", "sv", "sår på penis", ("blisters",)),
        ("exposure", "fi", "kortsu hajosi", "unprotected"),
        ("exposure", "en", "my partner tested positive", "told"),
        ("background", "fi", "oon raskaana", ("pregnant",)),
    ],
    "fatigue": [
        ("serious", "fi", "janottaa koko ajan ja oon laihtunu", ("sugar",)),
        ("function", "fi", "makaan vaan sängyssä", "bedbound"),
        ("function", "fi", "pystyn käymään töissä", "manages"),
        ("signs", "fi", "rauta-arvot on matalat", ("iron",)),
        ("signs", "sv", "jag sover dåligt", ("life",)),
        ("signs", "en", "i have night sweats", ("night_sweats",)),
        ("duration", "fi", "kolme kuukautta", "d28"),
    ],
    "medication_problem": [
        ("serious", "fi", "otin vaimoni dosetista väärät lääkkeet", ("wrong",)),
        ("problem", "fi", "unohdin ottaa eilen", "missed"),
        ("problem", "fi", "tuli otettua kahteen kertaan", "double"),
        ("problem", "sv", "medicinen är slut", "stopped"),
        ("drug", "fi", "se on marevan", ("thinner",)),
        ("harm", "fi", "ihan hyvä olo", "fine"),
        ("harm", "en", "i feel terrible", "bad"),
    ],
    "memory_problem": [
        ("serious", "fi", "ihan sekava eilisestä lähtien", ("delirium",)),
        ("pace", "fi", "pikkuhiljaa huonontunu", "slow"),
        ("pace", "en", "gradually over months", "slow"),
        ("daily", "fi", "hella jää päälle", ("unsafe",)),
        ("daily", "sv", "hon frågar samma saker", ("money",)),
        ("background", "fi", "todettu alzheimer", ("dementia",)),
    ],
}

# language, opening message, the answers it gives unasked
TOLD: dict[str, list[Opening]] = {
    "shortness_of_breath": [
        ("fi", "isällä keuhkoahtauma ja henki vinkuu", {"who": "other", "background": ("lung",), "also": ("wheeze",)}),
        ("sv", "jag blir andfådd i trapporna", {"level": "exertion"}),
    ],
    "palpitations": [
        ("fi", "äidillä 82 pulssi epätasainen", {"who": "other", "rhythm": "irregular"}),
        ("fi", "sydän muljahtelee", {"rhythm": "skips"}),
        ("en", "skipped beats after coffee", {"rhythm": "skips", "also": ("stimulant",)}),
    ],
    "dizziness_fainting": [
        ("fi", "isä pyörtyi aamulla keittiöön", {"who": "other", "event": "fainted"}),
        ("fi", "huimaa kun käännän päätä sängyssä", {"kind": "turning"}),
    ],
    "allergic_reaction": [
        ("fi", "koivuallergia ja silmät kutisee", {"cause": "pollen", "symptoms": ("nose",)}),
        ("en", "swollen lips after nuts", {"serious": ("face",)}),
    ],
    "blood_pressure": [
        ("fi", "verenpainelääkitys ei riitä, lukemat koholla", {"background": ("dose",)}),
        ("fi", "raskaana ja paineet koholla", {"background": ("pregnant",)}),
    ],
    "pregnancy_problem": [
        (
            "fi",
            "positiivinen testi ja toispuoleinen kipu alavatsalla",
            {"stage": "early", "serious": ("bleeding_pain",)},
        ),
        ("sv", "barnet rör sig mindre", {"late_signs": ("movements",)}),
    ],
    "gynaecological": [
        ("fi", "alapää kutisee ja tulee rahkamaista vuotoa", {"also": ("itch",)}),
        ("fi", "menopaussin jälkeen alkoi tulla verta", {"bleeding": "menopause"}),
    ],
    "sti_symptom": [
        ("fi", "kumppanilla todettiin klamydia", {"exposure": "told"}),
        ("fi", "peniksestä valuu mätää", {"symptoms": ("pus",)}),
    ],
    "fatigue": [
        ("fi", "ferritiini oli 8 ja hiukset lähtee", {"signs": ("iron", "thyroid")}),
        ("fi", "voipunut olo flunssan jälkeen", {"signs": ("life",)}),
    ],
    "medication_problem": [
        ("fi", "unohdin ottaa lääkkeen", {"problem": "missed"}),
        ("en", "side effects from antibiotics", {"problem": "effect", "drug": ("antibiotic",)}),
    ],
    "memory_problem": [
        (
            "fi",
            "äidillä alzheimer ja hella jää päälle",
            {"who": "other", "daily": ("unsafe",), "background": ("dementia",)},
        ),
        ("fi", "mummo on yhtäkkiä sekava", {"who": "other", "serious": ("delirium",)}),
    ],
}


def urgency(protocol: Protocol, answers: dict[str, Value]) -> Urgency:
    """What the vignette does not tell is the mildest answer, or an adult's."""
    return urgency_of(protocol, {**ADULT, "basis": "once", "cause": "pollen", "problem": "question", **answers})


CASES = [(topic, *row) for topic, rows in VIGNETTES.items() for row in rows]


@pytest.mark.parametrize(("topic", "story", "answers", "acceptable"), CASES)
def test_a_patient_gets_an_acceptable_urgency(
    protocols: dict[str, Protocol], topic: str, story: str, answers: dict[str, Value], acceptable: tuple[Urgency, ...]
) -> None:
    assert urgency(protocols[topic], answers) in acceptable


@pytest.mark.parametrize(
    ("topic", "question", "language", "text", "value"),
    [(topic, *row) for topic, rows in UNDERSTOOD.items() for row in rows],
)
def test_an_answer_in_lay_words_is_read(
    protocols: dict[str, Protocol], words: Analyse, topic: str, question: str, language: str, text: str, value: Value
) -> None:
    found = understand(protocols[topic].question(question), words(text, language))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("topic", "language", "text", "answers"),
    [(topic, *row) for topic, rows in TOLD.items() for row in rows],
)
def test_an_opening_message_is_not_asked_again(
    protocols: dict[str, Protocol], words: Analyse, topic: str, language: str, text: str, answers: dict[str, Value]
) -> None:
    protocol = protocols[topic]
    found = understand_all(protocol, start(protocol), words(text, language))
    assert {question: told.value for question, told in found.items()} == answers


def test_most_patients_get_exactly_the_expected_urgency(protocols: dict[str, Protocol]) -> None:
    exact = sum(urgency(protocols[topic], answers) == acceptable[0] for topic, _, answers, acceptable in CASES)
    assert exact / len(CASES) >= 0.85
