"""Accounts: making them, signing in and out. Passwords are kept as argon2id hashes (RFC 9106 defaults)."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from bot.accounts.model import ROLES, SignIn, User
from bot.errors import TooManyAttempts, WrongCredentials
from bot.storage import Database, now
from services_catalog.model import OrganisationRow

SHORTEST_PASSWORD = 10
ATTEMPTS, WINDOW = 10, 300.0  # failed sign-ins of one user name within so many seconds


class AccountError(ValueError):
    """The account cannot be made as asked; the message says why, for the administrator."""


@dataclass(frozen=True, slots=True)
class Professional:
    """Who is signed in."""

    id: int
    username: str
    display_name: str
    role: str
    organisation: str | None = None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _view(user: User) -> Professional:
    return Professional(user.id, user.username, user.display_name, user.role, user.organisation)


class Accounts:
    """Accounts in one database. `session_hours` is how long a sign-in lasts."""

    def __init__(self, database: Database, session_hours: float = 10) -> None:
        self._database = database
        self._lifetime = timedelta(hours=session_hours)
        self._hasher = PasswordHasher()
        self._decoy = self._hasher.hash(secrets.token_hex())
        self._failed: defaultdict[str, deque[float]] = defaultdict(deque)

    def create(
        self, username: str, password: str, role: str, display_name: str, organisation: str | None = None
    ) -> Professional:
        """A new account. `organisation` limits an editor to its services. Raises AccountError."""
        if role not in ROLES:
            raise AccountError(f"role must be one of {', '.join(ROLES)}")
        if len(password) < SHORTEST_PASSWORD:
            raise AccountError(f"the password must have at least {SHORTEST_PASSWORD} characters")
        if organisation and role != "editor":
            raise AccountError("only an editor's account can be limited to an organisation")
        if not username.strip() or not display_name.strip():
            raise AccountError("the user name and the display name must not be empty")
        with self._database.writing() as session:
            if session.scalar(sa.select(User.id).filter_by(username=username)):
                raise AccountError(f"there is already an account {username}")
            user = User(
                username=username,
                display_name=display_name,
                role=role,
                organisation=organisation or None,
                password_hash=self._hasher.hash(password),
            )
            session.add(user)
            session.flush()
            return _view(user)

    def knows_organisation(self, organisation: str) -> bool:
        """Whether the catalogue has the organisation."""
        with self._database.reading() as session:
            return session.get(OrganisationRow, organisation) is not None

    def set_password(self, username: str, password: str) -> None:
        """Change a password and end the account's sign-ins. Raises AccountError."""
        if len(password) < SHORTEST_PASSWORD:
            raise AccountError(f"the password must have at least {SHORTEST_PASSWORD} characters")
        with self._database.writing() as session:
            user = session.scalar(sa.select(User).filter_by(username=username))
            if user is None:
                raise AccountError(f"there is no account {username}")
            user.password_hash = self._hasher.hash(password)
            session.execute(sa.delete(SignIn).filter_by(user_id=user.id))

    def disable(self, username: str) -> None:
        """Close an account and end its sign-ins; its name stays with what it wrote. Raises AccountError."""
        with self._database.writing() as session:
            user = session.scalar(sa.select(User).filter_by(username=username))
            if user is None:
                raise AccountError(f"there is no account {username}")
            user.disabled = True
            session.execute(sa.delete(SignIn).filter_by(user_id=user.id))

    def sign_in(self, username: str, password: str) -> tuple[Professional, str]:
        """The professional and a token for the cookie. Raises WrongCredentials, TooManyAttempts.

        An unknown user name takes as long as a wrong password, so that names cannot be found out by timing.
        """
        self._check_attempts(username)
        with self._database.reading() as session:
            user = session.scalar(sa.select(User).filter_by(username=username, disabled=False))
        try:
            self._hasher.verify(user.password_hash if user else self._decoy, password)
        except (VerifyMismatchError, InvalidHashError):
            user = None
        if user is None:
            self._failed[username].append(time.monotonic())
            raise WrongCredentials
        self._failed.pop(username, None)
        token = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            session.execute(sa.delete(SignIn).where(SignIn.expires_at < now()))
            session.add(SignIn(token_hash=_hash(token), user_id=user.id, expires_at=now() + self._lifetime))
        return _view(user), token

    def _check_attempts(self, username: str) -> None:
        times = self._failed[username]
        while times and times[0] < time.monotonic() - WINDOW:
            times.popleft()
        if len(times) >= ATTEMPTS:
            raise TooManyAttempts
        if not times:
            del self._failed[username]

    def signed_in(self, token: str) -> Professional | None:
        """Whose sign-in this is, None when it has ended."""
        with self._database.reading() as session:
            user = session.scalar(
                sa.select(User)
                .join(SignIn, SignIn.user_id == User.id)
                .where(SignIn.token_hash == _hash(token), SignIn.expires_at > now(), ~User.disabled)
            )
            return None if user is None else _view(user)

    def sign_out(self, token: str) -> None:
        """End a sign-in."""
        with self._database.writing() as session:
            session.execute(sa.delete(SignIn).where(SignIn.token_hash == _hash(token)))
