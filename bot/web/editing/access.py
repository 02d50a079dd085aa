"""Who may use the desk, and how its pages are made. Refusals and errors are pages here, not JSON."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from bot.accounts.store import Professional
from bot.errors import InvalidRequest, Refusal, RoleMissing, SignInRequired
from bot.web.editing.words import Words
from bot.web.house import House, house, language_of
from bot.web.session_api import signed_in_as
from bot.web.templating import render
from services_catalog.editing import Author, Editing
from services_catalog.errors import NotYours, ServiceNotFound

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
SECTIONS = (
    ("services", "/toimitus"), ("channels", "/toimitus/yhteystiedot"), ("feedback", "/toimitus/palaute"),
    ("quality", "/toimitus/laatu"), ("queries", "/toimitus/haku"), ("files", "/toimitus/tiedostot"),
)  # fmt: skip


async def author(user: Annotated[Professional, Depends(signed_in_as("editor"))]) -> Author:
    """FastAPI dependency: the signed-in editor. Raises SignInRequired, RoleMissing."""
    return Author(user.username, user.display_name, user.organisation)


def editing(request: Request) -> Editing:
    """FastAPI dependency: the desk."""
    return house(request).editing


Here = Annotated[House, Depends(house)]
Desk = Annotated[Editing, Depends(editing)]
Me = Annotated[Author, Depends(author)]


class DeskRoute(APIRoute):
    """A route of the desk: what is refused is told on a page, in the editor's language."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's handler."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await handle(request)
            except (SignInRequired, RoleMissing) as refusal:
                return sign_in_page(request, refusal)
            except ServiceNotFound:
                return _refused(request, 404, "missing")
            except NotYours:
                return _refused(request, 403, "not_yours")
            except RequestValidationError:
                return _refused(request, 422, "invalid")
            except InvalidRequest as refusal:
                return _refused(request, refusal.status, "invalid")
            except ClientDisconnect:  # a preview that was left for the next one; nobody reads the answer
                return Response(status_code=400)

        return handler


def desk_page(
    request: Request, me: Author, template: str, section: str, values: Mapping[str, Any], status: int = 200
) -> Response:
    """A page of the desk. Templates also get `me`, `section`, `sections`, `words` and `done` (what was just done)."""
    common = {
        "me": me,
        "section": section,
        "sections": SECTIONS,
        "words": Words(language_of(request)),
        "done": request.query_params.get("tehty", ""),
    }
    return render(request, f"desk/{template}", {**common, **values}, status, PRIVATE)


def sign_in_page(request: Request, refusal: Refusal | None = None, username: str = "", fault: str = "") -> Response:
    """The sign-in form; a page asked for without signing in answers 200 with the form, anything else as refused."""
    asked = request.method == "GET" and not isinstance(refusal, RoleMissing) and not fault
    values = {
        "username": username,
        "fault": fault,
        "wrong_role": isinstance(refusal, RoleMissing),
        "lost": isinstance(refusal, SignInRequired) and request.method != "GET",
        "back": request.url.path if request.method == "GET" else "/toimitus",
    }
    status = 200 if asked else refusal.status if refusal else 401
    return render(request, "desk/sign_in.html", values, status, PRIVATE)


def go_to(request: Request, path: str, done: str = "", **query: str) -> Response:
    """After a form was taken: show `path` and what was done, so that a reload sends nothing again."""
    told = {"lang": language_of(request), **({"tehty": done} if done else {}), **query}
    return RedirectResponse(f"{path}?{urlencode(told)}", 303, PRIVATE)


def _refused(request: Request, status: int, key: str) -> Response:
    return render(request, "desk/refused.html", {"key": key}, status, PRIVATE)
