"""Pages of results: each result told gets an address nobody can guess, which works as long as its conversation."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.conversations.messages import MessageView
from bot.conversations.model import Message, ResultPage
from bot.errors import ResultNotFound
from bot.storage import Database

PATH = "tulos"
_TOKEN = 24  # random bytes
_FOLLOWING = 3  # messages after a result among which its services stand


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result as it was told, and the services shown with it."""

    message: MessageView
    services: list[dict[str, Any]]


def give_page(session: Session, message: Message) -> None:
    """Give a result its page: the message's data then has `page`, the address relative to the service's own."""
    if message.data.get("kind") != "result":
        return
    token = secrets.token_urlsafe(_TOKEN)
    message.data = {**message.data, "page": f"{PATH}/{token}"}
    session.add(ResultPage(token_hash=_hash(token), conversation_id=message.conversation_id, seq=message.seq))


class ResultPages:
    """Looking results up by the token of their address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, token: str) -> ResultView:
        """The result. Raises ResultNotFound, also when its conversation has been erased."""
        with self._database.reading() as session:
            page = session.get(ResultPage, _hash(token))
            if page is None:
                raise ResultNotFound
            rows = session.scalars(
                sa.select(Message)
                .where(Message.conversation_id == page.conversation_id, Message.seq >= page.seq)
                .order_by(Message.seq)
                .limit(1 + _FOLLOWING)
            ).all()
            told, *after = (MessageView.of(row) for row in rows)
            return ResultView(told, _services(after))


def _services(after: list[MessageView]) -> list[dict[str, Any]]:
    """What was shown before the resident said anything more."""
    for message in after:
        if message.sender == "resident":
            break
        if message.data.get("kind") == "services":
            return list(message.data.get("services", []))
    return []


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
