"""Count the words of the assistant's training examples by topic, for the search to know topics by.

    python -m services_catalog.search.learn --out var/models/search.tsv

Its inputs are nlu/data, nlu/morphology and the stop words of services_catalog/data.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import nlu
from nlu.morphology import create_morphology
from services_catalog.content import read_yaml
from services_catalog.record import LANGUAGES, Language
from services_catalog.search.analysis import Analyser
from services_catalog.search.evidence import GRAM_MARK, features, write_counts
from services_catalog.search.lexicon import read_stopwords
from services_catalog.vocabulary import vocabulary

EXAMPLES = Path(nlu.__file__).parent / "data"
KINDS = ("symptom", "wellbeing", "service", "booking")
"""Kinds of topics that services answer."""
RARE_GRAM = 2
"""A four-gram seen in fewer examples of a topic than this is chance there."""
COMMON = 40
"""A token of more topics than this tells nothing. Both limits halve the files and cost no answers."""

Example = tuple[str, str]
"""Topic and text."""


def examples(language: Language, folder: Path = EXAMPLES) -> Iterator[Example]:
    """The training examples of a language (Rasa's format)."""
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*.yml")):
            for block in read_yaml(path)["nlu"]:
                if _is_of(block, language):
                    lines = (line.strip() for line in block["examples"].splitlines())
                    yield from ((block["intent"], line[2:]) for line in lines if line.startswith("- "))


def count(rows: Iterable[Example], analyser: Analyser, language: Language) -> dict[str, dict[str, int]]:
    """In how many examples of each topic each feature is."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for topic, text in rows:
        for token in features(analyser.terms(text, language), language):
            counts[token][topic] += 1
    telling = {token: _telling(token, topics) for token, topics in counts.items()}
    return {token: topics for token, topics in telling.items() if 0 < len(topics) <= COMMON}


def _telling(token: str, topics: Mapping[str, int]) -> dict[str, int]:
    least = RARE_GRAM if token.startswith(GRAM_MARK) else 1
    return {topic: number for topic, number in topics.items() if number >= least}


def _is_of(block: dict[str, Any], language: Language) -> bool:
    known = block.get("intent") in vocabulary().topics
    return known and block.get("metadata", {}).get("language") == language


def learn(out: Path) -> None:
    """Write the counts of every language to `out`."""
    analyser = Analyser(create_morphology, read_stopwords())
    write_counts(out, {language: count(examples(language), analyser, language) for language in LANGUAGES})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    learn(parser.parse_args().out)
