"""When a resident would like to come: the times that a message names, for narrowing free times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
DAYS = 21  # how far ahead times are looked for when no day is named


@dataclass(frozen=True, slots=True)
class Span:
    """Wanted times: from `after` to `before`; within each day from `start` to `end`, when only hours are wished."""

    after: datetime
    before: datetime
    start: time = time.min
    end: time = time.max

    def fits(self, moment: datetime) -> bool:
        """Whether a time is as wished."""
        return self.after <= moment < self.before and self.start <= moment.astimezone(HELSINKI).time() < self.end


@dataclass(frozen=True, slots=True)
class Wish:
    """One span or several: "ti tai to aamupäivällä"."""

    spans: Sequence[Span]

    @property
    def after(self) -> datetime:
        """The earliest wanted moment."""
        return min(span.after for span in self.spans)

    @property
    def before(self) -> datetime:
        """The moment after the last wanted one."""
        return max(span.before for span in self.spans)

    def fits(self, moment: datetime) -> bool:
        """Whether a time is as wished."""
        return any(span.fits(moment) for span in self.spans)


def wish(times: Iterable[Mapping[str, Any]], now: datetime) -> Wish | None:
    """The wish in the values of `time` entities (nlu/entities); None when there is none, or only of what is past."""
    spans = [span for value in times if (span := _span(value, now)).after < span.before]
    return Wish(spans) if spans else None


def _span(value: Mapping[str, Any], now: datetime) -> Span:
    named = value["after"] is not None
    after = datetime.fromisoformat(value["after"]) if named else now
    before = datetime.fromisoformat(value["before"]) if named else now + timedelta(days=DAYS)
    start, end = value.get("from"), value.get("to")
    return Span(
        max(now, after),
        before,
        time.fromisoformat(start) if start else time.min,
        time.fromisoformat(end) if end else time.max,
    )
