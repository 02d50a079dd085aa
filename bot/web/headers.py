"""Response headers of every page: no framing, no sniffing, scripts from here only; the chat API opened to embedders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware

from bot.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
DOCS = ("/docs", "/redoc")  # FastAPI's own pages load their viewer from elsewhere


def install(app: FastAPI, settings: Settings) -> None:
    """Add the middleware."""

    @app.middleware("http")
    async def _security(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if not request.url.path.startswith(DOCS):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        if request.url.path.startswith(("/api/", "/internal/")):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.url.path.startswith(
            "/static/"
        ):  # asked for again, so that an upgrade never mixes old and new modules
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type"],
        )
