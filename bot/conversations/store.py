"""The only writer of the message log. Each method is one short transaction.

A message's seq is given inside the transaction that stores it, so messages of one conversation have a total
order without gaps, and a reader who resumes after a seq misses none.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.conversations.messages import ConversationView, MessageView, Reply
from bot.conversations.model import Conversation, EmergencyHit, Feedback, Message, PendingErasure
from bot.conversations.result_pages import give_page
from bot.errors import ConversationClosed, ConversationNotFound, InvalidToken, TooManyMessages, UnknownPayload
from bot.storage import Database, now


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _view(row: Conversation) -> ConversationView:
    return ConversationView(row.id, row.region, row.language, row.state, row.care, row.last_seq)


def append(
    session: Session, row: Conversation, reply: Reply, language: str, turn: str = "none", **columns: Any
) -> Message:
    """Store one message as the next of its conversation, inside the caller's transaction."""
    row.last_seq += 1
    message = Message(
        conversation_id=row.id, seq=row.last_seq, sender=reply.sender, text=reply.text, language=language,
        options=list(reply.options), data=dict(reply.data), created_at=now(), turn=turn, **columns,
    )  # fmt: skip
    give_page(session, message)
    session.add(message)
    return message


def locked(session: Session, conversation_id: str) -> Conversation:
    """The conversation's row, held against other writers until the transaction ends.

    Raises ConversationNotFound.
    """
    row = session.get(Conversation, conversation_id, with_for_update=True)
    if row is None:
        raise ConversationNotFound
    return row


class ConversationStore:
    """Conversations and their messages in one database."""

    def __init__(self, database: Database, messages_per_minute: int = 120) -> None:
        self.database = database
        self._per_minute = messages_per_minute

    def create(
        self, region: str, language: str, greeting: Reply, conversation_id: str | None = None
    ) -> tuple[ConversationView, str, MessageView]:
        """A new conversation with its greeting; returns it, its bearer token (kept only as a hash) and the greeting."""
        token = secrets.token_urlsafe(32)
        with self.database.writing() as session:
            row = Conversation(
                id=conversation_id or str(uuid.uuid4()),
                token_hash=_hash(token),
                region=region,
                language=language,
                last_seq=0,
                state="bot",
            )
            session.add(row)
            session.flush()
            message = append(session, row, greeting, language)
            return _view(row), token, MessageView.of(message)

    def get(self, conversation_id: str) -> ConversationView:
        """The conversation. Raises ConversationNotFound."""
        with self.database.reading() as session:
            row = session.get(Conversation, conversation_id)
            if row is None:
                raise ConversationNotFound
            return _view(row)

    def authenticate(self, conversation_id: str, token: str) -> ConversationView:
        """The conversation, if the token opens it. Raises ConversationNotFound, InvalidToken."""
        with self.database.reading() as session:
            row = session.get(Conversation, conversation_id)
            if row is None:
                raise ConversationNotFound
            if not hmac.compare_digest(row.token_hash, _hash(token)):
                raise InvalidToken
            return _view(row)

    def accept(
        self,
        conversation_id: str,
        client_id: str,
        text: str,
        payload: str | None,
        language: str,
        turn: str,
        replies: Sequence[Reply] = (),
        care: dict[str, Any] | None = None,
        hit: EmergencyHit | None = None,
    ) -> tuple[MessageView, bool]:
        """Store a resident's message, and with it the replies that need no dialogue (an emergency's).

        Returns the message and whether it is new: the same client_id again gives the first one back and
        changes nothing. `care`, when given, becomes the conversation's. Raises ConversationNotFound,
        ConversationClosed, TooManyMessages, UnknownPayload.
        """
        with self.database.writing() as session:
            row = locked(session, conversation_id)
            known = session.scalar(sa.select(Message).filter_by(conversation_id=row.id, client_id=client_id))
            if known is not None:
                return MessageView.of(known), False
            if row.state == "closed":
                raise ConversationClosed
            if payload is not None:
                text = self._offered_label(session, row.id, payload)
            if not replies:  # an emergency is answered however many messages came
                self._check_rate(session, row.id)
            row.language = language
            message = append(
                session, row, Reply(text, sender="resident"), language,
                client_id=client_id, payload=payload, turn=turn,
            )  # fmt: skip
            if hit is not None:
                hit.conversation_id, hit.seq = row.id, message.seq
                session.add(hit)
            if care is not None:
                row.care = care
            for reply in replies:
                append(session, row, reply, language)
            return MessageView.of(message), True

    def _check_rate(self, session: Session, conversation_id: str) -> None:
        recent = sa.select(sa.func.count()).where(
            Message.conversation_id == conversation_id,
            Message.sender == "resident",
            Message.created_at > now() - timedelta(minutes=1),
        )
        if (session.scalar(recent) or 0) >= self._per_minute:
            raise TooManyMessages

    @staticmethod
    def _offered_label(session: Session, conversation_id: str, payload: str) -> str:
        """The labels of a payload, or of several with spaces between: buttons can only say what was offered."""
        wanted = payload.split()
        labels: dict[str, str] = {}
        newest_first = (
            sa.select(Message.options)
            .where(Message.conversation_id == conversation_id, Message.sender != "resident")
            .order_by(Message.seq.desc())
        )
        for options in session.scalars(newest_first):
            for option in options:
                labels.setdefault(option["payload"], option["label"])
            if all(part in labels for part in wanted):
                return ", ".join(labels[part] for part in wanted)
        raise UnknownPayload

    def add(self, conversation_id: str, replies: Sequence[Reply], language: str | None = None) -> list[MessageView]:
        """Store messages of the bot, a nurse or the system."""
        with self.database.writing() as session:
            row = locked(session, conversation_id)
            return [MessageView.of(append(session, row, reply, language or row.language)) for reply in replies]

    def finish_turn(
        self,
        conversation_id: str,
        seq: int,
        replies: Sequence[Reply],
        turn: str = "done",
        care: dict[str, Any] | None = None,
        hit: EmergencyHit | None = None,
    ) -> bool:
        """Store the dialogue's replies to message `seq` and mark its turn.

        When a nurse took the conversation meanwhile the replies are dropped: the nurse answers. When an
        emergency came meanwhile the message is held instead, so that nothing else is said over the
        emergency's answer and the request is kept. `care` and `hit`: the message itself was found to be an
        emergency, by an answer that alarms. Returns whether the replies were stored.
        """
        with self.database.writing() as session:
            row = locked(session, conversation_id)
            message = session.get_one(Message, (conversation_id, seq))
            if message.turn != "pending":
                return False
            if row.state in ("human", "closed"):
                message.turn = "done"
                return False
            if row.care is not None:
                message.turn = "held"
                return False
            message.turn = turn
            if hit is not None:
                hit.conversation_id, hit.seq = row.id, seq
                session.add(hit)
            row.care = care
            for reply in replies:
                append(session, row, reply, row.language)
            return True

    def settle_care(
        self,
        conversation_id: str,
        seq: int,
        replies: Sequence[Reply],
        care: dict[str, Any] | None,
        hold: bool = False,
    ) -> None:
        """Store the careful mode's answer to message `seq` and its next state.

        `hold` keeps the message itself for later; what was held becomes pending when `care` ends.
        """
        with self.database.writing() as session:
            row = locked(session, conversation_id)
            session.get_one(Message, (conversation_id, seq)).turn = "held" if hold else "done"
            row.care = care
            for reply in replies:
                append(session, row, reply, row.language)
            if care is None:
                session.flush()
                session.execute(
                    sa.update(Message)
                    .where(Message.conversation_id == conversation_id, Message.turn == "held")
                    .values(turn="pending")
                )

    def retry(self, conversation_id: str) -> bool:
        """Make the newest failed message pending again; returns whether there was one."""
        with self.database.writing() as session:
            locked(session, conversation_id)
            failed = session.scalar(
                sa.select(Message)
                .filter_by(conversation_id=conversation_id, turn="failed")
                .order_by(Message.seq.desc())
                .limit(1)
            )
            if failed is not None:
                failed.turn = "pending"
            return failed is not None

    def next_pending(self, conversation_id: str) -> tuple[ConversationView, MessageView] | None:
        """The oldest acknowledged message that has no answer yet."""
        with self.database.reading() as session:
            message = session.scalar(
                sa.select(Message)
                .filter_by(conversation_id=conversation_id, turn="pending")
                .order_by(Message.seq)
                .limit(1)
            )
            if message is None:
                return None
            return _view(session.get_one(Conversation, conversation_id)), MessageView.of(message)

    def conversations_pending(self) -> list[str]:
        """Conversations with an acknowledged message that nobody answered: after a crash, what is owed."""
        with self.database.reading() as session:
            return list(session.scalars(sa.select(Message.conversation_id).where(Message.turn == "pending").distinct()))

    def turn_of(self, conversation_id: str, seq: int) -> str:
        """What became of message `seq` (see model.Message.turn)."""
        with self.database.reading() as session:
            return session.scalars(
                sa.select(Message.turn).where(Message.conversation_id == conversation_id, Message.seq == seq)
            ).one()

    def messages(self, conversation_id: str, after: int = 0, limit: int = 500) -> list[MessageView]:
        """Messages with a seq above `after`, in order."""
        with self.database.reading() as session:
            rows = session.scalars(
                sa.select(Message)
                .where(Message.conversation_id == conversation_id, Message.seq > after)
                .order_by(Message.seq)
                .limit(limit)
            )
            return [MessageView.of(row) for row in rows]

    def last_message(self, conversation: ConversationView) -> MessageView | None:
        """The message that was last when `conversation` was looked at."""
        return next(iter(self.messages(conversation.id, conversation.last_seq - 1)), None)

    def was_emergency(self, conversation_id: str, seq: int) -> bool:
        """Whether message `seq` was answered as an emergency when it was stored."""
        with self.database.reading() as session:
            found = sa.select(EmergencyHit.id).filter_by(conversation_id=conversation_id, seq=seq, certainty="sure")
            return session.scalar(found.limit(1)) is not None

    def emergencies(self, conversation_id: str, topic: str) -> int:
        """How many times an emergency of the topic was answered in the conversation."""
        with self.database.reading() as session:
            told = sa.select(sa.func.count()).where(
                Message.conversation_id == conversation_id,
                Message.data["kind"].as_string() == "emergency",
                Message.data["topic"].as_string() == topic,
            )
            return session.scalar(told) or 0

    def rate(self, conversation_id: str, score: int) -> None:
        """Keep a resident's score (1-5)."""
        with self.database.writing() as session:
            session.add(Feedback(conversation_id=conversation_id, score=score))

    def close(self, conversation_id: str) -> None:
        """End the conversation; its messages stay until erased."""
        with self.database.writing() as session:
            locked(session, conversation_id).state = "closed"

    def erase(self, conversation_id: str) -> None:
        """Delete the conversation and every message of it, and note that Rasa must forget it too.

        What stays has no text and no link back. Raises ConversationNotFound.
        """
        with self.database.writing() as session:
            session.delete(locked(session, conversation_id))
            session.add(PendingErasure(conversation_id=conversation_id))

    def erasures_pending(self) -> list[str]:
        """Erased conversations that Rasa still remembers."""
        with self.database.reading() as session:
            return list(session.scalars(sa.select(PendingErasure.conversation_id)))

    def erased(self, conversation_id: str) -> None:
        """Rasa has forgotten the conversation."""
        with self.database.writing() as session:
            session.execute(sa.delete(PendingErasure).filter_by(conversation_id=conversation_id))
