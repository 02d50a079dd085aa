"""Signing in and out of the professionals' pages: a cookie that scripts cannot read and other sites do not get."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Cookie, Depends, Response
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from bot.accounts.store import Professional
from bot.errors import RoleMissing, SignInRequired
from bot.web.house import House, house
from bot.web.origins import require_own_origin

COOKIE = "opastin_session"
router = APIRouter(prefix="/api/session", tags=["session"], dependencies=[Depends(require_own_origin)])
Here = Annotated[House, Depends(house)]


class Credentials(BaseModel):
    """User name and password."""

    username: str = Field(max_length=60)
    password: str = Field(max_length=200)


async def professional(connection: HTTPConnection) -> Professional | None:
    """Who is signed in on this connection, or None."""
    token = connection.cookies.get(COOKIE)
    if not token:
        return None
    return await to_thread.run_sync(house(connection).accounts.signed_in, token)


def signed_in_as(*roles: str) -> Callable[[HTTPConnection], Awaitable[Professional]]:
    """A dependency that gives the signed-in professional. Raises SignInRequired, RoleMissing."""

    async def require(connection: HTTPConnection) -> Professional:
        found = await professional(connection)
        if found is None:
            raise SignInRequired
        if found.role not in roles:
            raise RoleMissing
        return found

    return require


def as_json(user: Professional) -> dict[str, Any]:
    """What the page may know of its user."""
    return {"username": user.username, "display_name": user.display_name, "role": user.role}


def set_cookie(response: Response, here: House, token: str) -> None:
    """Let the browser keep a sign-in, out of scripts' and other sites' reach."""
    response.set_cookie(
        COOKIE, token, max_age=int(here.settings.session_hours * 3600), httponly=True, samesite="strict",
        secure=here.settings.cookie_secure,
    )  # fmt: skip


@router.post("")
async def sign_in(body: Credentials, here: Here, response: Response) -> dict[str, Any]:
    """Sign in; sets the cookie."""
    user, token = await to_thread.run_sync(here.accounts.sign_in, body.username, body.password)
    set_cookie(response, here, token)
    return {"user": as_json(user)}


@router.get("")
async def who(user: Annotated[Professional | None, Depends(professional)]) -> dict[str, Any]:
    """Who is signed in. 401 when nobody is."""
    if user is None:
        raise SignInRequired
    return {"user": as_json(user)}


@router.delete("", status_code=204)
async def sign_out(here: Here, token: Annotated[str | None, Cookie(alias=COOKIE)] = None) -> Response:
    """Sign out."""
    if token:
        await to_thread.run_sync(here.accounts.sign_out, token)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE)
    return response
