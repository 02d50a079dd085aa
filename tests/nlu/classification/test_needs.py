"""Two needs in one message are seen; one need told with "ja" is not two."""

from __future__ import annotations

import pytest

from nlu.classification.needs import clauses, find_needs
from nlu.morphology import create_morphology

SURELY = 0.9


def cut(text: str, language: str) -> list[str]:
    """The clauses of a text as text."""
    words = [word for word in create_morphology(language).analyse(text) if word.word_class != "punct"]
    return [text[words[part.start].start : words[part.end - 1].end] for part in clauses(text, words, language)]


def needs_of(
    text: str,
    topics: dict[str, str],
    confidence: float = SURELY,
    language: str = "fi",
    whole: list[tuple[str, float]] | None = None,
) -> list[str]:
    """Needs when a clause with a key of `topics` in it is of that topic; `whole` is the ranking of the message."""
    words = [word for word in create_morphology(language).analyse(text) if word.word_class != "punct"]

    def rank(start: int, end: int) -> list[tuple[str, float]]:
        clause = text[words[start].start : words[end - 1].end]
        return [(topic, confidence) for key, topic in topics.items() if key in clause]

    found = find_needs(text, words, language, whole or [(topic, 0.4) for topic in topics.values()], rank)
    return [need.topic for need in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fi", "voisko uusia reseptin ja saada ajan", ["voisko uusia reseptin", "saada ajan"]),
        ("fi", "peruisin ajan. Lisäksi uusi lääkkeeni", ["peruisin ajan", "uusi lääkkeeni"]),
        ("fi", "kuume ja yskä", []),
        ("fi", "kova kuume", ["kova kuume"]),
        ("sv", "förnya mitt recept och boka en tid", ["förnya mitt recept", "boka en tid"]),
        ("en", "renew my prescription, also see a dentist", ["renew my prescription", "see a dentist"]),
    ],
)
def test_a_message_is_cut_at_joining_words_and_punctuation(language: str, text: str, expected: list[str]) -> None:
    assert cut(text, language) == expected


def test_two_services_are_two_needs_in_the_order_told() -> None:
    topics = {"hammas": "dental_care", "resepti": "prescription_renewal"}
    assert needs_of("voisko uusia reseptin ja saada ajan hammaslääkärille", topics) == [
        "prescription_renewal", "dental_care",
    ]  # fmt: skip
    assert needs_of("Aika hammashoitoon. Uusikaa myös resepti kiitos.", topics) == [
        "dental_care", "prescription_renewal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        (
            "fi",
            "polvi on kipeä ja lisäksi pitäisi uusia resepti",
            {"polvi": "knee_symptom", "resepti": "prescription_renewal"},
        ),
        (
            "fi",
            "saisinko uuden reseptin ja selkä on kipeä",
            {"resepti": "prescription_renewal", "selkä": "back_pain"},
        ),
        (
            "sv",
            "knät är svullet och jag vill förnya mitt recept",
            {"knät": "knee_symptom", "recept": "prescription_renewal"},
        ),
        (
            "en",
            "my knee is sore and I need to renew a prescription",
            {"knee": "knee_symptom", "prescription": "prescription_renewal"},
        ),
    ],
)
def test_a_service_asked_for_beside_a_symptom_is_a_second_need(
    language: str, text: str, topics: dict[str, str]
) -> None:
    assert needs_of(text, topics, language=language) == list(topics.values())


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("kova kuume ja paha yskä", {"kuume": "fever", "yskä": "cough"}),
        ("polvi on kipeä ja haluan varata ajan", {"polvi": "knee_symptom", "ajan": "book_appointment"}),
        ("polvi on kipeä, valitin siitä viimeksi", {"polvi": "knee_symptom", "valitin": "patient_rights"}),
        ("mies uhkailee ja vie rahat", {"uhkailee": "domestic_violence", "rahat": "social_assistance"}),
        # told beside a symptom, not asked for
        ("päätä särkee jatkuvasti ja istun koko päivän koneella", {"päätä": "headache", "istun": "lifestyle_guidance"}),
        ("koko ajan väsyttää ja syön tosi huonosti", {"väsyttää": "fatigue", "syön": "nutrition_therapy"}),
        ("hei vaan ja uusikaa resepti", {"hei": "greet", "resepti": "prescription_renewal"}),
        ("uusikaa resepti ja sitten toinen resepti", {"resepti": "prescription_renewal"}),
    ],
)
def test_one_need_is_not_two(text: str, topics: dict[str, str]) -> None:
    assert len(needs_of(text, topics)) < 2


def test_a_symptom_is_the_matter_when_a_service_is_only_told_of() -> None:
    topics = {"yski": "cough", "tupak": "lifestyle_guidance"}
    whole = [("lifestyle_guidance", 0.58), ("cough", 0.3)]
    assert needs_of("mies on yskinyt kuukauden ja polttaa tupakkaa", topics, whole=whole) == ["cough"]
    assert needs_of("mies on yskinyt kuukauden, polttaa tupakkaa", topics, whole=whole) == ["cough"]
    # the message as a whole is of a symptom already: which one, all its words tell better
    whole = [("fever", 0.7), ("lifestyle_guidance", 0.2), ("cough", 0.1)]
    assert needs_of("mies on yskinyt kuukauden ja polttaa tupakkaa", topics, whole=whole) == []


def test_an_unsure_clause_is_no_need() -> None:
    topics = {"hammas": "dental_care", "resepti": "prescription_renewal"}
    assert needs_of("uusikaa resepti ja hoitakaa hampaat", topics, confidence=0.4) == []


def test_background_that_the_whole_message_does_not_look_like_is_no_need() -> None:
    topics = {"autossa": "housing_insecurity", "hampaat": "dental_care"}
    text = "nukun autossa ja pesen hampaat huoltoasemalla"
    assert needs_of(text, topics, whole=[("housing_insecurity", 0.999), ("dental_care", 0.0004)]) == []
    assert needs_of(text, topics, whole=[("housing_insecurity", 0.6), ("dental_care", 0.39)]) == list(topics.values())


def test_a_symptom_that_the_whole_message_does_not_look_like_is_not_the_matter() -> None:
    topics = {"kuka": "patient_rights", "nilkka": "limb_injury"}
    whole = [("patient_rights", 0.995), ("limb_injury", 0.001)]
    assert needs_of("nilkka murtui kesällä, hoitoa ei kuka tutkinut", topics, whole=whole) == []


def test_of_several_clauses_the_likeliest_two_are_the_needs() -> None:
    topics = {"perintä": "debt_finance", "laskuja": "fees", "hammas": "dental_care"}
    whole = [("debt_finance", 0.6), ("dental_care", 0.38), ("fees", 0.01)]
    text = "perintäfirmat soittelee, laskuja on liikaa ja saisiko ajan hammashoitoon"
    assert needs_of(text, topics, whole=whole) == ["debt_finance", "dental_care"]


def test_a_question_mark_asks() -> None:
    topics = {"polvi": "knee_symptom", "kuljetus": "disability_services"}
    whole = [("knee_symptom", 0.55), ("disability_services", 0.2)]
    assert needs_of("polvi on kipeä, kuljetuspalvelu äidille?", topics, 0.97, whole=whole) == list(topics.values())
    assert needs_of("polvi on kipeä, kuljetuspalvelu äidillä", topics, 0.97, whole=whole) == []
