"""Free times ahead: whole slots in Helsinki time, no holidays, made once, booked ones never disturbed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.booking.drafts import AppointmentDraft, SlotQuery
from bot.booking.model import Schedule, Slot
from bot.booking.rolling import day_slots, prepare, roll_forward
from bot.booking.store import BookingStore
from services_catalog.hours import HELSINKI

MONDAY = datetime(2027, 3, 1, 6, 0, tzinfo=UTC)  # 8.00 in Helsinki, a working week without holidays
Book = Callable[..., AppointmentDraft]
WEEKLY = {"mon-thu": "08:00-09:10, 12:00-12:30", "fri": "23:30-00:30"}


def schedule(weekly: dict[str, str] = WEEKLY, minutes: int = 30) -> Schedule:
    return Schedule(id="nurse", weekly=weekly, slot_minutes=minutes, service_id="nurse")


def clocks(day: date, found: Schedule) -> list[str]:
    slots = list(day_slots(found, day))
    return [f"{s.start.astimezone(HELSINKI):%H.%M}-{s.end.astimezone(HELSINKI):%H.%M}" for s in slots]


class TestDays:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2027, 3, 1), ["08.00-08.30", "08.30-09.00", "12.00-12.30"]),  # the ten minutes left are no slot
            (date(2027, 3, 5), ["23.30-00.00", "00.00-00.30"]),
            (date(2027, 3, 6), []),  # Saturday
            (date(2027, 3, 29), []),  # Easter Monday
            (date(2027, 5, 6), []),  # Ascension Day
            (date(2026, 12, 24), []),  # Christmas Eve
        ],
    )
    def test_whole_slots_on_working_days(self, day: date, expected: list[str]) -> None:
        assert clocks(day, schedule()) == expected

    @pytest.mark.parametrize(
        ("day", "hour"),
        [(date(2027, 3, 26 + 5), 5), (date(2027, 3, 24), 6), (date(2027, 10, 28), 5), (date(2027, 11, 1), 6)],
    )
    def test_eight_in_the_morning_is_eight_in_summer_and_winter(self, day: date, hour: int) -> None:
        assert next(day_slots(schedule(), day)).start == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


class TestRollingForward:
    @pytest.fixture(autouse=True)
    def only_the_nurse(self, store: BookingStore) -> None:
        store.replace_directory([store.get(Schedule, "nurse").service, schedule()])

    def starts(self, store: BookingStore, status: str = "free") -> list[str]:
        rows, _ = store.slots(SlotQuery(statuses=(status,), schedules=("nurse",)))
        return [f"{row.start.astimezone(HELSINKI):%a %H.%M}" for row in rows]

    def test_makes_the_times_that_have_not_begun(self, store: BookingStore) -> None:
        assert roll_forward(store, MONDAY, days=2) == 5
        assert self.starts(store) == ["Mon 08.30", "Mon 12.00", "Tue 08.00", "Tue 08.30", "Tue 12.00"]

    def test_again_makes_none_and_changes_no_version(self, store: BookingStore) -> None:
        roll_forward(store, MONDAY, days=7)
        before = {row.id: row.version for row in store.slots(SlotQuery())[0]}
        assert roll_forward(store, MONDAY, days=7) == 0
        assert {row.id: row.version for row in store.slots(SlotQuery())[0]} == before

    def test_a_day_later_only_the_new_day_is_made_and_past_free_times_are_gone(self, store: BookingStore) -> None:
        roll_forward(store, MONDAY, days=2)
        assert roll_forward(store, MONDAY + timedelta(days=1), days=2) == 3
        assert self.starts(store) == ["Tue 08.30", "Tue 12.00", "Wed 08.00", "Wed 08.30", "Wed 12.00"]

    def test_a_taken_slot_is_neither_made_again_nor_freed(self, store: BookingStore, book: Book) -> None:
        roll_forward(store, MONDAY, days=1)
        book("nurse-20270301T0630-30")
        assert roll_forward(store, MONDAY, days=1) == 0
        assert self.starts(store, "busy") == ["Mon 08.30"]

    def test_changed_hours_replace_free_times_and_keep_clear_of_taken_ones(
        self, store: BookingStore, book: Book
    ) -> None:
        roll_forward(store, MONDAY, days=1)
        book("nurse-20270301T0630-30")
        store.replace_directory([store.get(Schedule, "nurse").service, schedule({"mon": "08:15-10:00"}, 15)])
        roll_forward(store, MONDAY, days=1)
        assert self.starts(store) == ["Mon 08.15", "Mon 09.00", "Mon 09.15", "Mon 09.30", "Mon 09.45"]
        assert self.starts(store, "busy") == ["Mon 08.30"]

    def test_a_time_out_of_plan_that_a_cancelled_appointment_names_is_closed(
        self, store: BookingStore, book: Book
    ) -> None:
        roll_forward(store, MONDAY, days=1)
        book("nurse-20270301T0630-30")
        store.cancel("ABCDE12345", "1.2.3.4")
        store.replace_directory([store.get(Schedule, "nurse").service, schedule({"mon": "12:00-12:30"})])
        roll_forward(store, MONDAY, days=1)
        assert (self.starts(store), self.starts(store, "busy-unavailable")) == (["Mon 12.00"], ["Mon 08.30"])

    def test_an_abandoned_reservation_is_released(self, store: BookingStore, set_slot: Callable[..., Slot]) -> None:
        set_slot("nurse-0", "busy")
        roll_forward(store, store.get(Slot, "nurse-0").updated_at + timedelta(minutes=14))
        assert store.get(Slot, "nurse-0").status == "busy"
        roll_forward(store, store.get(Slot, "nurse-0").updated_at + timedelta(minutes=16))
        assert "nurse-0" not in [row.id for row in store.slots(SlotQuery(statuses=("busy",)))[0]]


class TestPreparing:
    def test_the_sample_region_has_times_for_three_weeks(self, store: BookingStore) -> None:
        prepare(store, "ita-uusimaa", MONDAY)
        rows, total = store.slots(SlotQuery(service_types=("dental_care",), count=500))
        assert total > 100
        assert {row.schedule.service.location.municipality["fi"] for row in rows} == {"Porvoo", "Loviisa", "Sipoo"}
        assert rows[-1].start > MONDAY + timedelta(days=17)

    def test_a_region_without_a_seed_has_nothing_to_book(self, store: BookingStore) -> None:
        prepare(store, "ita-uusimaa", MONDAY)
        prepare(store, "keski-maa", MONDAY)
        assert store.slots(SlotQuery())[1] == 0
