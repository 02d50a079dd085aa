"""Every error of the catalogue's routes as {"error": {"code", "message", "retry"}} in the asker's language."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import Response

from services_catalog.api.language import asker_language
from services_catalog.content import read_yaml
from services_catalog.errors import InvalidParameter, ServiceNotFound
from services_catalog.record import Language


@lru_cache(maxsize=1)
def _messages() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("messages.yml"))
    return content


def message(code: str, language: Language, **values: str) -> str:
    """The text of `code` in `language`."""
    return _messages()[code][language].format(**values)


class CatalogRoute(APIRoute):
    """A route whose expected refusals and faults have the contract's shape, whatever app it is mounted in."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's handler."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            language = asker_language(request)
            try:
                return await handle(request)
            except RequestValidationError as error:
                parameter = str(error.errors()[0]["loc"][-1])
                return _error(422, "invalid_parameter", language, parameter=parameter)
            except InvalidParameter as error:
                return _error(422, "invalid_parameter", language, parameter=error.parameter)
            except ServiceNotFound:
                return _error(404, "service_not_found", language)
            except OperationalError:
                return _error(503, "catalog_unavailable", language, retry=True)

        return handler


def _error(status: int, code: str, language: Language, *, retry: bool = False, **values: str) -> Response:
    text = message(code, language, **values)
    body = {"error": {"code": code, "message": text, "retry": retry, **values}}
    return JSONResponse(body, status, {"Content-Language": language, "Vary": "Accept-Language"})
