"""The page of one result, to print or save: opened by the address that came with it, without signing in or scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response

from bot.conversations.result_pages import PATH, ResultView
from bot.errors import ResultNotFound
from bot.regions.pack import HELSINKI
from bot.texts import texts
from bot.web.house import House, house
from bot.web.templating import LANGUAGE_NAMES, render
from nlu.topics import topics

router = APIRouter(include_in_schema=False)
Here = Annotated[House, Depends(house)]
# The address is the key to the page: no copies, no index, and no other site learns it from a link.
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}
LINES = {"emergency": ("emergency",), "urgent_now": ("on_call", "emergency")}  # by urgency; else on_call alone
LISTS = ("actions", "watch", "reasons")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to contact: a help line of the region or a service, with its numbers."""

    name: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows, in the language of the page except what was told."""

    language: str
    told_in: str
    when: str
    matter: str
    urgency: str
    urgency_name: str
    headline: str
    lists: dict[str, list[str]]
    contacts: list[Contact]
    answers: list[dict[str, str]]
    reviewed: bool


def _page(view: ResultView, here: House, language: str) -> Page:
    data, told = view.message.data, view.message.created_at.astimezone(HELSINKI)
    clock = f"{told.hour}:{told.minute:02d}" if language == "en" else f"{told.hour}.{told.minute:02d}"
    topic = topics().get(data["topic"])
    return Page(
        language=language,
        told_in=view.message.language,
        when=f"{told.day}.{told.month}.{told.year} {clock}",
        matter=topic.label[language] if topic else "",
        urgency=data["urgency"],
        urgency_name=texts().say(f"widget_urgency_{data['urgency']}", language),
        headline=data.get("headline", ""),
        lists={name: list(data.get(name, ())) for name in LISTS},
        contacts=[*_lines(here, data["urgency"], language), *(_contact(service) for service in view.services)],
        answers=list(data.get("answers", ())),
        reviewed=bool(data.get("reviewed")),
    )


def _lines(here: House, urgency: str, language: str) -> Iterator[Contact]:
    numbers = here.region.numbers_in(language)
    for role in LINES.get(urgency, ("on_call",)):
        yield Contact(texts().say(f"page_number_{role}", language), (numbers[role],))


def _contact(service: dict[str, Any]) -> Contact:
    phones = service.get("phones") or ()
    numbers = (phone if isinstance(phone, str) else str(phone.get("number", "")) for phone in phones)
    return Contact(service["name"], tuple(number for number in numbers if number))


def _language(request: Request, view: ResultView) -> str:
    """The one asked for by ?lang=, else the one in which the result was told."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGE_NAMES else view.message.language


@router.get(f"/{PATH}/{{token}}")
async def show(token: str, request: Request, here: Here) -> Response:
    """The result, or a page that says there is none."""
    try:
        view = await to_thread.run_sync(here.results.open, token)
    except ResultNotFound as refusal:
        return render(request, "result_none.html", {}, refusal.status, PRIVATE)
    page = _page(view, here, _language(request, view))
    return render(request, "result.html", {"page": page, "token": token}, 200, PRIVATE, page.language)


@router.get(f"/{PATH}/{{token}}/teksti")
async def save(token: str, request: Request, here: Here) -> Response:
    """The same as a text file. Raises ResultNotFound."""
    view = await to_thread.run_sync(here.results.open, token)
    page = _page(view, here, _language(request, view))
    name = f"opastin-{view.message.created_at.astimezone(HELSINKI).date().isoformat()}.txt"
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response("\n".join(_as_text(page)) + "\n", media_type="text/plain; charset=utf-8", headers=headers)


def _as_text(page: Page) -> Iterator[str]:
    def say(key: str, **values: object) -> str:
        return texts().say(key, page.language, **values)

    yield say("result_page_title").upper()
    yield say("result_page_told", when=page.when)
    yield f"{say('result_page_matter')}: {page.matter}"
    yield f"{say('result_page_urgency')}: {page.urgency_name}"
    yield page.headline
    for name, items in page.lists.items():
        yield from _section(say(f"widget_{name}"), items)
    contacts = [f"{one.name}: {', '.join(one.phones)}" if one.phones else one.name for one in page.contacts]
    yield from _section(say("result_page_contact"), contacts)
    yield from _section(say("result_page_answers"), [f"{row['question']}: {row['answer']}" for row in page.answers])
    yield ""
    yield say("result_page_not_diagnosis")
    if not page.reviewed:
        yield say("result_page_sample")


def _section(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield ""
        yield title.upper()
        yield from (f"- {item}" for item in items)
