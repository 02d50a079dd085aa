"""Accounts: argon2 hashes, sign-in, sign-out, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.accounts.model import User
from bot.accounts.store import ATTEMPTS, AccountError, Accounts
from bot.cli import main
from bot.errors import TooManyAttempts, WrongCredentials
from bot.storage import Database, create_engine
from services_catalog.record import Organisation
from services_catalog.store import save_organisation


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


def test_an_editor_can_be_limited_to_an_organisation_and_others_cannot(accounts: Accounts) -> None:
    accounts.create("jari", "oikea-salasana", "editor", "Jari", "tuki-ry")
    user, _ = accounts.sign_in("jari", "oikea-salasana")
    assert user.organisation == "tuki-ry"
    with pytest.raises(AccountError, match="only an editor"):
        accounts.create("liisa", "oikea-salasana", "nurse", "Liisa", "tuki-ry")


def test_the_command_makes_an_account_for_an_organisation_there_is(
    tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "opastin.db").write_bytes(empty_database.read_bytes())
    password = tmp_path / "password"
    password.write_text("oikea-salasana", encoding="utf-8")
    monkeypatch.setenv("OPASTIN_VAR", str(tmp_path))
    command = ["add-user", "jari", "--role", "editor", "--name", "Jari", "--password-file", str(password)]
    assert main([*command, "--organisation", "tuki-ry"]) == 2
    assert "the catalogue has no organisation tuki-ry" in capsys.readouterr().err
    engine = create_engine(f"sqlite:///{tmp_path / 'opastin.db'}")
    with Database(engine).writing() as session:
        save_organisation(session, Organisation(id="tuki-ry", kind="association", names={"fi": "Tuki ry"}), "seed")
    engine.dispose()
    assert main([*command, "--organisation", "tuki-ry"]) == 0
