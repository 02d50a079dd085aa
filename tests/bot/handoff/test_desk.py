"""The nurses' desk: one claim wins, queued conversations are never invisible, waits are honest."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from bot.accounts.store import Accounts, Professional
from bot.conversations.messages import Reply
from bot.conversations.store import ConversationStore
from bot.errors import AlreadyClaimed, HandoffNotFound, NotYours
from bot.handoff.desk import Desk
from bot.handoff.model import Handoff, Presence
from bot.storage import Database, now


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


@pytest.fixture
def store(database: Database) -> ConversationStore:
    return ConversationStore(database)


@pytest.fixture
def nurses(database: Database) -> list[Professional]:
    accounts = Accounts(database)
    return [accounts.create(f"nurse{i}", "salasana-123", "nurse", f"Sairaanhoitaja {i}") for i in range(4)]


def queue_one(store: ConversationStore, desk: Desk, urgency: str | None = None) -> str:
    conversation = store.create("ita-uusimaa", "fi", Reply("Hei"))[0].id
    desk.request(conversation, {"reason": "asked", "urgency": urgency})
    return conversation


def first_queued(desk: Desk, nurse: Professional) -> str:
    return desk.queue(nurse)[0][0].id


class TestQueue:
    def test_places_follow_the_order_of_asking(self, store: ConversationStore, desk: Desk) -> None:
        first = store.create("ita-uusimaa", "fi", Reply("Hei"))[0].id
        second = store.create("ita-uusimaa", "sv", Reply("Hej"))[0].id
        assert desk.request(first, {}).data["position"] == 1
        reply = desk.request(second, {})
        assert reply.data["position"] == 2
        assert "nummer 2" in reply.text

    def test_the_urgent_go_first(self, store: ConversationStore, desk: Desk, nurses: list[Professional]) -> None:
        calm = queue_one(store, desk)
        urgent = queue_one(store, desk, "urgent_now")
        assert [row.conversation_id for row in desk.queue(nurses[0])[0]] == [urgent, calm]

    def test_asking_twice_keeps_one_place(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        desk.request(conversation, {"topic": "headache"})
        queued = desk.queue(nurses[0])[0]
        assert len(queued) == 1
        assert queued[0].summary["topic"] == "headache"

    def test_a_wait_nobody_can_know_is_not_invented(self, store: ConversationStore, desk: Desk) -> None:
        conversation = store.create("ita-uusimaa", "fi", Reply("Hei"))[0].id
        reply = desk.request(conversation, {})
        assert reply.data["wait_minutes"] is None
        assert "ei voi vielä arvioida" in reply.text

    def test_those_behind_are_told_their_new_place(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        queue_one(store, desk)
        behind = queue_one(store, desk)
        _, moved = desk.claim(first_queued(desk, nurses[0]), nurses[0])
        assert moved == [behind]
        assert store.messages(behind)[-1].data["position"] == 1

    def test_leaving_gives_the_bot_back(self, store: ConversationStore, desk: Desk) -> None:
        conversation = queue_one(store, desk)
        desk.leave(conversation)
        assert store.get(conversation).state == "bot"
        assert desk.note(conversation) is None


class TestClaim:
    def test_of_many_at_once_one_wins(self, store: ConversationStore, desk: Desk, nurses: list[Professional]) -> None:
        queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        outcomes: list[str] = []

        def claim(nurse: Professional) -> None:
            try:
                desk.claim(handoff, nurse)
                outcomes.append(nurse.username)
            except AlreadyClaimed:
                outcomes.append("late")

        threads = [threading.Thread(target=claim, args=(nurse,)) for nurse in nurses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        winners = [name for name in outcomes if name != "late"]
        assert len(outcomes) == 4
        assert len(winners) == 1

    def test_the_resident_is_told_who_came(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        desk.claim(first_queued(desk, nurses[0]), nurses[0])
        last = store.messages(conversation)[-1]
        assert (last.sender, last.data["state"]) == ("system", "human")
        assert "Sairaanhoitaja 0" in last.text

    def test_claiming_again_oneself_is_no_error(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        desk.claim(handoff, nurses[0])
        before = len(store.messages(conversation))
        desk.claim(handoff, nurses[0])
        assert len(store.messages(conversation)) == before

    def test_only_the_holder_writes_closes_and_releases(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        desk.claim(handoff, nurses[0])
        for act in (
            lambda: desk.write(handoff, nurses[1], "1", "hei"),
            lambda: desk.close(handoff, nurses[1]),
            lambda: desk.release(handoff, nurses[1]),
        ):
            with pytest.raises(NotYours):
                act()

    def test_an_unknown_handoff_is_not_found(self, desk: Desk, nurses: list[Professional]) -> None:
        with pytest.raises(HandoffNotFound):
            desk.claim("nothing", nurses[0])

    def test_a_nurses_message_repeated_is_stored_once(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        desk.claim(handoff, nurses[0])
        first = desk.write(handoff, nurses[0], "same", "Hei, olen hoitaja")[1]
        again = desk.write(handoff, nurses[0], "same", "Hei, olen hoitaja")[1]
        assert first == again
        assert [m.sender for m in store.messages(conversation)].count("nurse") == 1

    def test_released_goes_back_to_its_old_place(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        early = queue_one(store, desk)
        queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        desk.claim(handoff, nurses[0])
        desk.release(handoff, nurses[0])
        assert desk.queue(nurses[0])[0][0].conversation_id == early
        assert store.get(early).state == "queued"

    def test_closing_asks_for_feedback_and_gives_the_bot_back(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        desk.claim(handoff, nurses[0])
        desk.close(handoff, nurses[0])
        last = store.messages(conversation)[-1]
        assert [option["payload"] for option in last.options] == [f"feedback:{n}" for n in range(1, 6)]
        assert store.get(conversation).state == "bot"


class TestWaitEstimate:
    def test_the_average_follows_claims_and_counts_what_was_waited(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional], database: Database
    ) -> None:
        queue_one(store, desk)
        handoff = first_queued(desk, nurses[0])
        with database.writing() as session:
            session.get_one(Handoff, handoff).queued_at = now() - timedelta(minutes=20)
        desk.claim(handoff, nurses[0])
        late = store.create("ita-uusimaa", "fi", Reply("Hei"))[0].id
        assert desk.request(late, {}).data["wait_minutes"] == 20


class TestPresence:
    def test_a_stale_console_is_not_on_duty(self, desk: Desk, nurses: list[Professional], database: Database) -> None:
        desk.presence(nurses[0], True)
        assert desk.nurse_on_duty()
        with database.writing() as session:
            session.get_one(Presence, nurses[0].id).seen_at = now() - timedelta(minutes=2)
        assert not desk.nurse_on_duty()

    def test_off_duty_is_off_duty(self, desk: Desk, nurses: list[Professional]) -> None:
        desk.presence(nurses[0], False)
        assert not desk.nurse_on_duty()


class TestCallBacks:
    def test_a_call_back_leaves_the_queue_and_waits_in_its_own_list(
        self, store: ConversationStore, desk: Desk, nurses: list[Professional]
    ) -> None:
        conversation = queue_one(store, desk)
        desk.call_back(conversation, "040 123 4567", {})
        queued, _, callbacks = desk.queue(nurses[0])
        assert queued == []
        assert [row.phone for row in callbacks] == ["040 123 4567"]
        desk.called(callbacks[0].id, nurses[0])
        assert desk.queue(nurses[0])[2] == []
