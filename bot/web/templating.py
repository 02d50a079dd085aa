"""HTML pages from Jinja2 templates, in the asker's language. Everything is escaped; a missing value is an error."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.texts import texts
from bot.web.house import house, language_of

FOLDER = Path(__file__).parent / "templates"
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@cache
def environment() -> Environment:
    """The template environment, made once."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["tel"] = telephone
    made.filters["day"] = day
    return made


def render(
    request: Request,
    template: str,
    values: Mapping[str, Any] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    language: str = "",
) -> HTMLResponse:
    """A template as a response.

    Templates get `language`, `t(key, **values)` for texts, `link(path)` that keeps the language, `languages` to
    switch to, `path`, `region`, `numbers` (help lines by role), and what is given in `values`. The language is the
    asker's, unless `language` is given.
    """
    language = language or language_of(request)
    region = house(request).region
    context = {
        "language": language,
        "t": partial(_say, language),
        "link": partial(_link, language),
        "languages": [(code, name, _in_language(request, code)) for code, name in LANGUAGE_NAMES.items()],
        "path": request.url.path,
        "region": region,
        "numbers": region.numbers_in(language),
        **(values or {}),
    }
    html = environment().get_template(template).render(context)
    ours = {"Content-Language": language, "Vary": "Accept-Language", "Cache-Control": "no-cache"}
    return HTMLResponse(html, status, {**ours, **(headers or {})})


def _say(language: str, key: str, **values: object) -> str:
    return texts().say(key, language, **values)


def _link(language: str, path: str, **query: object) -> str:
    """An address of ours that keeps the reader's language."""
    return f"{path}?{urlencode({'lang': language, **query})}"


def _in_language(request: Request, code: str) -> str:
    """This same page in another language."""
    query = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    return f"{request.url.path}?{urlencode([('lang', code), *query])}"


def telephone(number: str) -> str:
    """A number as people read it, as a tel: address."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def day(moment: date) -> str:
    """A date as it is written in Finland, 21.11.2026."""
    return f"{moment.day}.{moment.month}.{moment.year}"
