"""The message log: acknowledged means stored, one client id is one message, seq has no gaps."""

from __future__ import annotations

import threading
import uuid

import pytest

from bot.conversations.messages import Reply
from bot.conversations.model import EmergencyHit
from bot.conversations.store import ConversationStore
from bot.errors import ConversationClosed, ConversationNotFound, InvalidToken, TooManyMessages, UnknownPayload
from bot.storage import Database

GREETING = Reply("Hei!", [{"label": "Oire", "payload": "menu:symptom"}], {"kind": "greeting", "topic": "greet"})


@pytest.fixture
def store(database: Database) -> ConversationStore:
    return ConversationStore(database)


@pytest.fixture
def conversation(store: ConversationStore) -> str:
    return store.create("ita-uusimaa", "fi", GREETING)[0].id


def accept(store: ConversationStore, conversation: str, text: str, client_id: str | None = None, **options: object):  # type: ignore[no-untyped-def]
    return store.accept(conversation, client_id or str(uuid.uuid4()), text, None, "fi", "pending", **options)  # type: ignore[arg-type]


class TestTokens:
    def test_the_token_opens_its_conversation(self, store: ConversationStore) -> None:
        view, token, _ = store.create("ita-uusimaa", "sv", GREETING)
        assert store.authenticate(view.id, token).language == "sv"

    def test_another_token_does_not(self, store: ConversationStore, conversation: str) -> None:
        with pytest.raises(InvalidToken):
            store.authenticate(conversation, "guess")

    def test_an_unknown_conversation_is_not_found(self, store: ConversationStore) -> None:
        with pytest.raises(ConversationNotFound):
            store.authenticate("nobody", "guess")

    def test_the_token_itself_is_not_in_the_database(self, store: ConversationStore) -> None:
        _, token, _ = store.create("ita-uusimaa", "fi", GREETING)
        with store.database.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM conversations").all()
        assert token not in str(rows)


class TestAccepting:
    def test_the_same_client_id_is_the_same_message(self, store: ConversationStore, conversation: str) -> None:
        first, new = accept(store, conversation, "korva kipee", "1")
        again, repeated = accept(store, conversation, "jotain muuta", "1")
        assert (new, repeated) == (True, False)
        assert again == first
        assert [m.text for m in store.messages(conversation)] == ["Hei!", "korva kipee"]

    def test_seq_grows_by_one_also_from_many_threads(self, store: ConversationStore, conversation: str) -> None:
        def write() -> None:
            for _ in range(10):
                accept(store, conversation, "x")

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [m.seq for m in store.messages(conversation)] == list(range(1, 42))

    def test_a_payload_must_have_been_offered_and_reads_as_its_label(
        self, store: ConversationStore, conversation: str
    ) -> None:
        message, _ = store.accept(conversation, "1", "", "menu:symptom", "fi", "pending")
        assert (message.text, message.payload) == ("Oire", "menu:symptom")
        with pytest.raises(UnknownPayload):
            store.accept(conversation, "2", "", "slot:999", "fi", "pending")

    def test_several_offered_payloads_are_one_answer(self, store: ConversationStore, conversation: str) -> None:
        options = [{"label": "Kuume", "payload": "answer:q:a"}, {"label": "Yskä", "payload": "answer:q:b"}]
        store.add(conversation, [Reply("Mitkä?", options)])
        message, _ = store.accept(conversation, "1", "", "answer:q:a answer:q:b", "fi", "pending")
        assert message.text == "Kuume, Yskä"
        with pytest.raises(UnknownPayload):
            store.accept(conversation, "2", "", "answer:q:a answer:q:c", "fi", "pending")

    def test_a_closed_conversation_takes_no_more(self, store: ConversationStore, conversation: str) -> None:
        store.close(conversation)
        with pytest.raises(ConversationClosed):
            accept(store, conversation, "hei")

    def test_too_many_messages_a_minute_are_refused_but_never_an_emergency(self, database: Database) -> None:
        store = ConversationStore(database, messages_per_minute=2)
        conversation = store.create("ita-uusimaa", "fi", GREETING)[0].id
        accept(store, conversation, "1")
        accept(store, conversation, "2")
        with pytest.raises(TooManyMessages):
            accept(store, conversation, "3")
        accept(store, conversation, "isä ei hengitä", replies=[Reply("Soita 112")])
        assert store.messages(conversation)[-1].text == "Soita 112"


class TestTurns:
    def test_replies_are_dropped_when_a_nurse_has_come(self, store: ConversationStore, conversation: str) -> None:
        message, _ = accept(store, conversation, "hei")
        with store.database.writing() as session:
            from bot.conversations.model import Conversation

            session.get_one(Conversation, conversation).state = "human"
        assert store.finish_turn(conversation, message.seq, [Reply("botin vastaus")]) is False
        assert store.messages(conversation)[-1].text == "hei"
        assert store.next_pending(conversation) is None

    def test_a_message_is_held_when_an_emergency_came_meanwhile(
        self, store: ConversationStore, conversation: str
    ) -> None:
        request, _ = accept(store, conversation, "reseptin uusinta")
        hit = EmergencyHit(emergency="emergency_medical", certainty="sure", pattern="p", language="fi")
        store.accept(conversation, "e", "isä ei hengitä", None, "fi", "done", [Reply("Soita 112")], {"stage": "x"}, hit)
        assert store.finish_turn(conversation, request.seq, [Reply("Reseptit")]) is False
        assert store.turn_of(conversation, request.seq) == "held"
        answer, _ = accept(store, conversation, "soitin jo")
        store.settle_care(conversation, answer.seq, [Reply("Hyvä.")], None)
        found = store.next_pending(conversation)
        assert found is not None
        assert found[1].text == "reseptin uusinta"

    def test_what_is_pending_after_a_crash_is_found(self, store: ConversationStore, conversation: str) -> None:
        message, _ = accept(store, conversation, "hei")
        assert store.conversations_pending() == [conversation]
        store.finish_turn(conversation, message.seq, [Reply("Hei!")])
        assert store.conversations_pending() == []

    def test_a_failed_turn_can_be_tried_again(self, store: ConversationStore, conversation: str) -> None:
        message, _ = accept(store, conversation, "hei")
        store.finish_turn(conversation, message.seq, [Reply("vika")], "failed")
        assert store.retry(conversation)
        found = store.next_pending(conversation)
        assert found is not None
        assert found[1].seq == message.seq


class TestErasing:
    def test_erasing_leaves_no_text_and_an_unlinked_hit(self, store: ConversationStore, conversation: str) -> None:
        hit = EmergencyHit(emergency="emergency_medical", certainty="sure", pattern="stroke", language="fi")
        store.accept(conversation, "1", "salaisuus", None, "fi", "done", [Reply("112")], None, hit)
        store.erase(conversation)
        with store.database.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM messages").scalar() == 0
            row = connection.exec_driver_sql("SELECT conversation_id, pattern FROM emergency_hits").one()
        assert tuple(row) == (None, "stroke")
