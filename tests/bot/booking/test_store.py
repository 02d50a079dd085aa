"""The store's promises: one winner a slot, one appointment a code, nothing freed under a standing appointment."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.booking.drafts import AppointmentDraft, SlotDraft, SlotQuery
from bot.booking.errors import BookingOver, FhirError, Invalid, SlotHeld, Stale, TooManyGuesses, UnknownResource
from bot.booking.guesses import FAILURES
from bot.booking.model import Appointment, HealthcareService, Slot
from bot.booking.store import BookingStore
from bot.errors import BookingNotFound
from bot.storage import Database, create_engine, now

CODE, OTHER = "ABCDE12345", "ZZZZZ99999"
Change = Callable[..., Slot]
Book = Callable[..., AppointmentDraft]


def together(count: int, act: Callable[[int], object]) -> Counter[str]:
    """Run `act` in so many threads that all start at once; counts what came of them by result or error name."""
    gate, results, lock = threading.Barrier(count), Counter[str](), threading.Lock()

    def run(number: int) -> None:
        gate.wait()
        try:
            result = str(act(number))
        except FhirError as error:
            result = type(error).__name__
        with lock:
            results[result] += 1

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


class TestReserving:
    def test_one_of_twenty_clients_that_saw_the_same_version_gets_the_slot(self, store: BookingStore) -> None:
        row = store.get(Slot, "nurse-0")
        draft = SlotDraft(row.id, "busy", row.schedule_id, row.start, row.end)
        results = together(20, lambda _: store.set_slot(draft, row.version).status)
        assert results == {"busy": 1, "Stale": 19}
        assert store.get(Slot, "nurse-0").version == row.version + 1

    def test_one_of_twenty_wins_across_two_engines_on_one_file(self, store: BookingStore, database: Database) -> None:
        engine = create_engine(str(database.engine.url))
        stores = [store, BookingStore(Database(engine))]
        row = store.get(Slot, "nurse-0")
        draft = SlotDraft(row.id, "busy", row.schedule_id, row.start, row.end)
        results = together(20, lambda number: stores[number % 2].set_slot(draft, row.version).status)
        engine.dispose()
        assert results == {"busy": 1, "Stale": 19}

    def test_a_change_raises_the_version_and_an_old_one_is_refused(self, store: BookingStore, set_slot: Change) -> None:
        before = store.get(Slot, "nurse-0")
        after = set_slot("nurse-0", "busy-tentative")
        assert after.version == before.version + 1
        with pytest.raises(Stale):
            store.set_slot(SlotDraft("nurse-0", "busy", "nurse", before.start, before.end), before.version)

    def test_nothing_but_the_status_can_be_changed(self, store: BookingStore) -> None:
        row = store.get(Slot, "nurse-0")
        later = SlotDraft(row.id, "busy", row.schedule_id, row.start, row.end + timedelta(minutes=5))
        with pytest.raises(Invalid, match="status"):
            store.set_slot(later, row.version)

    def test_a_slot_under_a_standing_appointment_cannot_be_freed(self, book: Book, set_slot: Change) -> None:
        book("nurse-0")
        with pytest.raises(SlotHeld):
            set_slot("nurse-0", "free")

    def test_an_unknown_slot_is_unknown(self, store: BookingStore) -> None:
        with pytest.raises(UnknownResource):
            store.set_slot(SlotDraft("none", "busy", "nurse", now(), now()), 1)


class TestBooking:
    def test_twenty_creates_with_one_identifier_make_one_appointment(
        self, store: BookingStore, set_slot: Change, database: Database
    ) -> None:
        set_slot("nurse-0", "busy")
        draft = AppointmentDraft(CODE, "booked", "nurse-0", "Yskä")
        results = together(20, lambda _: store.create(draft, True)[1])
        assert results == {"True": 1, "False": 19}
        with database.reading() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(Appointment)) == 1

    def test_of_two_codes_on_one_slot_one_is_refused(self, store: BookingStore, set_slot: Change) -> None:
        set_slot("nurse-0", "busy")
        codes = [f"CODE{number:06}" for number in range(10)]
        results = together(
            10, lambda number: store.create(AppointmentDraft(codes[number], "booked", "nurse-0"), True)[1]
        )
        assert results == {"True": 1, "SlotHeld": 9}

    def test_the_database_itself_refuses_a_second_standing_appointment(self, book: Book, database: Database) -> None:
        book("nurse-0")
        with pytest.raises(sa.exc.IntegrityError), database.writing() as session:
            session.add(Appointment(id="x", code=OTHER, status="booked", slot_id="nurse-0"))

    def test_a_slot_that_was_not_reserved_cannot_be_booked(self, store: BookingStore) -> None:
        with pytest.raises(Invalid, match="reserve it first"):
            store.create(AppointmentDraft(CODE, "booked", "nurse-0"), True)

    def test_without_if_none_exist_a_used_identifier_is_a_conflict(self, store: BookingStore, book: Book) -> None:
        with pytest.raises(SlotHeld):
            store.create(book(), False)

    def test_times_that_are_not_the_slots_are_refused(self, store: BookingStore, set_slot: Change) -> None:
        slot = set_slot("nurse-0", "busy")
        with pytest.raises(Invalid, match="start and end"):
            store.create(AppointmentDraft(CODE, "booked", "nurse-0", start=slot.end), True)

    def test_a_new_appointment_is_booked(self, store: BookingStore, set_slot: Change) -> None:
        set_slot("nurse-0", "busy")
        with pytest.raises(Invalid, match="booked"):
            store.create(AppointmentDraft(CODE, "fulfilled", "nurse-0"), True)


class TestCancelling:
    def test_the_slot_becomes_free_and_the_reason_is_kept(self, store: BookingStore, book: Book) -> None:
        draft = book("nurse-0")
        row = store.by_code(CODE)
        assert row
        reason = {"coding": [{"system": "urn:oid:1.2.246.537.6.126", "code": "1"}]}
        cancelled = store.update(row.id, replace(draft, status="cancelled", cancelation_reason=reason), row.version)
        assert (cancelled.status, cancelled.cancelation_reason) == ("cancelled", reason)
        assert store.get(Slot, "nurse-0").status == "free"

    def test_a_cancelled_time_can_be_booked_by_another(self, store: BookingStore, book: Book) -> None:
        book("nurse-0")
        store.cancel(CODE, "1.2.3.4")
        book("nurse-0", OTHER)
        assert store.open(OTHER, "1.2.3.4").slot_id == "nurse-0"

    def test_a_cancelled_appointment_stays_cancelled(self, store: BookingStore, book: Book) -> None:
        draft = book("nurse-0")
        row = store.cancel(CODE, "1.2.3.4")
        with pytest.raises(Invalid, match="cannot be opened again"):
            store.update(row.id, draft, row.version)

    def test_cancelling_twice_does_not_free_what_another_booked(self, store: BookingStore, book: Book) -> None:
        book("nurse-0")
        store.cancel(CODE, "1.2.3.4")
        book("nurse-0", OTHER)
        assert store.cancel(CODE, "1.2.3.4").status == "cancelled"
        assert store.get(Slot, "nurse-0").status == "busy"

    def test_a_time_that_has_begun_cannot_be_cancelled_by_its_resident(
        self, store: BookingStore, book: Book, past: Callable[[str], None]
    ) -> None:
        book("nurse-0")
        past("nurse-0")
        with pytest.raises(BookingOver):
            store.cancel(CODE, "1.2.3.4")


class TestMoving:
    def test_the_old_slot_is_freed_with_the_move(self, store: BookingStore, book: Book, set_slot: Change) -> None:
        draft = book("nurse-0")
        set_slot("nurse-1", "busy")
        row = store.by_code(CODE)
        assert row
        moved = store.update(row.id, replace(draft, slot_id="nurse-1"), row.version)
        assert (moved.code, moved.slot.id) == (CODE, "nurse-1")
        assert [store.get(Slot, f"nurse-{i}").status for i in range(2)] == ["free", "busy"]

    def test_a_move_to_a_held_slot_changes_nothing(self, store: BookingStore, book: Book) -> None:
        draft = book("nurse-0")
        book("nurse-1", OTHER)
        row = store.by_code(CODE)
        assert row
        with pytest.raises(SlotHeld):
            store.update(row.id, replace(draft, slot_id="nurse-1"), row.version)
        assert store.open(CODE, "1.2.3.4").slot_id == "nurse-0"
        assert store.get(Slot, "nurse-0").status == "busy"

    def test_of_two_changes_from_one_version_one_is_stale(self, store: BookingStore, book: Book) -> None:
        draft = book("nurse-0")
        row = store.by_code(CODE)
        assert row
        checked_in = replace(draft, status="checked-in")
        assert together(2, lambda _: store.update(row.id, checked_in, row.version).status) == {
            "checked-in": 1,
            "Stale": 1,
        }

    def test_the_identifier_cannot_be_changed(self, store: BookingStore, book: Book) -> None:
        draft = book("nurse-0")
        row = store.by_code(CODE)
        assert row
        with pytest.raises(Invalid, match="identifier"):
            store.update(row.id, replace(draft, code=OTHER), row.version)


class TestSearching:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (SlotQuery(), ["dentist-0", "nurse-0", "nurse-1", "nurse-2"]),
            (SlotQuery(service_types=("fever",)), ["nurse-0", "nurse-1", "nurse-2"]),
            (SlotQuery(service_types=("fever", "dental_care")), ["dentist-0", "nurse-0", "nurse-1", "nurse-2"]),
            (SlotQuery(service_types=("headache",)), []),
            (SlotQuery(schedules=("dentist",)), ["dentist-0"]),
            (SlotQuery(schedules=("dentist",), service_types=("fever",)), []),
            (SlotQuery(statuses=("busy",)), []),
            (SlotQuery(count=1, offset=1), ["nurse-0"]),
        ],
    )
    def test_every_condition_must_hold(self, store: BookingStore, query: SlotQuery, found: list[str]) -> None:
        assert [row.id for row in store.slots(query)[0]] == found

    def test_start_is_from_inclusive_before_exclusive(self, store: BookingStore) -> None:
        first, last = store.get(Slot, "nurse-1").start, store.get(Slot, "nurse-2").start
        rows, total = store.slots(SlotQuery(start_from=first, start_before=last))
        assert ([row.id for row in rows], total) == (["nurse-1"], 1)

    def test_the_total_counts_all_pages(self, store: BookingStore) -> None:
        assert store.slots(SlotQuery(count=1))[1] == 4

    def test_a_service_that_left_the_directory_is_no_longer_offered(self, store: BookingStore) -> None:
        kept = store.get(HealthcareService, "dentist")
        store.replace_directory([kept])
        assert [row.id for row in store.slots(SlotQuery())[0]] == ["dentist-0"]
        assert [row.id for row in store.services()] == ["dentist"]


class TestAbandonedReservations:
    def test_a_slot_reserved_and_never_booked_becomes_free(self, store: BookingStore, set_slot: Change) -> None:
        set_slot("nurse-0", "busy")
        assert store.release_abandoned(now() + timedelta(seconds=1)) == 1
        assert store.get(Slot, "nurse-0").status == "free"

    def test_a_fresh_reservation_a_booking_and_a_closed_time_stay(
        self, store: BookingStore, set_slot: Change, book: Book
    ) -> None:
        since = now()
        set_slot("nurse-0", "busy")
        assert store.release_abandoned(since) == 0
        book("nurse-1")
        set_slot("nurse-2", "busy-unavailable")
        assert store.release_abandoned(now() + timedelta(seconds=1)) == 1
        assert [store.get(Slot, f"nurse-{i}").status for i in range(3)] == ["free", "busy", "busy-unavailable"]


class TestResidentsCode:
    @pytest.mark.parametrize("typed", [CODE, "abcde12345", " ABCDE-12345 ", "abcde l2345"])
    def test_the_code_opens_the_booking_however_it_is_typed(self, store: BookingStore, book: Book, typed: str) -> None:
        book("nurse-0")
        assert store.open(typed, "1.2.3.4").code == CODE

    def test_guessing_is_stopped_and_even_the_right_code_waits(self, store: BookingStore, book: Book) -> None:
        book("nurse-0")
        for number in range(FAILURES):
            with pytest.raises(BookingNotFound):
                store.open(f"GGGGG{number:05}", "1.2.3.4")
        with pytest.raises(TooManyGuesses):
            store.open(CODE, "1.2.3.4")
        assert store.open(CODE, "5.6.7.8").code == CODE


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])
def test_double_bookings_are_refused_by_an_index_in_either_database(dialect: sa.Dialect) -> None:
    index = next(found for found in Appointment.__table__.indexes if found.unique)
    text = str(sa.schema.CreateIndex(index).compile(dialect=dialect))
    assert text.startswith("CREATE UNIQUE INDEX")
    assert text.endswith("WHERE status <> 'cancelled'")
