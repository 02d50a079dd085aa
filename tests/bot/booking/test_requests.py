"""What a FHIR client may say, as tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.datastructures import QueryParams

from bot.booking.drafts import SlotQuery
from bot.booking.errors import FhirError, Invalid, Malformed, VersionRequired
from bot.booking.requests import code_of_criteria, read_appointment, read_slot, slot_query, version

SLOT: dict[str, Any] = {
    "resourceType": "Slot", "id": "1", "status": "busy", "schedule": {"reference": "Schedule/nurse"},
    "start": "2027-03-01T08:00:00+02:00", "end": "2027-03-01T06:30:00Z",
}  # fmt: skip
APPOINTMENT: dict[str, Any] = {
    "resourceType": "Appointment", "id": "a", "status": "booked", "slot": [{"reference": "https://fhir.example/r4/Slot/1"}],
    "identifier": [
        {"system": "urn:other", "value": "x"}, {"system": "urn:opastin:booking-code", "value": "ABCDE12345"},
    ],
    "participant": [{"actor": {"reference": "HealthcareService/nurse"}, "status": "accepted"}],
}  # fmt: skip
EIGHT = datetime(2027, 3, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('W/"3"', 3), ('"3"', 3), (' W/"12" ', 12),
        (None, VersionRequired), ("3", Malformed), ("*", Malformed), ('W/"x"', Malformed), ("", Malformed),
    ],
)  # fmt: skip
def test_if_match(header: str | None, expected: int | type[FhirError]) -> None:
    if isinstance(expected, int):
        assert version(header) == expected
    else:
        with pytest.raises(expected):
            version(header)


@pytest.mark.parametrize(
    "criteria",
    ["identifier=urn:opastin:booking-code|ABC", "?identifier=urn%3Aopastin%3Abooking-code%7CABC", "identifier=ABC"],
)
def test_if_none_exist_names_the_code(criteria: str) -> None:
    assert code_of_criteria(criteria) == "ABC"


@pytest.mark.parametrize(
    "criteria", ["", "status=booked", "identifier=urn:other|ABC", "identifier=ABC&status=booked", "identifier="]
)
def test_if_none_exist_can_ask_for_nothing_else(criteria: str) -> None:
    with pytest.raises(Malformed, match="If-None-Exist"):
        code_of_criteria(criteria)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", SlotQuery()),
        ("status=free", SlotQuery(statuses=("free",))),
        ("status=http://hl7.org/fhir/slotstatus|free,busy", SlotQuery(statuses=("free", "busy"))),
        ("service-type=cough", SlotQuery(service_types=("cough",))),
        ("service-type=urn:opastin:topic|cough,urn:opastin:topic|fever", SlotQuery(service_types=("cough", "fever"))),
        ("service-type=urn:other|cough", SlotQuery(service_types=())),
        ("schedule=Schedule/a,b", SlotQuery(schedules=("a", "b"))),
        ("_count=5&_offset=10", SlotQuery(count=5, offset=10)),
        ("_count=9999", SlotQuery(count=500)),
        ("start=ge2027-03-01T08:00:00%2B02:00", SlotQuery(start_from=EIGHT)),
        ("start=ge2027-03-01T08:00:00+02:00", SlotQuery(start_from=EIGHT)),  # the plus sign was not encoded
        ("start=ge2027-03-01T06:00:00Z", SlotQuery(start_from=EIGHT)),
        ("start=ge2027-03-01T08:00:00", SlotQuery(start_from=EIGHT)),  # no zone: Helsinki's
        ("start=gt2027-03-01T06:00:00Z", SlotQuery(start_from=EIGHT.replace(second=1))),
        ("start=ge2027-03-01T06:00:00Z&start=lt2027-03-02", SlotQuery(
            start_from=EIGHT, start_before=datetime(2027, 3, 1, 22, tzinfo=UTC))),
        ("start=2027-03-01", SlotQuery(
            start_from=datetime(2027, 2, 28, 22, tzinfo=UTC), start_before=datetime(2027, 3, 1, 22, tzinfo=UTC))),
        ("start=le2027-03-01", SlotQuery(start_before=datetime(2027, 3, 1, 22, tzinfo=UTC))),
        ("unknown=ignored&_format=json", SlotQuery()),
    ],
)  # fmt: skip
def test_slot_searches(query: str, expected: SlotQuery) -> None:
    assert slot_query(QueryParams(query)) == expected


@pytest.mark.parametrize(
    "query", ["start=tomorrow", "start=sa2027-03-01", "start=ge2027-02-31", "_count=-1", "_count=many", "start="]
)
def test_searches_that_cannot_be_read(query: str) -> None:
    with pytest.raises(Malformed):
        slot_query(QueryParams(query))


def test_a_slot_is_read() -> None:
    draft = read_slot(SLOT, "1")
    assert (draft.status, draft.schedule_id, draft.start) == ("busy", "nurse", EIGHT)


def test_an_appointment_is_read() -> None:
    draft = read_appointment(APPOINTMENT, "a")
    assert (draft.code, draft.slot_id, draft.status, draft.start) == ("ABCDE12345", "1", "booked", None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"resourceType": "Schedule"}, "must be a Slot"), ({"id": "2"}, "Slot.id"), ({"status": "taken"}, "status"),
        ({"status": None}, "status"), ({"schedule": None}, "schedule"),
        ({"schedule": {"reference": "nurse"}}, "Schedule"),
        ({"start": "8 o'clock"}, "start"), ({"start": "2027-03-01T08:00:00"}, "time zone"), ({"end": None}, "end"),
    ],
)  # fmt: skip
def test_slots_that_break_a_rule(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint):
        read_slot({**SLOT, **change}, "1")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"identifier": []}, "identifier"), ({"identifier": "ABC"}, "identifier"), ({"slot": []}, "slot"),
        ({"identifier": [{"system": "urn:opastin:booking-code", "value": "A" * 65}]}, "identifier"),
        ({"slot": [{"reference": "Schedule/1"}]}, "Slot"), ({"participant": []}, "participant"),
        ({"status": "pending"}, "status"),
        ({"cancelationReason": {"text": "x"}}, "app-4"), ({"description": "x" * 501}, "500"),
        ({"start": "soon"}, "start"),
    ],
)  # fmt: skip
def test_appointments_that_break_a_rule(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint):
        read_appointment({**APPOINTMENT, **change})


@pytest.mark.parametrize("body", [None, [], "Slot", 1])
def test_a_body_that_is_no_resource(body: Any) -> None:
    with pytest.raises(Invalid):
        read_slot(body, "1")
