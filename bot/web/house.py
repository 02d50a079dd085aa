"""Everything the web process is made of, put together once at start and given to the routers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from fastapi import Request
from starlette.requests import HTTPConnection

from bot.accounts.store import Accounts
from bot.booking.rolling import prepare
from bot.booking.store import BookingStore
from bot.conversations.masking import CODE
from bot.conversations.result_pages import ResultPages
from bot.conversations.signals import Signals
from bot.conversations.store import ConversationStore
from bot.conversations.turns import Turns
from bot.conversations.unfinished import Unfinished
from bot.handoff.desk import Desk
from bot.navigator.store import SavedSummaries
from bot.regions import Region, load_region
from bot.settings import Settings
from bot.storage import Database, create_engine, now
from bot.web.allowance import Allowance
from connectors.dialogue import Dialogue
from nlu.morphology.names import is_persons_name
from nlu.redflags import RedFlags, create_red_flags
from services_catalog import Catalog, Query, create_catalog
from services_catalog.editing import Editing, create_editing
from services_catalog.editing.anonymous import HIDDEN


@dataclass(frozen=True, slots=True)
class House:
    """The collaborators of the web process."""

    settings: Settings
    region: Region
    database: Database
    signals: Signals
    conversations: ConversationStore
    desk: Desk
    accounts: Accounts
    booking: BookingStore
    summaries: SavedSummaries
    results: ResultPages
    unfinished: Unfinished
    catalog: Catalog
    editing: Editing
    answers: Allowance
    dialogue: Dialogue
    turns: Turns


def create_house(settings: Settings, dialogue: Dialogue | None = None, red_flags: RedFlags | None = None) -> House:
    """Build it. The database must have the newest schema (bot.storage.upgrade). `dialogue` and
    `red_flags` are for tests, which fake the one and share the other.
    """
    region = load_region(settings.region)
    engine = create_engine(settings.database)
    database = Database(engine)
    signals = Signals()
    conversations = ConversationStore(database, settings.messages_per_minute)
    desk = Desk(database)
    dialogue = dialogue or Dialogue(settings.rasa_url, settings.secret(), settings.turn_timeout)
    editing = create_editing(engine, region.id, partial(CODE.sub, HIDDEN), is_persons_name)
    unfinished = Unfinished(database, settings.summary_keys())
    turns = Turns(
        conversations, desk, dialogue, red_flags or create_red_flags(settings.models / "redflags.npz"), region, signals,
        unfinished, message_limit=settings.message_limit, turn_timeout=settings.turn_timeout,
    )  # fmt: skip
    return House(
        settings=settings,
        region=region,
        database=database,
        signals=signals,
        conversations=conversations,
        desk=desk,
        accounts=Accounts(database, settings.session_hours),
        booking=BookingStore(database),
        summaries=SavedSummaries(database, settings.summary_keys()),
        results=ResultPages(database),
        unfinished=unfinished,
        catalog=create_catalog(
            engine, settings.var / "catalog-index", region.id, settings.models / "search.npz", editing.unanswered.note
        ),
        editing=editing,
        answers=Allowance(),
        dialogue=dialogue,
        turns=turns,
    )


def open_house(settings: Settings) -> House:
    """Build it and make it ready for the first resident."""
    here = create_house(settings)
    furnish(here)
    return here


def furnish(here: House) -> None:
    """What must be there before the first resident: sample catalogue, free times, index. Again changes nothing."""
    if here.settings.sample_catalog:
        here.catalog.load_seed(here.region.id)
    else:
        here.catalog.withdraw_seed(here.region.id)
    prepare(here.booking, here.region.id, now())
    here.catalog.try_out(Query(now=now(), text="terveysasema"))  # loads index and dictionaries: no resident waits


def house(connection: HTTPConnection) -> House:
    """FastAPI dependency: the house this request came to."""
    built = connection.app.state.house
    assert isinstance(built, House)
    return built


def language_of(request: Request) -> str:
    """The asker's language: ?lang=, else Accept-Language, else Finnish."""
    asked = request.query_params.get("lang", "")
    if asked in ("fi", "sv", "en"):
        return asked
    for part in request.headers.get("accept-language", "").split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in ("fi", "sv", "en"):
            return tag
    return "fi"
