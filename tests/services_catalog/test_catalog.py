"""The facade: saves are found at once, in every process, and a restart needs no new indexing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from services_catalog import Catalog, Query, SeedReport, create_catalog
from services_catalog.errors import ContentError, ServiceNotFound
from services_catalog.record import Service
from services_catalog.seed import load_seed
from tests.services_catalog.conftest import MODEL, REGION, WEDNESDAY_NOON, engine_at
from tests.services_catalog.test_search import QUERIES

SEED = load_seed(REGION)


@pytest.fixture
def own(engine: Engine) -> Catalog:
    """A catalogue the test may change."""
    made = create_catalog(engine)
    made.load_seed(REGION)
    return made


def found(catalog: Catalog, text: str, **query: object) -> list[str]:
    page = catalog.search(Query(now=WEDNESDAY_NOON, text=text, **query))  # type: ignore[arg-type]
    return [hit.listing.service.id for hit in page.hits]


def renamed(service_id: str, name: str) -> Service:
    service = next(service for service in SEED.services if service.id == service_id)
    texts = service.texts["fi"].model_copy(update={"name": name})
    return service.model_copy(update={"texts": {**service.texts, "fi": texts}})


class TestSeed:
    def test_loading_again_changes_nothing(self, own: Catalog) -> None:
        assert own.load_seed(REGION) == SeedReport(unchanged=len(SEED.services))

    def test_the_caller_s_session_decides(self, engine: Engine) -> None:
        catalog = create_catalog(engine)
        with Session(engine) as session:
            assert catalog.load_seed(REGION, session).added == len(SEED.services)
            session.rollback()
        assert catalog.search(Query(now=WEDNESDAY_NOON)).total == 0

    def test_a_region_without_seed_is_told(self, own: Catalog) -> None:
        with pytest.raises(ContentError, match="atlantis"):
            own.load_seed("atlantis")


class TestFreshness:
    def test_a_save_is_found_by_the_next_search(self, own: Catalog) -> None:
        assert own.save(renamed("iu-digituki", "Sointula"), "editor") == "changed"
        assert found(own, "sointula")[0] == "iu-digituki"

    def test_a_save_in_one_process_is_found_in_another(self, own: Catalog, engine: Engine) -> None:
        other = create_catalog(engine)
        assert "iu-digituki" not in found(other, "sointula")
        own.save(renamed("iu-digituki", "Sointula"), "editor")
        assert found(other, "sointula")[0] == "iu-digituki"

    def test_a_withdrawn_service_disappears(self, own: Catalog) -> None:
        own.save(renamed("iu-digituki", "Digituki").model_copy(update={"status": "withdrawn"}), "editor")
        assert "iu-digituki" not in found(own, "digituki", limit=100)
        with pytest.raises(ServiceNotFound):
            own.get("iu-digituki")

    def test_the_sample_can_be_taken_out_and_what_others_wrote_stays(self, own: Catalog) -> None:
        own.save(renamed("iu-digituki", "Digituki").model_copy(update={"id": "our-digituki"}), "editor")
        assert own.withdraw_seed(REGION) == len(SEED.services)
        assert found(own, "digituki") == ["our-digituki"]
        assert own.withdraw_seed(REGION) == 0

    def test_updates_and_a_rebuild_lead_to_the_same_answers(self, own: Catalog) -> None:
        for number, service in enumerate(SEED.services[:12]):
            own.save(renamed(service.id, f"Uusi nimi {number}"), "editor")
            found(own, "nimi")
        updated = {text: found(own, text) for text in ("uusi nimi", "terveysasema", "en jaksa enää")}
        own.rebuild_index()
        assert {text: found(own, text) for text in updated} == updated

    def test_the_order_of_saving_does_not_show(self, catalog: Catalog, engine: Engine) -> None:
        turned = create_catalog(engine, model=MODEL)
        turned.load_seed(REGION)
        for service in reversed(SEED.services):
            turned.save(service.model_copy(update={"verified_by": "Toinen"}), "editor")
        for text in ("terveysasema", "laboratorio", "en jaksa enää", ""):
            assert found(turned, text, limit=100) == found(catalog, text, limit=100)

    def test_searches_run_beside_saves(self, own: Catalog) -> None:
        def work(number: int) -> int:
            if number % 5 == 0:
                own.save(renamed("iu-digituki", f"Digituki {number}"), "editor")
            return len(found(own, "terveysasema Porvoossa"))

        with ThreadPoolExecutor(4) as pool:
            counts = list(pool.map(work, range(40)))
        assert min(counts) > 0


class TestIndexFolder:
    def test_a_restart_reads_the_folder(self, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        create_catalog(engine, tmp_path / "index").load_seed(REGION)
        before = found(create_catalog(engine, tmp_path / "index"), "hammaslääkäri")
        monkeypatch.setattr("services_catalog.search.engine.Engine.write", lambda *_, **__: pytest.fail("indexed anew"))
        assert found(create_catalog(engine, tmp_path / "index"), "hammaslääkäri") == before != []

    def test_changes_go_on_after_a_restart(self, engine: Engine, tmp_path: Path) -> None:
        create_catalog(engine, tmp_path / "index").load_seed(REGION)
        assert found(create_catalog(engine, tmp_path / "index"), "digituki")[0] == "iu-digituki"
        again = create_catalog(engine, tmp_path / "index")
        again.save(renamed("iu-digituki", "Sointula"), "editor")
        again.save(renamed("iu-chat", "Chat").model_copy(update={"status": "withdrawn"}), "editor")
        assert found(again, "sointula")[0] == "iu-digituki"
        listed = found(again, "", limit=500)
        assert (len(listed), "iu-chat" in listed) == (len(SEED.services) - 1, False)
        assert found(create_catalog(engine, tmp_path / "index"), "", limit=500) == listed

    def test_an_index_of_another_version_is_removed(self, engine: Engine, tmp_path: Path) -> None:
        old, foreign = tmp_path / "index" / "all-0123456789ab", tmp_path / "index" / "notes"
        old.mkdir(parents=True)
        foreign.mkdir()
        create_catalog(engine, tmp_path / "index")
        assert (old.exists(), foreign.exists()) == (False, True)

    def test_another_database_is_indexed_anew(self, engine: Engine, tmp_path: Path) -> None:
        catalog = create_catalog(engine, tmp_path / "index")
        catalog.load_seed(REGION)
        assert found(catalog, "digituki")
        engine.dispose()
        os.remove(tmp_path / "catalog.db")
        empty = engine_at(tmp_path)
        assert found(create_catalog(empty, tmp_path / "index"), "digituki") == []
        empty.dispose()


class TestRegion:
    def test_another_region_s_services_are_not_shown(self, own: Catalog, engine: Engine) -> None:
        elsewhere = create_catalog(engine, region="etela-savo")
        assert found(elsewhere, "terveysasema") == []
        with pytest.raises(ServiceNotFound):
            elsewhere.get("iu-digituki")


class TestModel:
    def test_it_finds_needs_that_the_phrases_do_not_have(self, catalog: Catalog, own: Catalog) -> None:
        needs = [query for query in QUERIES if query["kind"] == "need"]

        def right(where: Catalog) -> float:
            return sum(bool(set(found(where, need["q"])[:3]) & set(need["accept"])) for need in needs) / len(needs)

        assert right(catalog) >= 0.85
        assert right(catalog) >= right(own) + 0.1

    def test_topics_it_was_not_taught_are_found_by_their_phrases(self, catalog: Catalog) -> None:
        assert "iu-myrkytystietokeskus" in found(catalog, "lapsi on niellyt myrkkyä")[:3]
