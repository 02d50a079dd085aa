"""Health: live as soon as the process runs, ready when a turn can be answered in full."""

from __future__ import annotations

from typing import Annotated, Any

import sqlalchemy as sa
from anyio import to_thread
from fastapi import APIRouter, Depends, Response

from bot.storage import now
from bot.web.house import House, house
from connectors.actions import actions_ready
from services_catalog import Query

router = APIRouter(prefix="/health", tags=["health"])
Here = Annotated[House, Depends(house)]


@router.get("/live")
async def live() -> dict[str, str]:
    """The web process runs."""
    return {"status": "live"}


@router.get("/ready")
async def ready(here: Here, response: Response) -> dict[str, Any]:
    """Each part and its state; 503 unless all are ready."""
    parts = {
        "database": await to_thread.run_sync(_database_answers, here),
        "catalog": await to_thread.run_sync(_catalog_answers, here),
        "rasa": await here.dialogue.ready(),
        "actions": await actions_ready(here.settings.actions_url),
    }
    fine = all(parts.values())
    response.status_code = 200 if fine else 503
    return {
        "status": "ready" if fine else "not_ready",
        "parts": {name: "ready" if good else "down" for name, good in parts.items()},
    }


def _database_answers(here: House) -> bool:
    try:
        with here.database.reading() as session:
            return bool(session.scalar(sa.text("SELECT 1")) == 1)
    except sa.exc.SQLAlchemyError:
        return False


def _catalog_answers(here: House) -> bool:
    return here.catalog.search(Query(now=now())).total > 0
