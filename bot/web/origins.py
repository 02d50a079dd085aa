"""Which pages may talk to us: our own, and those a region allows to embed the chat (OPASTIN_ALLOWED_ORIGINS).

Residents' calls carry a bearer token, so another site cannot forge them; the professionals' cookie is what
needs the check (OWASP ASVS 5, V3.5 and V4.4).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket

from bot.errors import OriginRefused
from bot.web.house import House


def _same_site(connection: HTTPConnection, origin: str) -> bool:
    return urlsplit(origin).netloc == connection.headers.get("host")


def require_own_origin(request: Request) -> None:
    """FastAPI dependency for state-changing calls with the cookie. Raises OriginRefused."""
    origin = request.headers.get("origin")
    if origin and request.method not in ("GET", "HEAD") and not _same_site(request, origin):
        raise OriginRefused


def socket_origin_allowed(socket: WebSocket, here: House, own_only: bool = False) -> bool:
    """Whether the page that opened a WebSocket may: pages of foreign sites may not."""
    origin = socket.headers.get("origin")
    allowed = [] if own_only else here.settings.allowed_origins
    return not origin or _same_site(socket, origin) or origin in allowed
