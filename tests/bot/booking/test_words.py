"""A booking in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.booking.model import APPOINTMENT_STATUSES
from bot.booking.store import BookingStore
from bot.booking.words import BookingView, period
from bot.storage import now
from bot.texts import texts


@pytest.mark.parametrize(
    ("language", "start", "expected"),
    [
        ("fi", datetime(2027, 3, 1, 6, 5, tzinfo=UTC), "maanantaina 1. maaliskuuta 2027 klo 8.05–8.25"),
        ("sv", datetime(2027, 3, 1, 6, 5, tzinfo=UTC), "måndag 1 mars 2027 kl. 8.05–8.25"),
        ("en", datetime(2027, 3, 1, 6, 5, tzinfo=UTC), "Monday 1 March 2027, 8:05–8:25"),
        ("fi", datetime(2027, 7, 4, 21, 50, tzinfo=UTC), "maanantaina 5. heinäkuuta 2027 klo 0.50–1.10"),  # summer time
    ],
)
def test_time_in_words_is_helsinki_time(language: str, start: datetime, expected: str) -> None:
    assert period(start, start + timedelta(minutes=20), language) == expected


@pytest.mark.parametrize(
    ("language", "service", "address"),
    [("fi", "Hoitaja", "Terveystie 2, 06100 Porvoo"), ("sv", "Sjukskötare", "Hälsovägen 2, 06100 Borgå"),
     ("en", "Hoitaja (en)", "Terveystie 2, 06100 Porvoo")],
)  # fmt: skip
def test_names_are_in_the_askers_language(
    store: BookingStore, book: Callable[..., object], language: str, service: str, address: str
) -> None:
    book("nurse-0")
    view = BookingView.of(store.open("ABCDE12345", "1.2.3.4"), language, now())
    assert (view.service, view.municipality and view.address) == (service, address)


def test_a_booking_can_be_cancelled_until_it_begins(store: BookingStore, book: Callable[..., object]) -> None:
    book("nurse-0")
    row = store.open("ABCDE12345", "1.2.3.4")
    assert BookingView.of(row, "fi", row.slot.start - timedelta(seconds=1)).cancellable
    assert not BookingView.of(row, "fi", row.slot.start).cancellable


def test_every_status_has_words() -> None:
    assert all(f"booking_status_{status}" in texts() for status in APPOINTMENT_STATUSES)
