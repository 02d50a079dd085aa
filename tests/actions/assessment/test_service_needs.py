"""Assessments of service needs: safe, short, complete, and fit for lay residents' situations and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from actions.assessment import (
    UNKNOWN,
    Protocol,
    State,
    Urgency,
    Value,
    answer,
    next_question,
    result,
    start,
    understand,
    understand_all,
)
from actions.assessment.domains import least
from actions.assessment.words import Word
from nlu.topics import topics

Analyse = Callable[[str, str], Sequence[Word]]
E, U, D, N, S = (
    Urgency.EMERGENCY, Urgency.URGENT_NOW, Urgency.WITHIN_24H, Urgency.NON_URGENT, Urgency.SELF_CARE,
)  # fmt: skip
NEEDS = (
    "elderly_guidance", "home_care", "informal_care", "disability_services", "assistive_devices", "adult_social_work",
    "social_assistance", "debt_finance", "family_centre", "family_home_service", "separation_counselling",
    "child_welfare_concern", "housing_insecurity", "work_ability", "student_welfare", "rehabilitation", "physiotherapy",
    "lifestyle_guidance",
)  # fmt: skip
MEDICAL = ("rehabilitation", "physiotherapy", "lifestyle_guidance", "assistive_devices")  # on-call care, not social
LONGEST = 8  # questions

# Who comes, what they answer (the rest is the mildest), what is acceptable
SITUATIONS: list[tuple[str, str, dict[str, Value], Urgency]] = [
    ("isä 86 ei jaksa kauppaan", "elderly_guidance", {"who": "other", "need": ("chores",), "age": 86.0}, N),
    ("äiti eksyi yöllä ulos", "elderly_guidance", {"who": "other", "danger": ("unsafe_alone",)}, U),
    ("vointi romahti parissa päivässä", "elderly_guidance", {"need": ("care",), "change": "days"}, D),
    ("kysyy vain harrastuksista", "elderly_guidance", {"age": 70.0}, S),
    ("poika uhkailee äitiä", "elderly_guidance", {"danger": ("violence",)}, E),
    ("aamutoimet ei onnistu", "home_care", {"need": ("washing", "dressing"), "often": "daily"}, N),
    ("pääsee huomenna sairaalasta", "home_care", {"need": ("nursing",), "soon": "discharge"}, D),
    ("makaa lattialla", "home_care", {"danger": ("unsafe_alone",)}, U),
    ("ei tarvitse vielä", "home_care", {}, S),
    ("hoitaa vaimoa ympäri vuorokauden", "informal_care", {"care": ("never_alone",), "load": "tired"}, N),
    ("ei jaksa enää hoitaa", "informal_care", {"care": ("nights",), "load": "worn_out"}, D),
    ("pelkää hoidettavaa", "informal_care", {"danger": ("afraid",)}, U),
    ("ei voi käyttää bussia", "disability_services", {"need": ("transport",)}, N),
    ("avustaja sairastui", "disability_services", {"need": ("assistance",), "change": "cannot_wait"}, D),
    ("kepit kipsijalalle", "assistive_devices", {"need": ("walking",), "since": "short"}, N),
    ("kaatuu joka viikko", "assistive_devices", {"need": ("walking",), "falls": "often"}, D),
    ("happirikastin rikki", "assistive_devices", {"danger": ("vital_broken",)}, E),
    ("elämä solmussa", "adult_social_work", {"need": ("money", "daily")}, N),
    ("kysyy neuvoa, ei tarpeita", "adult_social_work", {}, S),
    ("ei ruokaa eikä rahaa", "social_assistance", {"danger": ("nothing_tonight",)}, U),
    ("ei varaa lääkkeisiin", "social_assistance", {"short_of": ("medicine",)}, D),
    ("vuokra on tiukilla", "social_assistance", {"short_of": ("rent",)}, N),
    ("sähköt katkaistaan", "social_assistance", {"short_of": ("electricity",), "cut_off": "threatened"}, D),
    ("avaamattomia kirjeitä", "debt_finance", {"situation": ("unpaid",)}, N),
    ("ulosotto vie kaiken", "debt_finance", {"situation": ("collection",), "basics": "not_enough"}, D),
    ("velkojen takia itsetuhoinen", "debt_finance", {"danger": ("suicide",)}, E),
    ("taaperon raivokohtaukset", "family_centre", {"concern": ("behaviour",), "child_age": 3.0}, N),
    ("pelkää menettävänsä hallinnan", "family_centre", {"danger": ("no_rest",)}, U),
    ("kaksoset, väsynyt", "family_home_service", {"reason": ("baby",), "strength": "tired"}, N),
    ("voimat loppu", "family_home_service", {"reason": ("baby", "alone"), "strength": "end"}, D),
    ("vanhempi ei pysty huolehtimaan", "family_home_service", {"danger": ("no_care",)}, U),
    ("elatusapu sovittava", "separation_counselling", {"need": ("maintenance",), "together": "partly"}, N),
    ("ei palauta lasta", "separation_counselling", {"need": ("agreement",), "together": "child_kept"}, D),
    ("naapurin lapset likaisia", "child_welfare_concern", {"asker": "near", "concern": ("neglect",)}, D),
    ("lasta lyödään juuri nyt", "child_welfare_concern", {"danger": ("child_in_danger",)}, E),
    ("epäily hyväksikäytöstä", "child_welfare_concern", {"concern": ("sexual",)}, U),
    ("perhe väsynyt", "child_welfare_concern", {"asker": "parent", "concern": ("strain",)}, N),
    ("häätöpäivä tuli", "housing_insecurity", {"situation": "eviction"}, D),
    ("vuokrarästi ja lapsia", "housing_insecurity", {"situation": "arrears", "children": "has_children"}, D),
    ("vuokrarästi", "housing_insecurity", {"situation": "arrears"}, N),
    ("ei yöpaikkaa", "housing_insecurity", {"danger": ("nothing_tonight",)}, U),
    ("työtön, selkä kipeä", "work_ability", {"situation": "unemployed", "obstacle": ("body",)}, N),
    ("arki romahtanut", "work_ability", {"obstacle": ("mind",), "support": "stopped"}, D),
    ("koululaista kiusataan", "student_welfare", {"who": "child", "concern": ("bullying",)}, N),
    ("ei voi odottaa", "student_welfare", {"concern": ("mood",), "pressing": "cannot_wait"}, D),
    ("lonkkaleikkauksen jälkeen", "rehabilitation", {"need": ("moving",), "cause": "fresh"}, N),
    ("kävely ei enää onnistu", "rehabilitation", {"danger": ("not_walking",)}, U),
    ("selkä kipeä 4 viikkoa", "physiotherapy", {"site": "back", "duration": "weeks"}, N),
    ("selkä eilisestä, haittaa vähän", "physiotherapy", {"site": "back"}, S),
    ("pissa ei tule", "physiotherapy", {"danger": ("cauda",)}, U),
    ("tupakasta eroon", "lifestyle_guidance", {"goal": ("tobacco",)}, N),
    ("rintakipu hiihtäessä", "lifestyle_guidance", {"danger": ("exertion",)}, U),
    ("oksentaa ruoan jälkeen", "lifestyle_guidance", {"danger": ("eating",)}, D),
]


def walk(protocol: Protocol, told: dict[str, Value]) -> State:
    """Answer as told; what is not told is the mildest, or the first option."""
    state = start(protocol)
    while question := next_question(protocol, state):
        mildest = least(question)
        other = question.option_ids[0] if question.type == "choice" else min(50.0, question.bounds[1])
        state = answer(protocol, state, question.id, told.get(question.id, other if mildest is None else mildest))
    return state


def test_all_service_needs_have_an_assessment(protocols: dict[str, Protocol]) -> None:
    assert {name for name, protocol in protocols.items() if protocol.kind == "service_need"} == set(NEEDS)
    assert all(topics()[protocols[name].topic].kind == "service" for name in NEEDS)


@pytest.mark.parametrize(("story", "name", "told", "expected"), SITUATIONS)
def test_a_situation_comes_to_its_rung(
    protocols: dict[str, Protocol], story: str, name: str, told: dict[str, Value], expected: Urgency
) -> None:
    state = walk(protocols[name], told)
    assert result(protocols[name], state).urgency == expected
    assert len(state.asked) <= LONGEST


@pytest.mark.parametrize("name", NEEDS)
def test_every_danger_alone_is_met_at_once_and_ends_the_questions(protocols: dict[str, Protocol], name: str) -> None:
    protocol = protocols[name]
    for option in (*protocol.question("danger").option_ids, UNKNOWN):
        value: Value = option if option == UNKNOWN else (option,)
        state = walk(protocol, {"danger": value})
        found = result(protocol, state)
        rules = {rule.id: rule.urgency for rule in protocol.rules}
        expected = Urgency.URGENT_NOW if option == UNKNOWN else rules[f"danger.{option}"]
        assert found.urgency == expected, option
        if found.urgency >= Urgency.URGENT_NOW:
            assert state.asked[-1] == "danger"
        number = "{emergency_number}" if found.urgency == Urgency.EMERGENCY else "{social_emergency_number}"
        number = "{on_call_number}" if found.urgency == Urgency.URGENT_NOW and name in MEDICAL else number
        told = " ".join(text.say("fi") for text in found.actions)
        assert found.urgency < Urgency.URGENT_NOW or number in told, option


@pytest.mark.parametrize("name", NEEDS)
def test_a_need_ends_in_what_to_apply_for_and_a_person(protocols: dict[str, Protocol], name: str) -> None:
    protocol = protocols[name]
    need = next(rule for rule in protocol.rules if rule.urgency == Urgency.NON_URGENT)
    told: dict[str, Value] = {}
    for condition in need.when[0]:
        question = protocol.question(condition.question)
        option = next(
            value for value in reversed(question.option_ids) if condition.test.holds(value) or question.type == "multi"
        )
        told[question.id] = (need.id.partition(".")[2],) if question.type == "multi" else option
    found = result(protocol, walk(protocol, told))
    assert found.urgency in (N, D)
    assert found.actions
    assert found.can_handoff


def test_the_law_for_those_over_75_is_told(protocols: dict[str, Protocol]) -> None:
    told: dict[str, Value] = {"who": "other", "need": ("care",)}
    old = result(protocols["elderly_guidance"], walk(protocols["elderly_guidance"], {**told, "age": 86.0}))
    younger = result(protocols["elderly_guidance"], walk(protocols["elderly_guidance"], {**told, "age": 70.0}))
    supported: dict[str, Value] = {**told, "age": 60.0, "allowance": "highest"}
    allowance = result(protocols["elderly_guidance"], walk(protocols["elderly_guidance"], supported))
    said = ["seitsemäntenä arkipäivänä" in " ".join(t.say("fi") for t in r.actions) for r in (old, younger, allowance)]
    assert said == [True, False, True]


def test_an_urgent_need_still_tells_what_can_be_applied_for(protocols: dict[str, Protocol]) -> None:
    protocol = protocols["elderly_guidance"]
    found = result(protocol, walk(protocol, {"need": ("chores",), "change": "days"}))
    assert found.urgency == D
    assert any("ateriapalvelua" in text.say("fi") for text in found.actions)


# topic, question, language, text, value
ANSWERS = [
    ("elderly_guidance", "who", "fi", "isästä", "other"),
    ("elderly_guidance", "need", "fi", "kaupassa käynti ja siivous", ("chores",)),
    ("elderly_guidance", "need", "fi", "kaatuilee ja lääkkeet on sekaisin", ("care", "moving")),
    ("elderly_guidance", "need", "sv", "städning och minnet", ("chores", "memory")),
    ("elderly_guidance", "allowance", "fi", "ei", "no_allowance"),
    ("elderly_guidance", "help_now", "fi", "tytär auttaa", "family"),
    ("home_care", "often", "fi", "joka päivä", "daily"),
    ("home_care", "danger", "fi", "ei mitään näistä", ()),
    ("home_care", "danger", "fi", "ei pääse sängystä", ("unsafe_alone",)),
    ("informal_care", "load", "fi", "en jaksa enää", "worn_out"),
    ("informal_care", "agreement", "fi", "ei ole vielä", "not_yet"),
    ("social_assistance", "short_of", "fi", "vuokraan ja ruokaan", ("food", "rent")),
    ("social_assistance", "applied", "fi", "odotan päätöstä", "waiting"),
    ("debt_finance", "situation", "fi", "ulosotto ja pikavippejä", ("collection", "loans")),
    ("housing_insecurity", "situation", "fi", "nukun kaverin sohvalla", "homeless"),
    ("housing_insecurity", "situation", "en", "I am being evicted", "eviction"),
    ("housing_insecurity", "children", "fi", "joo", "has_children"),
    ("child_welfare_concern", "asker", "fi", "olen naapuri", "near"),
    ("separation_counselling", "need", "fi", "lasten tapaamiset", ("agreement",)),
    ("work_ability", "situation", "fi", "oon työtön", "unemployed"),
    ("student_welfare", "school", "fi", "lukiossa", "secondary"),
    ("physiotherapy", "site", "fi", "alaselkä", "back"),
    ("physiotherapy", "duration", "fi", "kuukauden", "weeks"),
    ("lifestyle_guidance", "goal", "fi", "röökin lopetus ja liikunta", ("exercise", "tobacco")),
    ("lifestyle_guidance", "goal", "en", "lose weight", ("weight",)),
]


@pytest.mark.parametrize(("name", "question", "language", "text", "value"), ANSWERS)
def test_an_answer_in_lay_words_is_read(
    protocols: dict[str, Protocol], words: Analyse, name: str, question: str, language: str, text: str, value: Value
) -> None:
    found = understand(protocols[name].question(question), words(text, language))
    assert found is not None
    assert found.value == value


def test_what_the_opening_message_told_is_not_asked(protocols: dict[str, Protocol], words: Analyse) -> None:
    protocol = protocols["elderly_guidance"]
    found = understand_all(protocol, start(protocol), words("isä 86 v kaatuilee eikä pärjää kotona", "fi"))
    assert found["who"].value == "other"
    assert found["age"].value == 86
    assert found["need"].value == ("moving",)
