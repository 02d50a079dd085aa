"""The nurse's summary, drawn from the conversation's messages."""

from __future__ import annotations

from typing import Any

from bot.conversations.messages import MessageView
from bot.handoff.summary import summary_of
from bot.storage import now


def message(sender: str, text: str, **data: Any) -> MessageView:
    return MessageView(1, sender, text, "fi", now(), [], data)


def test_nothing_said_yet() -> None:
    found = summary_of([message("bot", "Hei", kind="greeting", topic="greet")])
    assert (found["topic"], found["urgency"], found["assessments"]) == (None, None, [])


def test_a_finished_assessment_has_its_answers_and_reasons() -> None:
    answers = [{"question": "Kuume", "answer": "38,5"}]
    result = message(
        "bot", "…", kind="result", topic="headache", urgency="within_24h", reasons=["Kuume"], answers=answers
    )
    found = summary_of([result])
    assert (found["topic_label"], found["urgency"]) == ("Päänsärky", "within_24h")
    assert found["assessments"] == [
        {"title": "Päänsärky", "urgency": "within_24h", "reasons": ["Kuume"], "answers": answers}
    ]


def test_an_unfinished_one_has_what_was_answered() -> None:
    log = [
        message("bot", "Kuinka kova?", kind="question", topic="headache", assessment="headache"),
        message("resident", "kasi"),
        message("bot", "Kauanko?", kind="question", topic="headache", assessment="headache"),
    ]
    assert summary_of(log)["assessments"] == [
        {"title": "Päänsärky", "answers": [{"question": "Kuinka kova?", "answer": "kasi"}]}
    ]


def test_questions_that_are_no_assessments_stay_out() -> None:
    log = [
        message("bot", "Mihin numeroon?", kind="question", topic="callback_request", assessment="callback"),
        message("resident", "040"),
    ]
    assert summary_of(log)["assessments"] == []


def test_a_segment_is_told_with_its_answers() -> None:
    answers = [{"question": "Läheisten tuki", "answer": "Ei ole"}]
    log = [
        message("bot", "Onko lähellä ihmisiä?", kind="question", topic="home_care", assessment="segmentation"),
        message("resident", "ei ole"),
        message("bot", "…", kind="info", topic="home_care", segment={"name": "Verkostoasiakkuus"}, answers=answers),
    ]
    found = summary_of(log)
    assert found["segment"] == "Verkostoasiakkuus"
    assert found["assessments"] == [{"title": "Kokonaistilanne", "answers": answers}]


def test_an_emergency_makes_it_urgent() -> None:
    found = summary_of([message("bot", "112", kind="emergency", topic="emergency_medical")])
    assert (found["urgency"], found["emergencies"]) == ("emergency", ["Hengenvaara"])


def test_services_and_booking_are_told() -> None:
    log = [
        message("bot", "…", kind="services", topic="physiotherapy", services=[{"name": "Fysioterapia"}]),
        message("bot", "…", kind="booking", topic="book_appointment", booking={"code": "X"}),
    ]
    found = summary_of(log)
    assert (found["services"], found["booking"]) == (["Fysioterapia"], {"code": "X"})


def test_a_questionnaire_gives_its_scores_and_a_step_to_consider() -> None:
    answers = [{"question": "Uni (PHQ-9)", "answer": "Useana päivänä"}]
    done = {
        "id": "therapy_navigator", "title": "Terapianavigaattori", "answers": answers,
        "scores": ["Mieliala (PHQ-9): 14/27, kohtalaisia oireita"], "suggestion": "Lyhytterapia",
    }  # fmt: skip
    log = [
        message("bot", "Uni?", kind="question", topic="low_mood", assessment="therapy_navigator"),
        message("resident", "joskus"),
        message("bot", "…", kind="info", topic="low_mood", questionnaire=done),
        message("bot", "…", kind="info", topic="alcohol", questionnaire={**done, "suggestion": None, "scores": ["x"]}),
    ]
    found = summary_of(log)
    assert found["assessments"][0] == {"title": "Terapianavigaattori", "answers": answers}
    assert (found["suggestion"], found["scores"]) == ("Lyhytterapia", [*done["scores"], "x"])
    assert len(found["assessments"]) == 2  # nothing is left over as unfinished
