"""A resident's own booking by its code: a page that works without scripts, and the same as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from bot.booking.errors import BookingOver, TooManyGuesses
from bot.booking.model import Appointment
from bot.booking.words import BookingView
from bot.errors import BookingNotFound
from bot.storage import now
from bot.web.house import House, house, language_of
from bot.web.templating import render

router = APIRouter(tags=["booking"])
Here = Annotated[House, Depends(house)]
Ask = Callable[[str, str], Appointment]
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


async def _booking(request: Request, ask: Ask, code: str) -> BookingView:
    address = request.client.host if request.client else "unknown"
    row = await to_thread.run_sync(ask, code, address)
    return BookingView.of(row, language_of(request), now())


@router.get("/api/booking/{code}")
async def show(code: str, request: Request, here: Here) -> dict[str, Any]:
    """One's own booking."""
    return {"booking": (await _booking(request, here.booking.open, code)).to_json()}


@router.post("/api/booking/{code}/cancel")
async def cancel(code: str, request: Request, here: Here) -> dict[str, Any]:
    """Cancel it and free the time. 409 when the time has passed."""
    return {"booking": (await _booking(request, here.booking.cancel, code)).to_json()}


@router.get("/ajanvaraus/{code}", include_in_schema=False)
async def page(code: str, request: Request, here: Here) -> Response:
    """Time, place and what can be done."""
    return await _page(request, here.booking.open, code, "booking.html")


@router.get("/ajanvaraus/{code}/peru", include_in_schema=False)
async def confirm(code: str, request: Request, here: Here) -> Response:
    """Asks before cancelling: it cannot be undone (WCAG 3.3.4)."""
    return await _page(request, here.booking.open, code, "booking_cancel.html")


@router.post("/ajanvaraus/{code}/peru", include_in_schema=False)
async def cancel_by_form(code: str, request: Request, here: Here) -> Response:
    """Cancel, then show the booking as it is now."""
    answer = await _page(request, here.booking.cancel, code, "booking.html")
    if answer.status_code != 200:
        return answer
    return RedirectResponse(f"/ajanvaraus/{code}?{urlencode({'lang': language_of(request)})}", 303, PRIVATE)


async def _page(request: Request, ask: Ask, code: str, template: str) -> Response:
    """A page about the booking, or one that says why there is none."""
    try:
        booking = await _booking(request, ask, code)
    except BookingNotFound as refusal:
        return _none(request, refusal.status, "booking_not_found_title", "booking_not_found")
    except BookingOver:
        booking = await _booking(request, house(request).booking.open, code)
        return render(request, "booking.html", {"booking": booking}, BookingOver.status, PRIVATE)
    except TooManyGuesses as refusal:
        return _none(request, refusal.status, "booking_wait_title", f"error_{refusal.code}")
    return render(request, template, {"booking": booking}, 200, PRIVATE)


def _none(request: Request, status: int, title: str, text: str) -> Response:
    return render(request, "booking_none.html", {"title": title, "text": text}, status, PRIVATE)
