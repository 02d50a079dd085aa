"""The command `opastin catalog`: loading the services from PTV, and reading what the loads did."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.regions import Region, region_of_area
from bot.settings import Settings
from bot.storage import create_engine, upgrade
from connectors.ptv import PtvHttp, PtvV11, PtvV12, Shelf
from services_catalog.importing import (
    Area,
    Gatherer,
    GatherV11,
    GatherV12,
    Loader,
    Order,
    Report,
    last_began,
    report,
    reports,
)
from services_catalog.vocabulary import vocabulary

FAILED = 1
"""Exit status of a load that changed nothing."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    catalog = commands.add_parser("catalog", help="load the services from PTV, read the reports of loads")
    actions = catalog.add_subparsers(required=True, metavar="action")

    load = actions.add_parser("import", help="load a county's services from PTV")
    load.add_argument("--ptv", metavar="URL", help="PTV's address; else the one in OPASTIN_PTV_URL")
    load.add_argument("--area", required=True, metavar="CODE", help="the county's code, such as 01")
    load.add_argument("--api", choices=("v11", "v12"), default="v11", help="which of PTV's interfaces (v11)")
    load.add_argument("--municipalities", action="store_true", help="also services of single municipalities there")
    how = load.add_mutually_exclusive_group()
    how.add_argument("--full", action="store_true", help="read everything; so does the first load")
    how.add_argument("--since", type=_moment, metavar="MOMENT", help="read what changed after this (ISO 8601, UTC)")
    load.set_defaults(call=run_import)

    show = actions.add_parser("report", help="show the report of a load; without a number, list the loads")
    show.add_argument("number", type=int, nargs="?")
    show.add_argument("--all", action="store_true", help="every line of it")
    show.set_defaults(call=show_report)


def run_import(
    settings: Settings, options: argparse.Namespace, connect: Callable[[str, str, Shelf], PtvHttp] = PtvHttp
) -> int:
    """Load; exit status 1 when nothing could be changed. `connect` is for tests, which fake PTV."""
    url = options.ptv or settings.ptv_url
    if not url:
        raise ValueError("PTV's address is not known: give --ptv or set OPASTIN_PTV_URL")
    region = region_of_area(options.area)
    upgrade(settings.database)
    engine = create_engine(settings.database)
    try:
        order = _order(engine, region, options)
        root = url.rstrip("/").removesuffix(f"/api/{order.api}")
        shelf = Shelf(_shelf_folder(settings.var, root, order), datetime.now(UTC))
        http = connect(root, settings.ptv_api_key.get_secret_value(), shelf)
        number, made = asyncio.run(_loaded(engine, order, http, shelf))
    finally:
        engine.dispose()
    _print(number, made)
    return 0 if made.outcome == "done" else FAILED


def show_report(settings: Settings, options: argparse.Namespace) -> int:
    """Print one report, or a line for each of the last loads."""
    upgrade(settings.database)
    engine = create_engine(settings.database)
    try:
        with Session(engine) as session:
            if options.number is None:
                for number, one in reports(session, settings.region):
                    print(f"{number}: {next(one.lines())}")
                return 0
            found = report(session, options.number)
    finally:
        engine.dispose()
    if found is None:
        raise ValueError(f"there is no load {options.number}")
    _print(options.number, found, everything=options.all)
    return 0


async def _loaded(engine: Engine, order: Order, http: PtvHttp, shelf: Shelf) -> tuple[int, Report]:
    gatherers: dict[str, Callable[[], Gatherer]] = {
        "v11": lambda: GatherV11(PtvV11(http), _say),
        "v12": lambda: GatherV12(PtvV12(http), vocabulary(), _say),
    }
    try:
        return await Loader(engine, _say).run(order, gatherers[order.api](), shelf)
    finally:
        await http.close()


def _order(engine: Engine, region: Region, options: argparse.Namespace) -> Order:
    since = options.since
    if since is None and not options.full:
        with Session(engine) as session:
            since = last_began(session, region.id, options.area)
    municipalities = tuple(region.municipalities) if options.municipalities else ()
    return Order(region.id, options.api, Area(options.area, municipalities), since)


def _shelf_folder(var: Path, root: str, order: Order) -> Path:
    """Where a load keeps what it fetched; another load than this one must not find it."""
    span = "all" if order.since is None else order.since.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    wide = "-municipalities" if order.area.municipalities else ""
    return var / "ptv" / f"{urlsplit(root).hostname}-{order.api}-{order.area.county}{wide}-{span}"


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say(line: str) -> None:
    print(line, flush=True)


def _print(number: int, made: Report, *, everything: bool = False) -> None:
    lines = made.lines(10**9) if everything else made.lines()
    print(f"Load {number}. " + "\n".join(lines))
