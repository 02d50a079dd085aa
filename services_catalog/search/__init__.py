"""Full text search over the catalogue with Finnish morphology, residents' words and the map."""

from services_catalog.search.asking import Question
from services_catalog.search.engine import Engine
from services_catalog.search.model import Hit, Notice, Query, SearchPage, Why

__all__ = ["Engine", "Hit", "Notice", "Query", "Question", "SearchPage", "Why"]
