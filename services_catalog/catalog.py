"""The catalogue as the rest of Opastin sees it: one object for storing, finding and getting services.

Each process has a search index of its own (in memory, or in a folder no other process uses). Before a search
it compares the database's revision with its own and indexes what has changed, so that a save in one process is
found in all of them.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from sqlalchemy.engine import Engine as DatabaseEngine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

import nlu
from nlu.morphology import create_morphology
from services_catalog import reading, store
from services_catalog.errors import ServiceNotFound
from services_catalog.hours import HELSINKI
from services_catalog.record import Language, Listing, Service, Source
from services_catalog.search import Engine, Query, Question, SearchPage
from services_catalog.seed import load_seed
from services_catalog.vocabulary import vocabulary

log = logging.getLogger(__name__)
NothingFound = Callable[[str, Language, date], None]
"""Told of a query that found nothing: its text, its language and the day."""
NEVER = ("", 0)
DIGEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What loading a seed did, in services."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0


class Catalog:
    """Services in a database and the index over them. Thread-safe."""

    def __init__(
        self,
        engine: DatabaseEngine,
        search: Engine,
        region: str | None,
        state: Path | None,
        nothing_found: NothingFound | None,
    ) -> None:
        self._sessions = sessionmaker(engine)
        self._reading = sessionmaker(engine.execution_options(sqlite_begin="DEFERRED"))
        self._search = search
        self._region = region
        self._state = state
        self._nothing_found = nothing_found
        self._indexed = _read_state(state)
        self._lock = Lock()

    def search(self, query: Query) -> SearchPage:
        """The services that answer a resident's `query`, with everything saved so far."""
        page = self.try_out(query)
        if self._nothing_found is not None and page.total == 0 and query.text.strip() and not query.narrowed:
            try:
                self._nothing_found(query.text, query.language, query.now.astimezone(HELSINKI).date())
            except SQLAlchemyError:  # the resident gets the answer all the same
                log.exception("a query that found nothing could not be counted")
        return page

    def try_out(self, query: Query) -> SearchPage:
        """The same, for editors: nothing of it is counted."""
        self._refresh()
        return self._search.search(query)

    def get(self, service_id: str) -> Listing:
        """One published service. Raises ServiceNotFound."""
        with self._reading() as session:
            listing = store.get(session, service_id)
        if listing is None or (self._region and listing.service.region != self._region):
            raise ServiceNotFound(service_id)
        return listing

    def published(self) -> Iterator[Listing]:
        """All published services."""
        with self._reading() as session:
            for _, listing in reading.changed_since(session, 0, self._region):
                if listing is not None:
                    yield listing

    def understood(self, query: Query) -> Question:
        """How the search reads a query: for editors, who wonder why."""
        self._refresh()
        return self._search.understood(query)

    def save(self, service: Service, source: Source) -> store.Change:
        """Write a service for `source`; fields a stronger source wrote stay. Found by the next search."""
        with self._sessions.begin() as session:
            return store.save_service(session, service, source)

    def load_seed(self, region: str, session: Session | None = None) -> SeedReport:
        """Write the seed of `region`; the same seed again changes nothing. Commits unless given a session.

        Raises ContentError when a seed file is wrong, before anything is written.
        """
        seed = load_seed(region)
        with nullcontext(session) if session is not None else self._sessions.begin() as writing:
            _rows = store.held(writing, (service.id for service in seed.services), (at.id for at in seed.channels))
            for organisation in seed.organisations:
                store.save_organisation(writing, organisation, "seed")
            for channel in seed.channels:
                store.save_channel(writing, channel, "seed")
            changes = [store.save_service(writing, service, "seed") for service in seed.services]
            gone = store.withdraw_missing(writing, region, "seed", (service.id for service in seed.services))
        return SeedReport(changes.count("added"), changes.count("changed"), changes.count("unchanged"), gone)

    def withdraw_seed(self, region: str) -> int:
        """Take the seed's services of `region` out of the catalogue; returns how many. Others' stay."""
        with self._sessions.begin() as session:
            return store.withdraw_missing(session, region, "seed", ())

    def rebuild_index(self) -> None:
        """Index everything anew from the database."""
        with self._lock:
            self._indexed = NEVER
        self._refresh()

    def _refresh(self) -> None:
        """Index what has changed in the database since the last time."""
        with self._reading() as session:
            if store.revision(session) == self._indexed:
                return
        with self._lock, self._reading() as session:
            current = store.revision(session)
            if current == self._indexed:
                return  # another thread was faster
            epoch, value = self._indexed
            anew = epoch != current[0] or value > current[1]
            changes = reading.changed_since(session, 0 if anew else value, self._region)
            self._search.write(changes, anew=anew)
            self._indexed = current
            _write_state(self._state, current)


def create_catalog(
    engine: DatabaseEngine,
    index_dir: Path | None = None,
    region: str | None = None,
    model: Path | None = None,
    nothing_found: NothingFound | None = None,
) -> Catalog:
    """A catalogue over `engine`, whose tables exist. With `region`, only that region's services are shown.

    The index is in memory, or in `index_dir`, which then is this process's alone and makes starting faster.
    `model` is the file of `nlu.linear.train`; without it fewer need sentences are understood.
    `nothing_found` is told of residents' queries that found nothing.
    """
    folder = None if index_dir is None else _folder(index_dir, region or "all")
    search = Engine(create_morphology, vocabulary(), folder, model)
    state = None if folder is None else folder / "revision.json"
    return Catalog(engine, search, region, state, nothing_found)


def _folder(index_dir: Path, name: str) -> Path:
    """The index of this version of code and content; those of other versions are removed."""
    folder = index_dir / f"{name}-{_digest()}"
    for other in index_dir.glob(f"{name}-{'[0-9a-f]' * DIGEST_LETTERS}"):
        if other != folder:
            shutil.rmtree(other)
    return folder


def _digest() -> str:
    """What shapes the tokens of an index, in short."""
    here, language = Path(__file__).parent, Path(nlu.__file__).parent
    folders = (here / "search", here / "data", language / "morphology", language / "data" / "lexicon")
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".yml")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:DIGEST_LETTERS]


def _read_state(path: Path | None) -> tuple[str, int]:
    if path is None or not path.exists():
        return NEVER
    epoch, value = json.loads(path.read_text(encoding="utf-8"))
    return str(epoch), int(value)


def _write_state(path: Path | None, state: tuple[str, int]) -> None:
    if path is not None:
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(state), encoding="utf-8")
        draft.replace(path)  # whole or not at all
