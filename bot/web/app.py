"""The web application: routers, pages and the life of the process."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from anyio import create_task_group, to_thread
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot.booking.rolling import keep_rolling
from bot.settings import Settings
from bot.web import (
    booking_api,
    chat_api,
    errors,
    fhir_api,
    handoff_api,
    headers,
    health,
    helpful,
    internal_api,
    navigator_api,
    pages,
    rasa_rest,
    result_page,
    session_api,
)
from bot.web.editing.chores import keep_forgetting, keep_publishing
from bot.web.editing.router import router as editing
from bot.web.house import House
from connectors.links import LinkVisitor
from services_catalog import create_router
from services_catalog.editing.links import keep_checking

Chore = Callable[[], Awaitable[None]]

log = logging.getLogger(__name__)
STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, build: Callable[[Settings], House]) -> FastAPI:
    """The application. `build` makes its collaborators at start (bot.web.house.open_house, or a test's)."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        here = app.state.house = await to_thread.run_sync(build, settings)
        await here.turns.recover()
        visitor = LinkVisitor()
        work: list[Chore] = [
            partial(keep_rolling, here.booking), here.turns.keep_erasing, here.summaries.keep_deleting,
            here.unfinished.keep_deleting,
            partial(keep_publishing, here.editing), partial(keep_forgetting, here.editing),
        ]  # fmt: skip
        if settings.check_links:
            work.append(partial(keep_checking, here.editing.links, here.editing.overview, visitor))
        async with create_task_group() as chores:  # when it is cancelled, work that is in a thread is finished first
            for chore in work:
                chores.start_soon(_keep, chore)
            yield
            chores.cancel_scope.cancel()
        await here.turns.stop()
        await here.dialogue.close()
        await visitor.close()
        here.database.engine.dispose()
        del app.state.house  # routers of modules remember every app that had them; not all it held

    app = FastAPI(title="Opastin", version="0.1.0", lifespan=life)
    errors.install(app)
    headers.install(app, settings)
    for module in (
        health,
        chat_api,
        session_api,
        handoff_api,
        internal_api,
        navigator_api,
        booking_api,
        fhir_api,
        helpful,
        result_page,
        pages,
    ):
        app.include_router(module.router)
    app.include_router(handoff_api.sockets)
    app.include_router(editing)
    app.include_router(create_router(lambda: app.state.house.catalog))
    if settings.rasa_rest:
        app.include_router(rasa_rest.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


async def _keep(chore: Chore) -> None:
    """Run a chore; one that fails ends alone."""
    try:
        await chore()
    except Exception:
        log.exception("a chore has ended")
