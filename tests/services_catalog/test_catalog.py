"""The facade: saves are found at once, in every process, and a restart needs no new indexing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from nlu.morphology import create_morphology
from services_catalog import Catalog, Query, SeedReport, create_catalog
from services_catalog.errors import ContentError, ServiceNotFound
from services_catalog.record import Service
from services_catalog.search.analysis import Analyser
from services_catalog.search.evidence import read_counts, write_counts
from services_catalog.search.learn import count, examples
from services_catalog.search.lexicon import read_stopwords
from services_catalog.seed import load_seed
from tests.services_catalog.conftest import REGION, WEDNESDAY_NOON, engine_at

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
        turned = create_catalog(engine)
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


class TestEvidence:
    def test_examples_teach_needs_that_the_phrases_do_not_have(
        self, catalog: Catalog, engine: Engine, tmp_path: Path
    ) -> None:
        """Four fifths of the Finnish examples teach; the topics of the others must lead to a right service."""
        rows = sorted(set(examples("fi")))
        asked = rows[::25]
        analyser = Analyser(create_morphology, read_stopwords())
        taught_by = [row for number, row in enumerate(rows) if number % 5]
        write_counts(tmp_path / "search.tsv", {"fi": count(taught_by, analyser, "fi")})
        taught = create_catalog(engine, evidence=tmp_path / "search.tsv")
        taught.load_seed(REGION)
        served = {s.id: {*s.topics, *s.also_topics} for s in SEED.services}

        def right(where: Catalog) -> float:
            return sum(any(t in served[i] for i in found(where, text)[:3]) for t, text in asked) / len(asked)

        assert right(taught) >= 0.86
        assert right(taught) >= right(catalog) + 0.04

    def test_what_is_learnt_reads_back(self, tmp_path: Path) -> None:
        counts = {"sv": {"tand": {"dental_care": 3, "tooth_mouth": 2}}, "fi": {"hammas": {"dental_care": 4}}}
        write_counts(tmp_path / "search.tsv", counts)  # type: ignore[arg-type]
        assert read_counts(tmp_path / "search.tsv") == {"en": {}, **counts}

    def test_without_the_file_there_is_none(self, tmp_path: Path) -> None:
        assert read_counts(tmp_path / "missing.tsv") == {"fi": {}, "sv": {}, "en": {}}
