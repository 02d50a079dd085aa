"""Files of services: out and in again, tried first, whole or not at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services_catalog.editing import Author, Intent
from services_catalog.editing.bulk import Line
from services_catalog.editing.exchange import read_file, to_csv, to_json
from services_catalog.editing.fields import complete
from services_catalog.errors import ServiceNotFound, UploadRefused
from services_catalog.provenance import unflatten
from services_catalog.vocabulary import vocabulary
from tests.services_catalog.conftest import REGION
from tests.services_catalog.editing.conftest import ASSOCIATION, EEVA, LIISA, SERVICE, Office

NOW = Intent(publish=True)


def read(text: str, name: str = "a.csv") -> list[dict[str, Any]]:
    return read_file(name, text.encode(), vocabulary())


def tried(office: Office, text: str, who: Author = EEVA, name: str = "a.csv") -> tuple[str, list[Line]]:
    return office.editing.bulk.try_out(read(text, name), who)


class TestOutAndIn:
    @pytest.mark.parametrize("kind", ["csv", "json"])
    def test_the_whole_sample_comes_back_unchanged(self, office: Office, kind: str) -> None:
        office.catalog.load_seed(REGION)
        bulk = office.editing.bulk
        services = bulk.services(EEVA)
        if kind == "csv":
            text = to_csv(services, vocabulary())
        else:
            organisations, channels = bulk.shared(services)
            documents = [unflatten(complete(fields)) for fields in services]
            text = to_json({"organisations": organisations, "channels": channels, "services": documents})
        _, lines = tried(office, text, name=f"a.{kind}")
        assert len(lines) >= len(services) > 100
        assert [line for line in lines if line.faults or line.change != "unchanged"] == []

    def test_a_cell_that_a_spreadsheet_would_run_is_defused_and_comes_back(self, office: Office) -> None:
        seen = office.seen()
        office.editing.services.save(SERVICE, seen, seen | {"texts.fi.fee": "=2+2"}, EEVA, NOW)
        text = to_csv(office.editing.bulk.services(EEVA), vocabulary())
        assert "'=2+2" in text
        assert tried(office, text)[1][0].change == "unchanged"

    def test_a_file_of_a_new_region_s_services_makes_them_with_their_channels(self, office: Office) -> None:
        document = {
            "version": 1,
            "organisations": [{"id": "uusi-ry", "kind": "association", "names": {"fi": "Uusi ry"}}],
            "channels": [{"id": "uusi-puh", "kind": "phone", "number": "000 000 0007"}],
            "services": [
                {
                    "id": "uusi-kerho", "organisation": "uusi-ry", "municipalities": ["018"],
                    "channels": [{"id": "uusi-puh", "hours": None}],
                    "texts": {"fi": {"name": "Uusi kerho", "summary": "Kerho."}},
                }
            ],
        }  # fmt: skip
        key, lines = tried(office, json.dumps(document), name="a.json")
        assert [line.change for line in lines] == ["added", "added", "added"]
        with pytest.raises(ServiceNotFound):
            office.catalog.get("uusi-kerho")
        office.editing.bulk.write(key, EEVA, NOW)
        assert office.catalog.get("uusi-kerho").channels[0].number == "000 000 0007"


class TestTrying:
    def test_changes_nothing_and_tells_what_would_change(self, office: Office) -> None:
        _, lines = tried(office, f"id;texts.fi.name;free\n{SERVICE};Uusi nimi;kyllä\n")
        assert (lines[0].change, lines[0].fields) == ("changed", ("free", "texts.fi.name"))
        assert office.name() == "Kotihoito"
        assert office.editing.services.history("service", SERVICE) == []

    def test_columns_that_are_not_there_leave_their_fields_alone(self, office: Office) -> None:
        key, _ = tried(office, f"id,verified_on\n{SERVICE},22.11.2026\n")
        office.editing.bulk.write(key, EEVA, NOW)
        published = office.catalog.get(SERVICE).service
        assert published.verified_on is not None
        assert published.verified_on.isoformat() == "2026-11-22"
        assert published.texts["sv"].name == "Hemvård"
        assert office.editing.services.history("service", SERVICE)[0].act == "imported"

    def test_as_drafts(self, office: Office) -> None:
        key, _ = tried(office, f"id;texts.fi.name\n{SERVICE};Luonnoksen nimi\n")
        office.editing.bulk.write(key, EEVA, Intent())
        assert (office.name(), office.open().name) == ("Kotihoito", "Luonnoksen nimi")

    @pytest.mark.parametrize(
        ("line", "path", "code"),
        [
            ("vertaistuki;;kyllä", "texts.fi.name", "required"),
            ("vertaistuki;Nimi;ehkä", "free", "unreadable"),
            ("Väärä tunnus;Nimi;ei", "id", "bad_id"),
            (f"{SERVICE};Toinen;ei", "id", "twice"),
        ],
    )
    def test_one_wrong_line_and_nothing_of_the_file_is_written(
        self, office: Office, line: str, path: str, code: str
    ) -> None:
        key, lines = tried(office, f"id;texts.fi.name;free\n{SERVICE};Hyvä rivi;kyllä\n{line}\n")
        faults = [(fault.path, fault.code) for one in lines for fault in one.faults]
        assert (path, code) in faults
        assert [one.where for one in lines if one.faults] == ["3"]
        office.editing.bulk.write(key, EEVA, NOW)
        assert office.name() == "Kotihoito"

    def test_another_editor_s_file_is_not_mine_to_write(self, office: Office) -> None:
        key, _ = tried(office, f"id;free\n{SERVICE};1\n")
        with pytest.raises(ServiceNotFound):
            office.editing.bulk.write(key, LIISA, NOW)

    def test_an_association_s_file_has_its_own_services_only(self, office: Office) -> None:
        _, lines = tried(office, f"id;free\n{SERVICE};1\n", ASSOCIATION)
        assert lines[0].faults[0].code == "not_yours"
        _, lines = tried(office, "id;free\nvertaistuki;1\n", ASSOCIATION)
        assert lines[0].change == "changed"
        assert [fields["id"] for fields in office.editing.bulk.services(ASSOCIATION)] == ["vertaistuki"]


@pytest.mark.parametrize(
    ("news", "path"),
    [
        ({"channels": ["puh"]}, "channels"),
        ({"channels": [{"id": "puh", "hours": {"weekly": {"mon": "8-16"}}}]}, "channels"),
        ({"topics": 5}, "topics"),
        ({"municipalities": None}, "municipalities"),
        ({"stops": [{"place": "Tori"}]}, "stops"),
        ({"stops": [{"place": {"fi": "Tori"}, "municipality": "999", "day": "mon", "hours": "10:00-12:00"}]}, "stops"),
        ({"colour": "red"}, "colour"),
        ({"texts": {"de": {"name": "Pflege", "summary": "Hilfe."}}}, "texts.de"),
        ({"texts": {"fi": {"name": 5}}}, "texts.fi.name"),
    ],
)
def test_a_json_service_of_the_wrong_shape_is_told_by_its_field(
    office: Office, news: dict[str, object], path: str
) -> None:
    text = json.dumps({"version": 1, "services": [{"id": SERVICE, **news}]})
    _, lines = tried(office, text, name="a.json")
    assert [fault.path for fault in lines[0].faults] == [path]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "columns"),
        ("a.csv", b"name;free\nx;1\n", "columns"),
        ("a.csv", b"id;colour\nx;red\n", "columns"),
        ("a.csv", b"id;free\n", "empty"),
        ("a.csv", "id\nä".encode("latin-1"), "not_utf8"),
        ("a.json", b"{", "not_json"),
        ("a.json", b"[]", "version"),
        ("a.json", b'{"version": 1, "services": {}}', "version"),
        ("a.json", b'{"version": 1}', "empty"),
    ],
)
def test_a_file_that_is_none_says_why(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        read_file(name, content, vocabulary())
    assert refused.value.code == code
