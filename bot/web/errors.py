"""Every error leaves as {"error": {"code", "message", "retry"}} in the asker's language."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.errors import InvalidRequest, Refusal
from bot.texts import texts
from bot.web.house import house, language_of

log = logging.getLogger(__name__)
CODES = {404: "not_found", 405: "method_not_allowed"}


def error_response(request: Request, status: int, code: str, retry: bool = False, **values: object) -> JSONResponse:
    """The one error shape."""
    language = language_of(request)
    numbers = house(request).region.numbers_in(language)
    message = texts().say(f"error_{code}", language, **{**numbers, **values})
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse({"error": {"code": code, "message": message, "retry": retry}}, status, headers)


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(Refusal)
    async def _refused(request: Request, error: Refusal) -> JSONResponse:
        return error_response(request, error.status, error.code, error.retry, **error.values)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
        detail = f"{where}: {first['msg']}" if where else str(first["msg"])
        return error_response(request, InvalidRequest.status, InvalidRequest.code, detail=detail)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        if code := CODES.get(error.status_code):
            return error_response(request, error.status_code, code)
        return error_response(request, error.status_code, "invalid_request", detail=str(error.detail))

    @app.exception_handler(Exception)
    async def _fault(request: Request, error: Exception) -> JSONResponse:
        route = request.scope.get("route")  # its pattern, not the path: that may hold a booking's code
        log.error("fault at %s %s", request.method, getattr(route, "path", "?"), exc_info=error)
        return error_response(request, 500, "internal_error", retry=True)
