"""Saved summaries: a professional opens one with the resident's code, or those of two side by side; a resident
deletes one's own.

Codes come in the body of a POST, never in an address: addresses end up in logs.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, Field

from bot.accounts.store import Professional
from bot.booking.errors import TooManyGuesses
from bot.errors import Refusal, SummaryNotFound
from bot.navigator.side_by_side import side_by_side
from bot.navigator.store import SummaryView
from bot.regions.pack import HELSINKI
from bot.web.house import House, house, language_of
from bot.web.origins import require_own_origin
from bot.web.session_api import professional, signed_in_as
from bot.web.templating import render

router = APIRouter(tags=["navigator"], dependencies=[Depends(require_own_origin)])
Here = Annotated[House, Depends(house)]
Nurse = Annotated[Professional, Depends(signed_in_as("nurse"))]
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
CONSOLE, OWN = "/hoitaja/navigaattori", "/navigaattori"


class Code(BaseModel):
    """The resident's code, however typed."""

    code: str = Field(max_length=40)


class Codes(Code):
    """The code, and that of somebody who answered about the same person."""

    other: str = Field("", max_length=40)


def _view(view: SummaryView, language: str) -> dict[str, Any]:
    reports = [part.report.get(language) or part.report["fi"] for part in view.parts]
    parts = [
        {
            "kind": part.kind,
            "report": report,
            "saved": part.created_at.astimezone(HELSINKI),
            "until": part.expires_at.astimezone(HELSINKI),
        }
        for part, report in zip(view.parts, reports, strict=True)
    ]
    openings = [(name, moment.astimezone(HELSINKI)) for name, moment in view.openings]
    return {"parts": parts, "closed": view.closed, "rows": asdict(side_by_side(reports)), "openings": openings}


@router.post("/api/navigator/open")
async def open_summary(body: Codes, nurse: Nurse, here: Here, request: Request) -> dict[str, Any]:
    """What the codes open: each person's answers and what differs. That it was opened, by whom and when, is kept."""
    return _view(await to_thread.run_sync(here.summaries.open, _given(body), nurse), language_of(request))


def _given(body: Codes) -> list[str]:
    return [body.code, *([body.other] if body.other.strip() else [])]


@router.post("/api/navigator/erase", status_code=204)
async def erase_summary(body: Code, here: Here, request: Request) -> Response:
    """Delete one's own summary."""
    await to_thread.run_sync(here.summaries.erase, body.code, _address(request))
    return Response(status_code=204)


@router.get(CONSOLE, include_in_schema=False)
async def ask_code(request: Request, user: Annotated[Professional | None, Depends(professional)]) -> Response:
    """The form for a resident's code; works without scripts."""
    return _console(request, user)


@router.post(CONSOLE, include_in_schema=False)
async def show(
    request: Request,
    here: Here,
    user: Annotated[Professional | None, Depends(professional)],
    code: Annotated[str, Form(max_length=40)] = "",
    other: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """The summary, or why there is none."""
    if user is None or user.role != "nurse":
        return _console(request, user)
    try:
        view = await to_thread.run_sync(here.summaries.open, _given(Codes(code=code, other=other)), user)
    except (SummaryNotFound, TooManyGuesses) as refusal:
        return _console(request, user, refusal)
    values = {"user": user, "refused": None, "summary": _view(view, language_of(request))}
    return render(request, "navigator_open.html", values, 200, PRIVATE)


def _console(request: Request, user: Professional | None, refusal: Refusal | None = None) -> Response:
    nurse = user if user and user.role == "nurse" else None
    values = {"user": nurse, "refused": refusal.code if refusal else None, "summary": None}
    return render(request, "navigator_open.html", values, refusal.status if refusal else 200, PRIVATE)


@router.get(OWN, include_in_schema=False)
async def own(request: Request) -> Response:
    """Where a resident deletes a saved summary with the code; works without scripts."""
    return render(request, "navigator_erase.html", {"refused": None, "erased": False}, 200, PRIVATE)


@router.post(OWN, include_in_schema=False)
async def erase_by_form(request: Request, here: Here, code: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Delete, and say so."""
    try:
        await to_thread.run_sync(here.summaries.erase, code, _address(request))
    except (SummaryNotFound, TooManyGuesses) as refusal:
        values = {"refused": refusal.code, "erased": False}
        return render(request, "navigator_erase.html", values, refusal.status, PRIVATE)
    return render(request, "navigator_erase.html", {"refused": None, "erased": True}, 200, PRIVATE)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
