"""The HYTE service catalogue: model, store, search, API and seed data.

catalog = create_catalog(engine)
catalog.load_seed("ita-uusimaa")
page = catalog.search(Query(now=now, text="fyssarille Porvoossa"))
"""

from services_catalog.api import create_router
from services_catalog.catalog import Catalog, SeedReport, create_catalog
from services_catalog.search import Query, SearchPage

__all__ = ["Catalog", "Query", "SearchPage", "SeedReport", "create_catalog", "create_router"]
