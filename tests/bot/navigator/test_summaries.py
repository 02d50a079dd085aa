"""Saved summaries: only the code opens one, for a month, and every opening is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.accounts.store import Accounts, Professional
from bot.booking.errors import TooManyGuesses
from bot.booking.guesses import FAILURES
from bot.errors import SummaryNotFound
from bot.navigator import store as module
from bot.navigator.model import Opening, SavedSummary
from bot.navigator.store import KEPT, SavedSummaries
from bot.storage import Database, now

REPORT = {"fi": {"title": "Terapianavigaattori", "answers": [{"question": "Uni", "answer": "Useana päivänä"}]}}


@pytest.fixture
def summaries(database: Database) -> SavedSummaries:
    return SavedSummaries(database)


@pytest.fixture
def nurse(database: Database) -> Professional:
    return Accounts(database).create("anna", "salasana-123", "nurse", "Sairaanhoitaja Anna")


def later(monkeypatch: pytest.MonkeyPatch, after: timedelta) -> None:
    moment = now() + after
    monkeypatch.setattr(module, "now", lambda: moment)


def test_the_code_opens_it_however_it_is_typed(summaries: SavedSummaries, nurse: Professional) -> None:
    code, until = summaries.save("therapy_navigator", REPORT)
    assert abs(until - now() - KEPT) < timedelta(minutes=1)
    for typed in (code, code.lower(), f" {code[:5]} {code[5:]} ", f"{code[:5]}-{code[5:]}"):
        assert summaries.open(typed, nurse).report == REPORT


def test_nothing_in_the_database_tells_the_code_or_the_conversation(
    summaries: SavedSummaries, database: Database
) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    with database.reading() as session:
        row = session.execute(sa.text("SELECT * FROM navigator_summaries")).mappings().one()
    assert code not in str(dict(row))
    assert set(row) == {"id", "code_hash", "kind", "report", "created_at", "expires_at"}


def test_every_opening_is_kept_and_shown_to_the_next(
    summaries: SavedSummaries, nurse: Professional, database: Database
) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    assert summaries.open(code, nurse).openings == []
    ((name, moment),) = summaries.open(code, nurse).openings
    assert name == "Sairaanhoitaja Anna"
    assert abs(now() - moment) < timedelta(minutes=1)
    summaries.erase(code)
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count(Opening.id))) == 2  # who opened it is known when it is gone


def test_after_a_month_it_does_not_open_and_then_is_gone(
    summaries: SavedSummaries, nurse: Professional, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    later(monkeypatch, KEPT - timedelta(minutes=1))
    assert summaries.open(code, nurse).kind == "therapy_navigator"
    assert summaries.delete_expired() == 0
    later(monkeypatch, KEPT + timedelta(minutes=1))
    with pytest.raises(SummaryNotFound):
        summaries.open(code, nurse)
    assert summaries.delete_expired() == 1
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count(SavedSummary.id))) == 0


def test_the_resident_deletes_it(summaries: SavedSummaries, nurse: Professional) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    other, _ = summaries.save("therapy_navigator", REPORT)
    summaries.erase(code, "192.0.2.1")
    with pytest.raises(SummaryNotFound):
        summaries.open(code, nurse)
    assert summaries.open(other, nurse).report == REPORT


def test_guessing_is_stopped_also_for_a_code_that_exists(summaries: SavedSummaries, nurse: Professional) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    for _ in range(FAILURES):
        with pytest.raises(SummaryNotFound):
            summaries.open("AAAAAAAAAA", nurse)
        with pytest.raises(SummaryNotFound):
            summaries.erase("AAAAAAAAAA", "192.0.2.1")
    with pytest.raises(TooManyGuesses):
        summaries.open(code, nurse)
    with pytest.raises(TooManyGuesses):
        summaries.erase(code, "192.0.2.1")
    summaries.erase(code, "192.0.2.2")
