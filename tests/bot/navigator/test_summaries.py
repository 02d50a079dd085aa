"""Saved summaries: only code and key together open one, for a month; two answer apart; every opening is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from bot.accounts.store import Accounts, Professional
from bot.booking.errors import TooManyGuesses
from bot.booking.guesses import FAILURES
from bot.errors import SummaryNotFound
from bot.navigator import store as module
from bot.navigator.model import Opening, SavedSummary
from bot.navigator.sealing import locks, seal, unseal
from bot.navigator.store import KEPT, SavedSummaries, SummaryView
from bot.storage import Database, now

KEYS = ("k" * 43, "an older key, for summaries saved before the change")
REPORT = {"fi": {"title": "Terapianavigaattori", "answers": [{"question": "Uni", "answer": "Useana päivänä"}]}}


@pytest.fixture
def summaries(database: Database) -> SavedSummaries:
    return SavedSummaries(database, KEYS)


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
        assert summaries.open([typed], nurse).parts[0].report == REPORT


def test_every_opening_is_kept_and_shown_to_the_next(
    summaries: SavedSummaries, nurse: Professional, database: Database
) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    assert summaries.open([code], nurse).openings == []
    ((name, moment),) = summaries.open([code], nurse).openings
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
    assert summaries.open([code], nurse).parts[0].kind == "therapy_navigator"
    assert summaries.delete_expired() == 0
    later(monkeypatch, KEPT + timedelta(minutes=1))
    with pytest.raises(SummaryNotFound):
        summaries.open([code], nurse)
    assert summaries.delete_expired() == 1
    with database.reading() as session:
        assert session.scalar(sa.select(sa.func.count(SavedSummary.id))) == 0


def test_the_resident_deletes_it(summaries: SavedSummaries, nurse: Professional) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    other, _ = summaries.save("therapy_navigator", REPORT)
    summaries.erase(code, "192.0.2.1")
    with pytest.raises(SummaryNotFound):
        summaries.open([code], nurse)
    assert summaries.open([other], nurse).parts[0].report == REPORT


def test_guessing_is_stopped_also_for_a_code_that_exists(summaries: SavedSummaries, nurse: Professional) -> None:
    code, _ = summaries.save("therapy_navigator", REPORT)
    for _ in range(FAILURES):
        with pytest.raises(SummaryNotFound):
            summaries.open(["AAAAAAAAAA"], nurse)
        with pytest.raises(SummaryNotFound):
            summaries.erase("AAAAAAAAAA", "192.0.2.1")
    with pytest.raises(TooManyGuesses):
        summaries.open([code], nurse)
    with pytest.raises(TooManyGuesses):
        summaries.erase(code, "192.0.2.1")
    summaries.erase(code, "192.0.2.2")


def rows(database: Database) -> list[dict[str, object]]:
    """Everything the database has of saved summaries."""
    with database.reading() as session:
        return [dict(row) for row in session.execute(sa.text("SELECT * FROM navigator_summaries")).mappings()]


class TestSealing:
    def test_the_database_tells_neither_code_nor_answers_nor_conversation(
        self, summaries: SavedSummaries, database: Database
    ) -> None:
        code, _ = summaries.save("therapy_navigator", REPORT)
        joining, _ = summaries.invite(code, "therapy_navigator")
        (row,) = rows(database)
        for secret in (code, joining, "Useana", "Uni", *KEYS):
            assert secret not in str(row)
            assert secret.encode() not in bytes(row["sealed"])  # type: ignore[call-overload]
        assert set(row) == {
            "id", "address", "public_key", "kind", "sealed", "inviter_id", "sealed_for_inviter", "joining_address",
            "joining_kind", "created_at", "expires_at",
        }  # fmt: skip

    def test_the_code_without_the_key_opens_nothing(
        self, summaries: SavedSummaries, database: Database, nurse: Professional
    ) -> None:
        code, _ = summaries.save("therapy_navigator", REPORT)
        with pytest.raises(SummaryNotFound):
            SavedSummaries(database, ["another key " * 4]).open([code], nurse)

    def test_the_row_and_the_key_without_the_code_open_nothing(
        self, summaries: SavedSummaries, database: Database
    ) -> None:
        summaries.save("therapy_navigator", REPORT)
        (row,) = rows(database)
        other = locks("AAAAAAAAAA", KEYS)[0]
        with pytest.raises(InvalidTag):
            unseal(bytes(row["sealed"]), other, str(row["id"]))  # type: ignore[call-overload]

    def test_what_is_sealed_for_one_row_does_not_open_in_another(self) -> None:
        lock = locks("AAAAAAAAAA", KEYS)[0]
        sealed = seal(REPORT, lock.public, "one")
        assert unseal(sealed, lock, "one") == REPORT
        with pytest.raises(InvalidTag):
            unseal(sealed, lock, "another")
        with pytest.raises(InvalidTag):
            unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), lock, "one")

    def test_the_same_answers_look_different_every_time(self) -> None:
        lock = locks("AAAAAAAAAA", KEYS)[0]
        assert seal(REPORT, lock.public, "one") != seal(REPORT, lock.public, "one")

    def test_after_a_change_of_the_key_what_was_saved_before_still_opens(
        self, summaries: SavedSummaries, database: Database, nurse: Professional
    ) -> None:
        code, _ = summaries.save("therapy_navigator", REPORT)
        renewed = SavedSummaries(database, ["the newest key, longer than the others", *KEYS])
        assert renewed.open([code], nurse).parts[0].report == REPORT
        newer, _ = renewed.save("therapy_navigator", REPORT)
        with pytest.raises(SummaryNotFound):
            summaries.open([newer], nurse)  # the newest key seals
        without = SavedSummaries(database, ["the newest key, longer than the others"])
        with pytest.raises(SummaryNotFound):
            without.open([code], nurse)


def report(title: str) -> dict[str, dict[str, object]]:
    return {"fi": {"title": title, "answers": []}}


YOUNG, ADULT = report("nuori"), report("aikuinen")


def titles(view: SummaryView) -> list[str]:
    return [part.report["fi"]["title"] for part in view.parts]


class TestTwoWhoAnswerApart:
    def test_an_adult_invited_by_the_young_person_is_opened_with_their_code_too(
        self, summaries: SavedSummaries, nurse: Professional
    ) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        joining, _ = summaries.invite(young, "youth_navigator_adult")
        assert summaries.invited_to(joining, "conversation c") == "youth_navigator_adult"
        adult, _ = summaries.save("youth_navigator_adult", ADULT, joining, opens_to_inviter=True)
        both = summaries.open([young], nurse)
        assert (titles(both), both.closed) == (["nuori", "aikuinen"], 0)
        own = summaries.open([adult], nurse)  # the adult's code never opens the young person's answers
        assert (titles(own), own.closed) == (["aikuinen"], 1)

    def test_a_young_person_invited_by_an_adult_is_opened_with_their_own_code_only(
        self, summaries: SavedSummaries, nurse: Professional
    ) -> None:
        adult, _ = summaries.save("youth_navigator_adult", ADULT)
        joining, _ = summaries.invite(adult, "youth_navigator")
        young, _ = summaries.save("youth_navigator", YOUNG, joining)
        assert titles(summaries.open([adult], nurse)) == ["aikuinen"]
        assert summaries.open([adult], nurse).closed == 1
        assert titles(summaries.open([young], nurse)) == ["nuori"]
        both = summaries.open([young, adult], nurse)
        assert (titles(both), both.closed) == (["nuori", "aikuinen"], 0)

    def test_an_invitation_opens_and_deletes_nothing(self, summaries: SavedSummaries, nurse: Professional) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        joining, _ = summaries.invite(young, "youth_navigator_adult")
        with pytest.raises(SummaryNotFound):
            summaries.open([joining], nurse)
        with pytest.raises(SummaryNotFound):
            summaries.erase(joining)
        with pytest.raises(SummaryNotFound):
            summaries.invite(joining, "youth_navigator_adult")

    def test_an_invitation_works_once_and_for_its_own_questionnaire(self, summaries: SavedSummaries) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        joining, _ = summaries.invite(young, "youth_navigator_adult")
        with pytest.raises(SummaryNotFound):
            summaries.save("therapy_navigator", REPORT, joining)
        summaries.save("youth_navigator_adult", ADULT, joining, opens_to_inviter=True)
        with pytest.raises(SummaryNotFound):
            summaries.save("youth_navigator_adult", ADULT, joining, opens_to_inviter=True)
        with pytest.raises(SummaryNotFound):
            summaries.invited_to(joining, "conversation c")

    def test_a_refused_join_saves_nothing(self, summaries: SavedSummaries, database: Database) -> None:
        with pytest.raises(SummaryNotFound):
            summaries.save("youth_navigator_adult", ADULT, "AAAAAAAAAA")
        assert rows(database) == []

    def test_a_newer_invitation_takes_the_place_of_one_not_used(self, summaries: SavedSummaries) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        first, _ = summaries.invite(young, "youth_navigator_adult")
        second, _ = summaries.invite(young, "youth_navigator_adult")
        with pytest.raises(SummaryNotFound):
            summaries.invited_to(first, "conversation c")
        assert summaries.invited_to(second, "conversation c") == "youth_navigator_adult"

    def test_two_adults_can_be_invited_one_after_the_other(
        self, summaries: SavedSummaries, nurse: Professional
    ) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        for title in ("äiti", "isä"):
            joining, _ = summaries.invite(young, "youth_navigator_adult")
            summaries.save("youth_navigator_adult", report(title), joining, opens_to_inviter=True)
        assert titles(summaries.open([young], nurse)) == ["nuori", "äiti", "isä"]

    def test_each_deletes_their_own_only(self, summaries: SavedSummaries, nurse: Professional) -> None:
        young, _ = summaries.save("youth_navigator", YOUNG)
        joining, _ = summaries.invite(young, "youth_navigator_adult")
        adult, _ = summaries.save("youth_navigator_adult", ADULT, joining, opens_to_inviter=True)
        summaries.erase(young)
        left = summaries.open([adult], nurse)
        assert (titles(left), left.closed) == (["aikuinen"], 0)
        summaries.erase(adult)
        with pytest.raises(SummaryNotFound):
            summaries.open([adult], nurse)

    def test_an_invitation_ends_with_the_summary_it_belongs_to(
        self, summaries: SavedSummaries, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        young, until = summaries.save("youth_navigator", YOUNG)
        joining, ends = summaries.invite(young, "youth_navigator_adult")
        assert ends == until
        later(monkeypatch, KEPT + timedelta(minutes=1))
        with pytest.raises(SummaryNotFound):
            summaries.invited_to(joining, "conversation c")

    def test_guessing_invitations_is_stopped(self, summaries: SavedSummaries) -> None:
        for _ in range(FAILURES):
            with pytest.raises(SummaryNotFound):
                summaries.invited_to("AAAAAAAAAA", "conversation c")
        with pytest.raises(TooManyGuesses):
            summaries.invited_to("AAAAAAAAAA", "conversation c")

    def test_opening_two_is_noted_for_both_and_shown_once(
        self, summaries: SavedSummaries, nurse: Professional, database: Database
    ) -> None:
        one, _ = summaries.save("youth_navigator", YOUNG)
        other, _ = summaries.save("youth_navigator_adult", ADULT)
        summaries.open([one, other], nurse)
        with database.reading() as session:
            assert session.scalar(sa.select(sa.func.count(Opening.id))) == 2
        assert len(summaries.open([one, other], nurse).openings) == 1
