"""Errors of a far end, as one small tree. `retry` says whether the same call may succeed later.

    ConnectorError
      Unreachable     retry      no connection, or it broke before an answer
      TimedOut        retry      no answer in time; the far end may have acted
      Unavailable     retry      the far end answered 5xx or 429
      Refused         no retry   the far end answered another 4xx (status, code)
        Missing                  404, 410
        Conflict                 409, 412: somebody else was first
      Garbled         no retry   an answer we cannot read

Every httpx error is mapped by connectors/http.py; a test goes through httpx's own tree and fails on one that is not.
"""

from __future__ import annotations

from typing import ClassVar


class ConnectorError(Exception):
    """A far end did not do what was asked. `where` names it without query or body (no personal data in logs)."""

    retry: ClassVar[bool] = False

    def __init__(self, where: str, status: int | None = None, code: str | None = None) -> None:
        super().__init__(
            f"{where}: {type(self).__name__}" + (f" {status}" if status else "") + (f" {code}" if code else "")
        )
        self.where = where
        self.status = status
        self.code = code


class Unreachable(ConnectorError):
    """No connection could be made, or it broke before the answer came."""

    retry = True


class TimedOut(ConnectorError):
    """No answer in time; whether the far end acted is unknown, so only repeat what is idempotent."""

    retry = True


class Unavailable(ConnectorError):
    """The far end says it cannot answer now (5xx, 429). `retry_after` is the pause it asked for, in seconds."""

    retry = True
    retry_after: float | None = None


class Refused(ConnectorError):
    """The far end understood and said no."""


class Missing(Refused):
    """What was asked for is not there (404, 410)."""


class Conflict(Refused):
    """Somebody else changed or took it first (409, 412)."""


class Garbled(ConnectorError):
    """The answer is not what the interface promises."""
