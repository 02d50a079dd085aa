"""Accounts: argon2 hashes, sign-in, sign-out, refusals."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.accounts.model import User
from bot.accounts.store import ATTEMPTS, AccountError, Accounts
from bot.errors import TooManyAttempts, WrongCredentials
from bot.storage import Database


@pytest.fixture
def accounts(database: Database) -> Accounts:
    made = Accounts(database)
    made.create("anna", "oikea-salasana", "nurse", "Sairaanhoitaja Anna")
    return made


def test_signing_in_and_out(accounts: Accounts) -> None:
    user, token = accounts.sign_in("anna", "oikea-salasana")
    assert user.display_name == "Sairaanhoitaja Anna"
    assert accounts.signed_in(token) == user
    accounts.sign_out(token)
    assert accounts.signed_in(token) is None


def test_the_password_is_kept_as_an_argon2_hash(accounts: Accounts, database: Database) -> None:
    with database.reading() as session:
        kept = session.scalar(sa.select(User.password_hash))
    assert kept is not None
    assert kept.startswith("$argon2id$")


@pytest.mark.parametrize(("username", "password"), [("anna", "väärä"), ("nobody", "oikea-salasana"), ("anna", "")])
def test_wrong_credentials_are_refused_alike(accounts: Accounts, username: str, password: str) -> None:
    with pytest.raises(WrongCredentials):
        accounts.sign_in(username, password)


def test_guessing_is_slowed_down(accounts: Accounts) -> None:
    for _ in range(ATTEMPTS):
        with pytest.raises(WrongCredentials):
            accounts.sign_in("anna", "arvaus")
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("anna", "oikea-salasana")


def test_a_new_password_ends_old_sign_ins(accounts: Accounts) -> None:
    _, token = accounts.sign_in("anna", "oikea-salasana")
    accounts.set_password("anna", "uusi-salasana-1")
    assert accounts.signed_in(token) is None
    assert accounts.sign_in("anna", "uusi-salasana-1")


def test_an_ended_sign_in_is_nobody(database: Database) -> None:
    accounts = Accounts(database, session_hours=-1)
    accounts.create("anna", "oikea-salasana", "nurse", "Anna")
    _, token = accounts.sign_in("anna", "oikea-salasana")
    assert accounts.signed_in(token) is None


@pytest.mark.parametrize(
    ("username", "password", "role", "name", "why"),
    [
        ("anna", "toinen-salasana", "nurse", "Anna", "already"),
        ("b", "lyhyt", "nurse", "B", "10 characters"),
        ("b", "pitkä-salasana", "doctor", "B", "role"),
        (" ", "pitkä-salasana", "nurse", "B", "empty"),
    ],
)
def test_impossible_accounts_say_why(
    accounts: Accounts, username: str, password: str, role: str, name: str, why: str
) -> None:
    with pytest.raises(AccountError, match=why):
        accounts.create(username, password, role, name)
