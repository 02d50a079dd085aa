"""Services as files: taking them out, and reading them in after a trial."""

from __future__ import annotations

from typing import Annotated, Literal

from anyio import to_thread
from fastapi import APIRouter, Form, Request, Response
from starlette.datastructures import UploadFile

from bot.web.editing.access import Desk, DeskRoute, Me, desk_page, go_to
from services_catalog.editing import Author, Editing, Intent
from services_catalog.editing.bulk import Line
from services_catalog.editing.exchange import MOST_BYTES, read_file, to_csv, to_json
from services_catalog.editing.fields import complete
from services_catalog.errors import UploadRefused
from services_catalog.provenance import unflatten
from services_catalog.vocabulary import vocabulary

router = APIRouter(route_class=DeskRoute)
PAGE = "/toimitus/tiedostot"


@router.get(PAGE)
def files(request: Request, me: Me) -> Response:
    """What can be taken out and read in."""
    return desk_page(request, me, "files.html", "files", {"fault": None})


@router.get(PAGE + "/palvelut.csv")
def as_csv(desk: Desk, me: Me) -> Response:
    """Every service of the desk, for a spreadsheet."""
    return _file(to_csv(desk.bulk.services(me), vocabulary()), "palvelut.csv", "text/csv; charset=utf-8")


@router.get(PAGE + "/palvelut.json")
def as_json(desk: Desk, me: Me) -> Response:
    """Every service of the desk with its channels and organisations."""
    services = desk.bulk.services(me)
    organisations, channels = desk.bulk.shared(services)
    documents = {
        "organisations": organisations,
        "channels": channels,
        "services": [unflatten(complete(fields)) for fields in services],
    }
    return _file(to_json(documents), "palvelut.json", "application/json")


@router.post(PAGE)
async def try_out(request: Request, desk: Desk, me: Me) -> Response:
    """Read a file and tell what it would do. Nothing is changed."""
    async with request.form() as form:
        upload = form.get("file")
        if not isinstance(upload, UploadFile) or not upload.filename:
            return desk_page(request, me, "files.html", "files", {"fault": UploadRefused("empty")}, 422)
        name, content = upload.filename, await upload.read(MOST_BYTES + 1)
    return await to_thread.run_sync(_tried, request, desk, me, name, content)


@router.post(PAGE + "/{key}")
def write(
    request: Request, key: str, desk: Desk, me: Me, act: Annotated[Literal["draft", "publish"], Form()] = "draft"
) -> Response:
    """Write a file that was tried: all of it or nothing."""
    lines = desk.bulk.write(key, me, Intent(publish=act == "publish"))
    if any(line.faults for line in lines):  # the catalogue has changed since the trial
        return _report(request, me, key, lines, 409)
    return go_to(request, "/toimitus", "imported")


def _tried(request: Request, desk: Editing, me: Author, name: str, content: bytes) -> Response:
    try:
        rows = read_file(name, content, vocabulary())
    except UploadRefused as refusal:
        return desk_page(request, me, "files.html", "files", {"fault": refusal}, 422)
    key, lines = desk.bulk.try_out(rows, me)
    return _report(request, me, key, lines, 422 if any(line.faults for line in lines) else 200)


def _report(request: Request, me: Author, key: str, lines: list[Line], status: int) -> Response:
    faulty = [line for line in lines if line.faults]
    counts = {change: sum(line.change == change for line in lines) for change in ("added", "changed", "unchanged")}
    values = {"key": key, "lines": lines, "faulty": faulty, "counts": counts}
    return desk_page(request, me, "import.html", "files", values, status)


def _file(content: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
