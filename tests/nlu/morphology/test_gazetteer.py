"""Every municipality in every local case, typed in lower case.

The forms are inflected here by Voikko's own knowledge of each name, not by the gazetteer's stems: letters
are put together blindly and the forms that Voikko reads as the name in the wanted case are kept. The few
names that Voikko does not know are written out by hand.
"""

from __future__ import annotations

import pytest
from libvoikko import Voikko

from nlu.morphology import Morphology
from nlu.morphology.gazetteer import Gazetteer
from nlu.morphology.lexicon import Lexicon

CASES = {
    "inessive": "sisaolento", "elative": "sisaeronto", "illative": "sisatulento",
    "adessive": "ulkoolento", "ablative": "ulkoeronto", "allative": "ulkotulento",
}  # fmt: skip
ENDINGS = {
    "inessive": ("ssa", "ssä"), "elative": ("sta", "stä"), "adessive": ("lla", "llä"), "ablative": ("lta", "ltä"),
    "allative": ("lle",), "illative": ("an", "en", "in", "on", "un", "yn", "än", "ön",
                 "han", "hän", "hyn", "hun", "hin", "hön", "seen"),
}  # fmt: skip
BY_HAND = {
    "isokyrö": ("isossakyrössä", "isostakyröstä", "isoonkyröön", "isollakyröllä"),
    "kemiönsaari": ("kemiönsaaressa", "kemiönsaaresta", "kemiönsaareen", "kemiönsaarelle"),
    "korsnäs": ("korsnäsissä", "korsnäsistä", "korsnäsiin", "korsnäsille"),
    "lemland": ("lemlandissa", "lemlandista", "lemlandiin", "lemlandille"),
    "lumparland": ("lumparlandissa", "lumparlandista", "lumparlandiin"),
    "pedersören kunta": ("pedersöressä", "pedersörestä", "pedersöreen", "pedersören"),
    "saltvik": ("saltvikissa", "saltvikista", "saltvikiin"),
    "sund": ("sundissa", "sundista", "sundiin"),
    "maarianhamina": ("maarianhaminassa", "maarianhaminasta", "maarianhaminaan"),
    "uusikaupunki": ("uudessakaupungissa", "uudestakaupungista", "uuteenkaupunkiin"),
    "uusikaarlepyy": ("uudessakaarlepyyssä", "uudestakaarlepyystä", "uuteenkaarlepyyhyn"),
    "virrat": ("virroilla", "virroilta", "virroille", "virtain"),
    "alavus": ("alavudessa", "alavudesta", "alavuteen", "alavudelle"),
    "finström": ("finströmissä", "finströmistä", "finströmiin"),
    "hammarland": ("hammarlandissa", "hammarlandista", "hammarlandiin"),
    "kökar": ("kökarissa", "kökarista", "kökariin"),
    "pihtipudas": ("pihtiputaalla", "pihtiputaalta", "pihtiputaalle", "pihtiputaan"),
    "varkaus": ("varkaudessa", "varkaudesta", "varkauteen"),
    "koski tl": ("koskella", "koskelta", "koskelle"),
}
# Ordinary words of residents' messages that are municipalities too: the ordinary word is chosen.
ORDINARY = {"kolari": "kolari", "aura": "aura", "laihia": "laiha", "koski tl": "koski", "veteli": "vetelä"}


def _stems(name: str) -> set[str]:
    """Guesses at the stems of a name: weak grades, -inen words, other final vowels."""
    stems = {name, name[:-1] + "e", name + "e", name + "kse", name[:-1] + "kse", name[:-1] + "ude", name[:-1] + "a"}
    stems |= {name[:-3] + tail for tail in ("se", "si") if name.endswith("nen")}
    for strong, weak in (("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"),
                         ("rt", "rr"), ("lk", "l"), ("k", ""), ("p", "v"), ("t", "d")):  # fmt: skip
        for stem in set(stems):
            at = stem.rfind(strong)
            if at > 0:
                stems.add(stem[:at] + weak + stem[at + len(strong) :])
    stems |= {name[:-2] + tail for tail in ("de", "te") if name.endswith("si")}
    stems |= {name[:-3] + "tume"} if name.endswith("dun") else set()
    return stems


@pytest.fixture(scope="module")
def forms(lexicon: Lexicon) -> list[tuple[str, str, str]]:
    """(name, case, form) of all municipalities."""
    voikko, rows = Voikko("fi"), []
    for name in (place.name.lower() for place in lexicon.municipalities):
        if name in BY_HAND:
            rows += [(name, "", form) for form in BY_HAND[name]]
            continue
        for case, endings in ENDINGS.items():
            found = {
                form
                for stem in _stems(name)
                for form in (stem + ending for ending in endings)
                if any(
                    a["BASEFORM"].lower() == name and a.get("SIJAMUOTO") == CASES[case] and a["CLASS"] == "paikannimi"
                    for a in voikko.analyze(form)
                )
            }
            rows += [(name, case, form) for form in found if "issa" not in form or len(found) == 1]
    return rows


def test_the_forms_cover_all_municipalities_and_cases(forms: list[tuple[str, str, str]]) -> None:
    assert len({name for name, _, _ in forms}) == 309
    inflected = {(name, case) for name, case, _ in forms if name not in BY_HAND}
    assert len(inflected) == len(CASES) * (309 - len(BY_HAND))


def test_the_base_form_is_the_municipality(finnish: Morphology, forms: list[tuple[str, str, str]]) -> None:
    wrong = {form for name, _, form in forms if finnish.analyse(f"asun {form}")[1].lemma != name}
    allowed = {form for name, _, form in forms if name in ORDINARY}
    assert len(wrong - allowed) <= 0.01 * len(forms), sorted(wrong - allowed)


def test_the_municipality_is_at_least_among_the_base_forms(
    finnish: Morphology, forms: list[tuple[str, str, str]]
) -> None:
    missing = {form for name, _, form in forms if name not in finnish.analyse(f"asun {form}")[1].lemmas}
    assert len(missing) <= 0.005 * len(forms), sorted(missing)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("porvoossa", "porvoo"), ("PORVOOSSA", "porvoo"), ("Iisalmelta", "iisalmi"), ("savonlinnasta", "savonlinna"),
        ("rovaniemellä", "rovaniemi"), ("kotkassa", "kotka"), ("salossa", "salo"), ("vaasassa", "vaasa"),
        ("hämeenlinnaan", "hämeenlinna"), ("pietarsaaressa", "pietarsaari"), ("tampereella", "tampere"),
        ("kristiinankaupungissa", "kristiinankaupunki"), ("borgåssa", "porvoo"), ("borgå", "porvoo"),
        ("åbossa", "turku"), ("esbo", "espoo"), ("kangasalla", "kangasala"), ("paraisilla", "parainen"),
        ("mänttä-vilppulassa", "mänttä-vilppula"), ("kauniaisista", "kauniainen"), ("jyvaskylassa", "jyväskylä"),
        ("hameenlinnassa", "hämeenlinna"), ("porvossa", "porvoo"), ("jkl", "jyväskylä"), ("hesassa", "helsinki"),
        ("turussa", "turku"), ("uusikaupungissa", "uusikaupunki"), ("ylöjärveltä", "ylöjärvi"),
    ],
)  # fmt: skip
def test_names_as_residents_type_them(finnish: Morphology, text: str, name: str) -> None:
    assert finnish.analyse(text)[0].lemma == name


def test_the_swedish_name_is_kept_among_the_base_forms(finnish: Morphology) -> None:
    assert "borgå" in finnish.analyse("porvoossa")[0].lemmas


def test_a_form_that_is_no_place_is_not_found(lexicon: Lexicon) -> None:
    assert Gazetteer(lexicon.municipalities).find("päänsärky") is None
