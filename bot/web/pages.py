"""Pages people open: the region's page with the chat, the embeddable element, the accessibility statement, the
nurses' console. The service tray stands in service_pages."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from bot.accounts.store import Professional
from bot.texts import texts
from bot.web import service_pages
from bot.web.house import House, house, language_of
from bot.web.session_api import professional
from bot.web.templating import LANGUAGE_NAMES, render
from nlu.topics import topics

router = APIRouter(include_in_schema=False)
router.include_router(service_pages.router)
Here = Annotated[House, Depends(house)]

HELP_LINES = ("emergency", "on_call", "crisis", "violence", "poison", "children")  # as the front page lists them
QUICK_REPLIES = ("hello", "more", "wait", "worse", "bye")
STATEMENT_DAY = "21.11.2026"  # the day the accessibility statement was last gone through


@router.get("/")
async def home(request: Request) -> HTMLResponse:
    """The region's page with the chat."""
    return render(request, "home.html", {"help_lines": HELP_LINES})


@router.get("/widget.js")
async def widget(here: Here) -> Response:
    """The module that defines <opastin-chat>, with its texts in every language so that it speaks offline too."""
    config = json.dumps(_widget_config(here), ensure_ascii=False)
    script = (
        'import { define } from "./static/widget/element.js";\n'
        f"define({config}, new URL('.', import.meta.url).href);\n"
    )
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _widget_config(here: House) -> dict[str, Any]:
    return {
        "limit": here.settings.message_limit,
        "texts": {code: texts().in_language(code, "widget_") for code in LANGUAGE_NAMES},
        "numbers": {code: here.region.numbers_in(code) for code in LANGUAGE_NAMES},
        "exit": here.region.neutral_page,
    }


@router.get("/saavutettavuus")
async def accessibility(request: Request) -> HTMLResponse:
    """The accessibility statement (laki 306/2019)."""
    return render(request, "accessibility.html", {"statement_day": STATEMENT_DAY})


@router.get("/hoitaja")
async def console(
    request: Request, here: Here, user: Annotated[Professional | None, Depends(professional)]
) -> HTMLResponse:
    """The nurses' console, or its sign-in form."""
    language = language_of(request)
    if user is None or user.role != "nurse":
        config: dict[str, Any] = {"texts": texts().in_language(language, "console_")}
        return render(request, "console_sign_in.html", {"user": user, "config": config})
    return render(request, "console.html", {"user": user, "config": _console_config(here, language)})


def _console_config(here: House, language: str) -> dict[str, Any]:
    numbers = {code: here.region.numbers_in(code) for code in LANGUAGE_NAMES}
    return {
        "language": language,
        "limit": here.settings.message_limit,
        "texts": texts().in_language(language, "widget_") | texts().in_language(language, "console_"),
        "topics": {code: topic.label[language] for code, topic in topics().items()},
        "numbers": numbers[language],
        "quick": {
            code: [texts().say(f"console_quick_{name}", code, **numbers[code]) for name in QUICK_REPLIES]
            for code in LANGUAGE_NAMES
        },
    }
