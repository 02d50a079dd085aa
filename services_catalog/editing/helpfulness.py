"""Residents' answers to "was this helpful": what they say of a service, for its editors. Nothing tells who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import sessionmaker

from services_catalog.editing.anonymous import Anonymiser
from services_catalog.editing.model import HelpfulRow
from services_catalog.record import Language

Reason = Literal["wrong_number", "wrong_hours", "not_for_me", "other"]
REASONS: tuple[Reason, ...] = ("wrong_number", "wrong_hours", "not_for_me", "other")
WRONG: tuple[Reason, ...] = ("wrong_number", "wrong_hours")
"""Reasons that say the record is not true: one is enough for an editor to look."""
DISLIKED_FROM = 3
"""So many "no" without such a reason, and no fewer than "yes", are no chance either."""
LONGEST_NOTE = 300
KEPT = timedelta(days=365)
MOST_A_DAY = 100
"""Answers of one service in a day; more are not people, and must not fill the disk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resident answers. `key` (a UUID) makes it repeatable: the same key again renews the answer."""

    key: str
    helpful: bool
    reason: Reason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote, without what could tell who."""

    day: date
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of a service that no editor has handled; `newest` is the last of them, for `handle`."""

    service: str
    yes: int
    no: int
    reasons: Mapping[Reason, int]
    notes: Sequence[Note]
    last_day: date
    newest: int

    @property
    def wrong(self) -> int:
        """How many say that the record is not true."""
        return sum(self.reasons.get(reason, 0) for reason in WRONG)

    @property
    def bad(self) -> bool:
        """Whether an editor should look."""
        return self.wrong > 0 or (self.no >= DISLIKED_FROM and self.no >= self.yes)


class Helpfulness:
    """Keeps the answers of one database and adds them up."""

    def __init__(self, engine: Engine, anonymiser: Anonymiser) -> None:
        self._writing = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._anonymiser = anonymiser

    def note(self, service_id: str, answer: Answer, language: Language, today: date) -> bool:
        """Keep an answer; returns whether it was kept. Not kept is what comes over MOST_A_DAY, and a key that was
        used for another service.
        """
        with self._writing.begin() as session:
            row = session.scalar(select(HelpfulRow).filter_by(key=answer.key))
            if row is None:
                of_today = select(func.count()).select_from(HelpfulRow)
                of_today = of_today.where(HelpfulRow.service_id == service_id, HelpfulRow.day == today.isoformat())
                if (session.scalar(of_today) or 0) >= MOST_A_DAY:
                    return False
                row = HelpfulRow(key=answer.key, service_id=service_id)
                session.add(row)
            elif row.service_id != service_id:
                return False
            row.language, row.day, row.helpful = language, today.isoformat(), answer.helpful
            row.reason = None if answer.helpful else answer.reason
            row.handled = False
            row.note = "" if answer.helpful else self._anonymiser.plain(answer.note)[:LONGEST_NOTE]
            return True

    def tallies(self) -> list[Tally]:
        """The services that have answers to handle: a wrong number or wrong hours first, then by how many said no."""
        rows: dict[str, list[HelpfulRow]] = {}
        query = select(HelpfulRow).where(~HelpfulRow.handled).order_by(HelpfulRow.id.desc())
        with self._reading() as session:
            for row in session.scalars(query):
                rows.setdefault(row.service_id, []).append(row)
        found = [_tally(service_id, of_service) for service_id, of_service in rows.items()]
        return sorted(found, key=lambda tally: (-tally.wrong, -tally.no, tally.yes, tally.service))

    def handle(self, service_id: str, newest: int) -> None:
        """An editor has dealt with the answers up to `newest`: they are counted no more, and what was written goes."""
        with self._writing.begin() as session:
            session.execute(
                update(HelpfulRow)
                .where(HelpfulRow.service_id == service_id, HelpfulRow.id <= newest)
                .values(handled=True, note="")
            )

    def forget(self, today: date) -> None:
        """Delete what is older than a year."""
        with self._writing.begin() as session:
            session.execute(delete(HelpfulRow).where(HelpfulRow.day < (today - KEPT).isoformat()))


def _tally(service_id: str, rows: Sequence[HelpfulRow]) -> Tally:
    """`rows` are newest first."""
    reasons = Counter(cast("Reason", row.reason) for row in rows if row.reason)
    return Tally(
        service=service_id,
        yes=sum(row.helpful for row in rows),
        no=sum(not row.helpful for row in rows),
        reasons={reason: reasons[reason] for reason in REASONS if reason in reasons},
        notes=[Note(date.fromisoformat(row.day), cast("Language", row.language), row.note) for row in rows if row.note],
        last_day=date.fromisoformat(max(row.day for row in rows)),
        newest=rows[0].id,
    )
