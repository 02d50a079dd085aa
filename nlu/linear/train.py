"""Train the linear model of topics on the assistant's examples. Runs with Rasa's Python, which has scikit-learn.

python -m nlu.linear.train --out var/models/search.npz
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

from nlu.classification.features import Sentence
from nlu.classification.translations import load_translations
from nlu.examples import Example, example_files, read_examples
from nlu.linear.model import Weights, named_features, save
from nlu.morphology import create_morphology

KINDS = ("symptom", "wellbeing", "service", "booking")
"""Kinds of topics that services answer."""
CLOSENESS = 0.3  # the SVM's C: as of nlu/classification
MOST_FEATURES = 100_000  # of some 200,000; with half of them one topic in a hundred is missed more
LEFT_OUT = 0.2  # of the examples, for the scale
SEED = 7


def sentence_of(text: str, language: str) -> Sentence:
    """A text as the features see it."""
    words = create_morphology(language).analyse(text)
    return Sentence([word for word in words if word.word_class != "punct"], language)


class Table:
    """The examples as tf-idf of words and of letters, each of unit length."""

    def __init__(self, lines: Sequence[Example]) -> None:
        translations = load_translations()
        features = [named_features(sentence_of(line.text, line.language), translations) for line in lines]
        words = TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32)
        letters = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2, dtype=np.float32)
        both = [words.fit_transform([of for of, _ in features]), letters.fit_transform([of for _, of in features])]
        self.matrix = csr_matrix(hstack(both))
        self.names: list[str] = [*words.get_feature_names_out(), *letters.get_feature_names_out()]
        self.idf = np.concatenate((words.idf_, letters.idf_)).astype(np.float32)
        self.topics = sorted({line.topic for line in lines})
        self.right = np.searchsorted(self.topics, [line.topic for line in lines])


def fit(matrix: csr_matrix, right: NDArray[np.intp]) -> LinearSVC:
    """One machine a topic against the rest."""
    return LinearSVC(C=CLOSENESS, random_state=SEED).fit(matrix, right)


def fitted_scale(scores: NDArray[np.float64], right: NDArray[np.intp]) -> float:
    """The factor on scores that makes the right answers likeliest."""

    def loss(factor: float) -> float:
        scaled = scores * factor
        top = scaled.max(axis=1, keepdims=True)
        logs = scaled - top - np.log(np.exp(scaled - top).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(right)), right].mean())

    return float(minimize_scalar(loss, bounds=(1, 30), method="bounded").x)


def train(lines: Sequence[Example]) -> Weights:
    """Fit the model; features that decide least are left out."""
    table = Table(lines)
    fitting, left_out = train_test_split(np.arange(len(lines)), test_size=LEFT_OUT, random_state=SEED)
    partial: Any = fit(table.matrix[fitting], table.right[fitting]).decision_function(table.matrix[left_out])
    scale = fitted_scale(partial, table.right[left_out])
    first = (partial.argmax(axis=1) == table.right[left_out]).mean()
    print(f"    left out: {first:.3f} right at first, scale {scale:.1f}", flush=True)  # noqa: T201
    machine = fit(table.matrix, table.right)
    decides = np.abs(machine.coef_).max(axis=0) * np.sqrt(table.matrix.getnnz(axis=0))
    kept = np.sort(np.argsort(-decides)[:MOST_FEATURES])
    weights = np.vstack((machine.coef_.T[kept], machine.intercept_)).astype(np.float16)
    return Weights([table.names[number] for number in kept], table.idf[kept], weights, table.topics, scale)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    save(out, train([example for path in example_files(*KINDS) for example in read_examples(path)]))


if __name__ == "__main__":
    main()
