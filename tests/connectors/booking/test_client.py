"""Booking on a server we did not write: what is offered, who wins, what is undone when a step fails."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from connectors.booking import Booking, make_code
from connectors.errors import Conflict, ConnectorError, Garbled, Missing, Refused, TimedOut, Unavailable, Unreachable

pytestmark = pytest.mark.anyio
AFTER, BEFORE = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 4, 1, tzinfo=UTC)
CODE = "ABCDE12345"
TIMEOUT = httpx.ReadTimeout("slow")
ForeignServer = Any  # the fake of conftest.py


class TestFreeTimes:
    async def test_earliest_first_with_service_and_place(self, booking: Booking) -> None:
        found = await booking.free_slots("cough", AFTER, BEFORE)
        assert [(s.id, s.service_name, s.location, s.municipality) for s in found] == [
            ("b", "Hoitaja", "Näsin asema", "Porvoo"),
            ("a", "Hoitaja", "Näsin asema", "Porvoo"),
            ("d", "Loviisan hoitaja", "", ""),
        ]
        assert found[0].start == datetime(2027, 3, 1, 6, tzinfo=UTC)
        assert found[0].etag == 'W/"1"'

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({"municipality": "Porvoo"}, ["b", "a"]),
            ({"municipality": "borgå"}, ["b", "a"]),
            ({"municipality": "Askola"}, []),
            ({"limit": 1}, ["b"]),
        ],
    )
    async def test_narrowed(self, booking: Booking, options: dict[str, object], expected: list[str]) -> None:
        assert [s.id for s in await booking.free_slots("cough", AFTER, BEFORE, **options)] == expected  # type: ignore[arg-type]

    async def test_only_between_the_two_moments(self, booking: Booking) -> None:
        second = datetime(2027, 3, 2, tzinfo=UTC)
        assert [s.id for s in await booking.free_slots("cough", second, datetime(2027, 3, 4, tzinfo=UTC))] == ["a"]

    async def test_a_type_of_the_servers_own_code_system(self, booking: Booking) -> None:
        assert len(await booking.free_slots("urn:oid:1.2.246.537.6.49|101", AFTER, BEFORE)) == 3

    async def test_an_unknown_topic_has_no_times_and_asks_no_more(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        assert await booking.free_slots("dental_care", AFTER, BEFORE) == []
        assert server.calls == ["GET HealthcareService"]

    async def test_names_are_in_the_asked_language_where_the_server_has_them(self, booking: Booking) -> None:
        found = await booking.free_slots("cough", AFTER, BEFORE, language="sv")
        assert [(s.service_name, s.municipality) for s in found[1:]] == [
            ("Sjukskötare", "Borgå"),
            ("Loviisan hoitaja", ""),
        ]

    async def test_a_server_that_ignores_conditions_does_not_mislead(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        search = server.search
        server.search = lambda kind, params: search(kind, params.remove("status").remove("start"))
        found = await booking.free_slots("cough", AFTER, datetime(2027, 3, 4, tzinfo=UTC))
        assert [s.id for s in found] == ["b", "a"]


class TestBooking:
    async def test_the_slot_is_reserved_and_the_appointment_made(self, booking: Booking, server: ForeignServer) -> None:
        made = await booking.book("a", CODE, "Yskä")
        assert (made.code, made.status, made.service_name, made.location) == (CODE, "booked", "Hoitaja", "Näsin asema")
        assert made.address == "Terveystie 2, 06100 Porvoo"
        assert server.status("Slot/a") == "busy"
        assert server.store["Slot/a"]["comment"] == "kept"
        (stored,) = server.appointments()
        assert stored["description"] == "Yskä"
        assert stored["slot"] == [{"reference": "Slot/a"}]
        assert stored["identifier"] == [{"system": "urn:opastin:booking-code", "value": CODE}]
        assert [p["actor"]["reference"] for p in stored["participant"]] == ["HealthcareService/h1", "Location/l1"]

    async def test_nothing_empty_is_sent_for_fhir_has_no_empty_values(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.put({key: value for key, value in server.slot("a", 3).items() if key != "serviceType"})
        await booking.book("a", CODE, "")
        assert {"description", "serviceType"}.isdisjoint(server.appointments()[0])

    async def test_a_schedule_of_a_person_alone_makes_that_person_the_participant(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.put(
            {"resourceType": "Schedule", "id": "s1", "actor": [{"reference": "Practitioner/p", "display": "Aino"}]}
        )
        made = await booking.book("a", CODE, "")
        (participant,) = server.appointments()[0]["participant"]
        assert participant == {"actor": {"reference": "Practitioner/p", "display": "Aino"}, "status": "accepted"}
        assert (made.status, made.service_name) == ("booked", "")

    async def test_a_taken_time_is_a_conflict_and_nothing_is_made(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        with pytest.raises(Conflict):
            await booking.book("c", CODE, "")
        assert server.appointments() == []

    @pytest.mark.parametrize("slot_id", ["none", "", "../Appointment/1", "a?x=1", "a\n"])
    async def test_a_time_that_is_gone_or_never_was_is_a_conflict(self, booking: Booking, slot_id: str) -> None:
        with pytest.raises(Conflict):
            await booking.book(slot_id, CODE, "")

    async def test_somebody_is_faster_between_our_look_and_our_hold(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.on["PUT Slot"] = lambda: void(server.put({**server.store["Slot/a"], "status": "busy"}))
        with pytest.raises(Conflict):
            await booking.book("a", CODE, "")
        assert server.status("Slot/a") == "busy"
        assert server.appointments() == []

    async def test_of_twenty_at_once_one_gets_the_time(self, booking: Booking, server: ForeignServer) -> None:
        results = await asyncio.gather(*(booking.book("a", make_code(), "") for _ in range(20)), return_exceptions=True)
        assert sum(isinstance(result, Conflict) for result in results) == 19
        assert len(server.appointments()) == 1

    async def test_booking_again_with_the_same_code_gives_the_same_booking(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        first = await booking.book("a", CODE, "")
        assert await booking.book("a", CODE, "") == first
        assert len(server.appointments()) == 1

    async def test_a_code_that_is_somebodys_already_gives_the_time_back(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        await booking.book("a", CODE, "")
        with pytest.raises(Conflict):
            await booking.book("b", CODE, "")
        assert (server.status("Slot/a"), server.status("Slot/b")) == ("busy", "free")

    async def test_a_server_that_sends_no_bodies_back_will_do(self, booking: Booking, server: ForeignServer) -> None:
        http_etag_only = server.whole
        server.whole = lambda body, status=200: (
            httpx.Response(200, headers={"ETag": http_etag_only(body).headers["ETag"]})
            if server.calls[-1] == "PUT Slot" else http_etag_only(body, status)
        )  # fmt: skip
        assert (await booking.book("a", CODE, "")).status == "booked"


class TestSecondStepFails:
    @pytest.mark.parametrize(("status", "error"), [(422, Refused), (409, Conflict), (503, Unavailable)])
    async def test_a_refusal_gives_the_time_back(
        self, booking: Booking, server: ForeignServer, status: int, error: type[ConnectorError]
    ) -> None:
        server.before["POST Appointment"] = [server.outcome(status)] * 3
        with pytest.raises(error):
            await booking.book("a", CODE, "")
        assert server.status("Slot/a") == "free"

    async def test_an_answer_that_got_lost_is_asked_for_again_and_one_appointment_is_made(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.after["POST Appointment"] = [TIMEOUT]
        assert (await booking.book("a", CODE, "")).status == "booked"
        assert len(server.appointments()) == 1

    async def test_an_appointment_made_behind_lost_answers_is_found(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.after["POST Appointment"] = [TIMEOUT] * 3
        assert (await booking.book("a", CODE, "")).status == "booked"
        assert server.status("Slot/a") == "busy"

    async def test_no_answer_and_no_appointment_gives_the_time_back(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.before["POST Appointment"] = [TIMEOUT] * 3
        with pytest.raises(TimedOut):
            await booking.book("a", CODE, "")
        assert server.status("Slot/a") == "free"

    async def test_when_nothing_can_be_known_the_time_stays_held(self, booking: Booking, server: ForeignServer) -> None:
        server.after["POST Appointment"] = [TIMEOUT] * 3
        server.before["GET Appointment"] = [httpx.ConnectError("down")] * 3
        with pytest.raises(Unreachable):
            await booking.book("a", CODE, "")
        assert server.status("Slot/a") == "busy"

    async def test_a_garbled_answer_is_looked_into(self, booking: Booking, server: ForeignServer) -> None:
        server.after["POST Appointment"] = [httpx.Response(201, text="thank you")]
        assert (await booking.book("a", CODE, "")).status == "booked"

    async def test_names_that_cannot_be_fetched_do_not_undo_a_booking(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        def directory_goes_down() -> None:
            server.before["GET HealthcareService"] = [httpx.ConnectError("down")] * 3

        server.on["POST Appointment"] = directory_goes_down
        made = await booking.book("a", CODE, "")
        assert (made.status, made.service_name, made.location) == ("booked", "Hoitaja", "Näsin asema")


class TestFinding:
    async def test_by_its_code(self, booking: Booking) -> None:
        await booking.book("a", CODE, "")
        found = await booking.find(CODE)
        assert found is not None
        assert (found.code, found.start) == (CODE, datetime(2027, 3, 3, 6, tzinfo=UTC))
        assert found.service_type == "urn:oid:1.2.246.537.6.49|101"

    @pytest.mark.parametrize("typed", ["abcde12345", "ABCDE 12345", "abcde-i2345"])
    async def test_however_the_code_is_typed(self, booking: Booking, typed: str) -> None:
        await booking.book("a", CODE, "")
        found = await booking.find(typed)
        assert found is not None
        assert found.code == CODE

    async def test_in_another_language(self, booking: Booking) -> None:
        await booking.book("a", CODE, "")
        found = await booking.find(CODE, language="sv")
        assert found is not None
        assert (found.service_name, found.address) == ("Sjukskötare", "Terveystie 2, 06100 Borgå")

    async def test_an_unknown_code_finds_nothing(self, booking: Booking) -> None:
        assert await booking.find(CODE) is None


class TestCancelling:
    async def test_the_appointment_is_cancelled_with_a_reason_and_the_time_freed(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        await booking.book("a", CODE, "")
        assert (await booking.cancel(CODE)).status == "cancelled"
        (stored,) = server.appointments()
        assert stored["cancelationReason"]["coding"][0]["code"] == "pat"
        assert server.status("Slot/a") == "free"

    async def test_again_changes_nothing(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        await booking.cancel(CODE)
        server.put({**server.store["Slot/a"], "status": "busy"})  # another resident has it now
        assert (await booking.cancel(CODE)).status == "cancelled"
        assert server.status("Slot/a") == "busy"

    async def test_a_server_that_frees_the_slot_itself_and_gives_it_away_is_not_disturbed(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        await booking.book("a", CODE, "")
        server.on["PUT Slot"] = lambda: void(server.put({**server.store["Slot/a"], "status": "busy"}))
        assert (await booking.cancel(CODE)).status == "cancelled"
        assert server.status("Slot/a") == "busy"

    async def test_a_lost_answer_is_looked_into(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        server.after["PUT Appointment"] = [TIMEOUT]
        assert (await booking.cancel(CODE)).status == "cancelled"
        assert server.status("Slot/a") == "free"

    async def test_a_cancelling_that_did_not_happen_is_an_error(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        server.before["PUT Appointment"] = [TIMEOUT]
        with pytest.raises(TimedOut):
            await booking.cancel(CODE)
        assert server.status("Slot/a") == "busy"

    async def test_an_unknown_code_is_missing(self, booking: Booking) -> None:
        with pytest.raises(Missing):
            await booking.cancel(CODE)


class TestMoving:
    async def test_to_a_new_time_under_the_same_code(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "Yskä")
        moved = await booking.reschedule(CODE, "d")
        assert (moved.code, moved.start.day, moved.service_name) == (CODE, 4, "Loviisan hoitaja")
        assert (server.status("Slot/a"), server.status("Slot/d")) == ("free", "busy")
        (stored,) = server.appointments()
        assert (stored["slot"], stored["description"]) == ([{"reference": "Slot/d"}], "Yskä")

    async def test_a_new_time_that_was_taken_leaves_the_old_one(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        with pytest.raises(Conflict):
            await booking.reschedule(CODE, "c")
        assert (await booking.find(CODE)).start.day == 3  # type: ignore[union-attr]
        assert server.status("Slot/a") == "busy"

    async def test_a_new_time_that_is_gone_is_a_conflict_too(self, booking: Booking) -> None:
        await booking.book("a", CODE, "")
        with pytest.raises(Conflict):
            await booking.reschedule(CODE, "none")

    async def test_a_refused_move_gives_the_new_time_back(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        server.before["PUT Appointment"] = [server.outcome(422)]
        with pytest.raises(Refused):
            await booking.reschedule(CODE, "b")
        assert (server.status("Slot/a"), server.status("Slot/b")) == ("busy", "free")

    async def test_a_move_behind_a_lost_answer_is_found(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        server.after["PUT Appointment"] = [TIMEOUT]
        assert (await booking.reschedule(CODE, "b")).start.day == 1
        assert (server.status("Slot/a"), server.status("Slot/b")) == ("free", "busy")

    async def test_again_changes_nothing(self, booking: Booking, server: ForeignServer) -> None:
        await booking.book("a", CODE, "")
        first = await booking.reschedule(CODE, "b")
        assert await booking.reschedule(CODE, "b") == first
        assert server.status("Slot/b") == "busy"

    async def test_a_cancelled_booking_cannot_be_moved(self, booking: Booking) -> None:
        await booking.book("a", CODE, "")
        await booking.cancel(CODE)
        with pytest.raises(Conflict):
            await booking.reschedule(CODE, "b")


class TestGarbledAnswers:
    @pytest.mark.parametrize(
        "body",
        [{"resourceType": "OperationOutcome"}, {"resourceType": "Bundle", "entry": [{"fullUrl": "x"}]}, [], None, {}],
    )
    async def test_a_search_that_is_no_searchset(self, booking: Booking, server: ForeignServer, body: object) -> None:
        server.before["GET HealthcareService"] = [httpx.Response(200, json=body)]
        with pytest.raises(Garbled):
            await booking.free_slots("cough", AFTER, BEFORE)

    @pytest.mark.parametrize("change", [{"start": None}, {"start": "soon"}, {"schedule": None}, {"meta": None}])
    async def test_a_slot_that_fhir_does_not_allow(
        self, booking: Booking, server: ForeignServer, change: dict[str, object]
    ) -> None:
        broken = {**server.slot("a", 3), "meta": {"versionId": "1"}, **change}
        bundle = {"resourceType": "Bundle", "entry": [{"resource": broken}]}
        server.before["GET Slot"] = [httpx.Response(200, json=bundle)]
        with pytest.raises(Garbled):
            await booking.free_slots("cough", AFTER, BEFORE)

    async def test_a_resource_without_any_version_cannot_be_reserved(
        self, booking: Booking, server: ForeignServer
    ) -> None:
        server.before["GET Slot"] = [httpx.Response(200, json=server.slot("a", 3))]
        with pytest.raises(Garbled):
            await booking.book("a", CODE, "")
        assert server.status("Slot/a") == "free"


def void(_: object) -> None:
    """For callbacks whose result nobody wants."""
