"""The command `opastin`: run everything or one part, upgrade the database, manage accounts, load services."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from bot import catalog_command
from bot.accounts.model import ROLES
from bot.accounts.store import AccountError, Accounts
from bot.settings import PROJECT, Settings
from bot.storage import Database, create_engine, upgrade
from bot.supervisor import supervise
from bot.web.app import create_app
from bot.web.house import open_house


def run(settings: Settings, options: argparse.Namespace) -> int:
    """All three processes, until Ctrl-C."""
    upgrade(settings.database)
    asyncio.run(supervise(settings, options.rasa_python))
    return 0


def web(settings: Settings, options: argparse.Namespace) -> int:
    """The web process alone."""
    upgrade(settings.database)
    uvicorn.run(
        create_app(settings, open_house), host=settings.host, port=settings.port,
        access_log=False,  # addresses in it may carry a token
        log_level="warning", ws_max_size=65536, timeout_graceful_shutdown=4,
    )  # fmt: skip
    return 0


def database(settings: Settings, options: argparse.Namespace) -> int:
    """Bring the database to the newest schema."""
    upgrade(settings.database)
    print(f"{settings.database} is up to date")
    return 0


def add_user(settings: Settings, options: argparse.Namespace) -> int:
    """A new account; the password comes from a file, or is asked for."""
    with _accounts(settings) as accounts:
        if options.organisation and not accounts.knows_organisation(options.organisation):
            raise AccountError(f"the catalogue has no organisation {options.organisation}")
        password = _password(options)
        user = accounts.create(options.username, password, options.role, options.name, options.organisation)
    print(f"{user.role} {user.username} ({user.display_name}) can now sign in")
    return 0


def set_password(settings: Settings, options: argparse.Namespace) -> int:
    """A new password; ends the account's sign-ins."""
    with _accounts(settings) as accounts:
        accounts.set_password(options.username, _password(options))
    print(f"the password of {options.username} was changed")
    return 0


def disable_user(settings: Settings, options: argparse.Namespace) -> int:
    """Close an account."""
    with _accounts(settings) as accounts:
        accounts.disable(options.username)
    print(f"{options.username} can no longer sign in")
    return 0


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts]:
    upgrade(settings.database)
    engine = create_engine(settings.database)
    try:
        yield Accounts(Database(engine))
    finally:
        engine.dispose()


def _password(options: argparse.Namespace) -> str:
    if options.password_file:
        return str(options.password_file.read_text(encoding="utf-8").strip())
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return getpass.getpass("Password: ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="opastin", description="Opastin, the residents' guide of a county")
    commands = parser.add_subparsers(required=True, metavar="command")

    everything = commands.add_parser("run", help="run web, actions and rasa until Ctrl-C")
    everything.add_argument("--rasa-python", type=Path, default=PROJECT / ".venvs" / "rasa" / "bin" / "python")
    everything.set_defaults(call=run)

    commands.add_parser("web", help="run the web process alone").set_defaults(call=web)
    commands.add_parser("db-upgrade", help="bring the database to the newest schema").set_defaults(call=database)

    new = commands.add_parser("add-user", help="make an account for a nurse, an editor or an analyst")
    new.add_argument("username")
    new.add_argument("--role", choices=ROLES, required=True)
    new.add_argument("--name", required=True, help='what residents see, for example "Sairaanhoitaja Anna"')
    new.add_argument("--organisation", metavar="ID", help="an editor of this organisation's services only")
    new.add_argument("--password-file", type=Path, help="else the password is asked for, or read from a pipe")
    new.set_defaults(call=add_user)

    change = commands.add_parser("set-password", help="change an account's password")
    change.add_argument("username")
    change.add_argument("--password-file", type=Path)
    change.set_defaults(call=set_password)

    close = commands.add_parser("disable-user", help="close an account and end its sign-ins")
    close.add_argument("username")
    close.set_defaults(call=disable_user)

    catalog_command.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; exit status 2 for what the administrator can mend."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.call(Settings(), options))
    except (AccountError, ValueError, OSError) as error:
        print(f"opastin: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
