"""Services as files: JSON with everything, CSV with what a spreadsheet can hold. Reading gives rows to be tried.

CSV: one service a line, the separator of the file's first line (; , or tab), UTF-8. Columns are paths of fields;
columns that are not there leave their fields alone, so a file of `id` and `verified_on` is a fine one. Several
values of a cell are separated by |.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from services_catalog.editing.fields import NOT_EDITED, TEXT_LISTS, TEXTS
from services_catalog.editing.reading import (
    SEPARATOR,
    read_cells,
    read_day,
    read_flag,
    read_municipalities,
    read_number,
    show_flag,
)
from services_catalog.errors import Fault, UploadRefused
from services_catalog.provenance import Fields, flatten
from services_catalog.record import LANGUAGES, Service
from services_catalog.vocabulary import Vocabulary

MOST_BYTES = 10_000_000
MOST_ROWS = 5000
BOM = "\ufeff"
"""At the start of a CSV file: spreadsheets take it as the sign of UTF-8."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run as a formula (OWASP, CSV injection); an apostrophe before it prevents that."""

_LISTS = ("topics", "also_topics", "audiences", "life_events", "languages", "channels")
_FLAGS = ("nationwide", "free", "sample")
_NUMBERS = ("age_min", "age_max")
COLUMNS = (
    "id", "status", "organisation",
    *(f"texts.{language}.{name}" for name in TEXTS for language in LANGUAGES),
    "topics", "also_topics", "audiences", "life_events", "nationwide", "municipalities", "languages", "channels",
    "free", "age_min", "age_max", "verified_on", "verified_by", "sample",
)  # fmt: skip

Row = dict[str, Any]
"""{"kind": service, channel or organisation, "where": place in the file, "id", "values" or "document", "faults"}"""


def to_csv(services: Iterable[Fields], terms: Vocabulary) -> str:
    """Services as a spreadsheet of Finland opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for fields in services:
        writer.writerow([_safe(_cell(path, fields.get(path), terms)) for path in COLUMNS])
    return BOM + out.getvalue()


def to_json(documents: Mapping[str, list[dict[str, Any]]]) -> str:
    """Organisations, channels and services as a file that can be read back."""
    return json.dumps({"version": 1, **documents}, ensure_ascii=False, indent=1)


def read_file(name: str, content: bytes, terms: Vocabulary) -> list[Row]:
    """The rows of a file. What is wrong with a row stands in it. Raises UploadRefused when there are no rows."""
    if len(content) > MOST_BYTES:
        raise UploadRefused("too_big", megabytes=MOST_BYTES // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefused("not_utf8") from None
    rows = _json_rows(text) if name.lower().endswith(".json") else _csv_rows(text, terms)
    if not rows:
        raise UploadRefused("empty")
    if len(rows) > MOST_ROWS:
        raise UploadRefused("too_many", most=MOST_ROWS)
    return rows


def _csv_rows(text: str, terms: Vocabulary) -> list[Row]:
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        header = [column.strip() for column in next(lines, [])]
        unknown = [column for column in header if column not in COLUMNS]
        if unknown or "id" not in header:
            raise UploadRefused("columns", column=unknown[0] if unknown else "id")
        return [_csv_row(header, line, number, terms) for number, line in enumerate(lines, 2) if any(line)]
    except csv.Error:
        raise UploadRefused("not_csv") from None


def _csv_row(header: list[str], line: list[str], number: int, terms: Vocabulary) -> Row:
    cells = {path: _plain(cell) for path, cell in zip(header, line, strict=False)}
    values: Fields = {}
    faults = []
    for path, cell in cells.items():
        if path in ("id", "status"):
            continue
        try:
            values[path] = _value(path, cell, terms)
        except ValueError:
            faults.append(Fault(path, "unreadable", {"value": cell[:60]}))
    return _row("service", f"{number}", cells.get("id", "").strip(), values, faults)


def _value(path: str, cell: str, terms: Vocabulary) -> Any:
    name = path.rsplit(".", 1)[-1]
    if path == "municipalities":
        return read_municipalities(read_cells(cell), terms)
    if path == "channels":
        return [{"id": one} for one in read_cells(cell)]  # a cell has no room for hours of their own
    if path in _LISTS or name in TEXT_LISTS:
        return read_cells(cell)
    if path in _FLAGS:
        flag = read_flag(cell)
        return flag if path == "free" else bool(flag)
    if path in _NUMBERS:
        return read_number(cell)
    if path == "verified_on":
        return read_day(cell)
    return cell.strip() or (None if path == "verified_by" else "")


def _json_rows(text: str) -> list[Row]:
    try:
        content = json.loads(text)
    except ValueError:
        raise UploadRefused("not_json") from None
    if not isinstance(content, dict) or content.get("version") != 1:
        raise UploadRefused("version")
    rows = []
    for kind in ("organisation", "channel", "service"):
        documents = content.get(f"{kind}s", [])
        if not isinstance(documents, list):
            raise UploadRefused("version")
        for number, document in enumerate(documents, 1):
            given = document if isinstance(document, dict) else {}
            where = f"{kind}s[{number}]"
            if kind == "service":
                rows.append(_service_row(where, given))
            else:
                rows.append({**_row(kind, where, str(given.get("id", "")), {}, []), "document": given})
    return rows


def _service_row(where: str, document: dict[str, Any]) -> Row:
    texts = document.get("texts")
    plain = isinstance(texts, dict) and all(isinstance(one, dict) for one in texts.values())
    faults = [] if plain or texts is None else [Fault("texts.fi.name", "invalid")]
    values = flatten(document if not faults else {**document, "texts": {}})
    values = {path: value for path, value in values.items() if path not in NOT_EDITED}
    faults += [Fault(path, "invalid") for path, value in values.items() if not _fits(path, value)]
    return _row("service", where, str(document.get("id", "")), values, faults)


def _fits(path: str, value: Any) -> bool:
    """Whether a value has the shape of its field. Texts and fields there are not are told when the file is tried."""
    field = Service.model_fields.get(path)
    if field is None:
        return True
    try:
        TypeAdapter(field.annotation).validate_python(value)
    except ValidationError:
        return False
    return True


def _row(kind: str, where: str, record_id: str, values: Fields, faults: list[Fault]) -> Row:
    given = [{"path": fault.path, "code": fault.code, "values": dict(fault.values)} for fault in faults]
    return {"kind": kind, "where": where, "id": record_id, "values": values, "faults": given}


def _cell(path: str, value: Any, terms: Vocabulary) -> str:
    if path == "municipalities":
        return SEPARATOR.join(terms.municipalities[code].name("fi") for code in value or ())
    if path == "channels":
        return SEPARATOR.join(link["id"] for link in value or ())
    if isinstance(value, list):
        return SEPARATOR.join(map(str, value))
    if path in _FLAGS:
        return show_flag(value)
    return "" if value is None else str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell
