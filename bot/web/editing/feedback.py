"""What residents answered to "was this helpful", and marking it as handled."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from bot.web.editing.access import Desk, DeskRoute, Me, desk_page, go_to
from bot.web.editing.lists import page_of

router = APIRouter(route_class=DeskRoute)
LIST = "/toimitus/palaute"


@router.get(LIST)
def feedback(
    request: Request, desk: Desk, me: Me, palvelu: Annotated[str, Query(max_length=80)] = "",
    sivu: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:  # fmt: skip
    """The services that have answers, worst first; with `palvelu` that one alone."""
    names = {entry.id: entry.name for entry in desk.overview.entries(me, None)}
    tallies = [tally for tally in desk.helpfulness.tallies() if tally.service in names]
    shown = [tally for tally in tallies if palvelu in ("", tally.service)]
    values = {"page": page_of(request, shown, sivu), "names": names, "only": palvelu}
    return desk_page(request, me, "feedback.html", "feedback", values)


@router.post(LIST + "/{service_id}")
def handle(request: Request, service_id: str, desk: Desk, me: Me, newest: Annotated[int, Form()]) -> Response:
    """Mark what the editor saw of a service's answers as handled."""
    desk.services.open(service_id, me)
    desk.helpfulness.handle(service_id, newest)
    return go_to(request, LIST, "handled")
