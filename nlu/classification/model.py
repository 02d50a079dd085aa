"""The topic classifier: linear support vector machines and small networks together, with calibrated confidence.

The machines are best on words seen in training, the networks (which also see word vectors) on unseen ones. Their
log-probabilities are added; a temperature for each language, fitted on messages left out of training, makes the sum a
confidence: of the messages answered with 0.8, eight in ten should be right.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from nlu.classification.features import Sentence, finnish_lemmas, letter_features, spellings, word_features
from nlu.classification.network import Floats, Network, softmax, train
from nlu.classification.translations import Translations
from nlu.classification.vectors import WordVectors, shares

SEED = 7
# Chosen by cross-validation for the most messages answered at a given share of wrong answers.
_SCORE_SCALE = 5.0  # makes SVM scores as sharp as the networks' logits
_NETWORK_WEIGHT = 4.0
_ROUNDS = 4  # of the SVMs over the messages; 26 until they converge, for one answer in a thousand
_LEFT_OUT = 0.2  # of the messages, for the temperatures
# Messages a word (or pair) and a piece of letters must be in: rarer ones make the model surer of what it has seen than
# right about what it has not. In a handful of messages all words are rare.
_FEWEST_WORDS, _FEWEST_PIECES, _HANDFUL = 2, 3, 500
_FEWEST = 60  # left-out messages for a temperature of its own; a language with fewer uses that of all, all the usual
_USUAL = 0.4  # the temperature of this project's own examples


@dataclass(frozen=True)
class Settings:
    """`C`: how closely the SVMs follow the examples; `networks`: how many are averaged."""

    C: float = 0.3
    networks: int = 2


class Reader:
    """Messages as numbers: tf-idf of words and of letters, and two mean vectors. Fitted on the training messages."""

    def __init__(self) -> None:
        self._words = TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32)
        self._letters = TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32)
        self._spelt: dict[str, float] = {}
        self._lemmas: dict[str, float] = {}
        self._centre: Floats | float = 0.0

    def fit(
        self, sentences: Sequence[Sentence], translations: Translations, vectors: WordVectors
    ) -> tuple[scipy.sparse.csr_matrix, Floats]:
        """Learn the vocabulary; returns what `sparse` and `dense` would."""
        if len(sentences) >= _HANDFUL:
            self._words.set_params(min_df=_FEWEST_WORDS)
            self._letters.set_params(min_df=_FEWEST_PIECES)
        words = self._words.fit_transform([word_features(sentence, translations) for sentence in sentences])
        letters = self._letters.fit_transform([letter_features(sentence) for sentence in sentences])
        self._spelt = shares(spellings(sentence) for sentence in sentences)
        self._lemmas = shares(finnish_lemmas(sentence, translations) for sentence in sentences)
        dense = self.dense(sentences, translations, vectors)
        self._centre = dense.mean(axis=0)
        return _side_by_side(words, letters), dense - self._centre

    def sparse(self, sentences: Sequence[Sentence], translations: Translations) -> scipy.sparse.csr_matrix:
        """Words and letters side by side, each of unit length."""
        words = self._words.transform([word_features(sentence, translations) for sentence in sentences])
        return _side_by_side(words, self._letters.transform([letter_features(sentence) for sentence in sentences]))

    def dense(self, sentences: Sequence[Sentence], translations: Translations, vectors: WordVectors) -> Floats:
        """Mean vectors of the spellings and of the Finnish base forms."""
        rows = [
            np.concatenate((
                vectors.mean(spellings(sentence), self._spelt),
                vectors.mean(finnish_lemmas(sentence, translations), self._lemmas),
            ))
            for sentence in sentences
        ]  # fmt: skip
        result: Floats = np.array(rows, dtype=np.float32) - self._centre
        return result


def _side_by_side(words: scipy.sparse.csr_matrix, letters: scipy.sparse.csr_matrix) -> scipy.sparse.csr_matrix:
    return scipy.sparse.hstack([words, letters], format="csr", dtype=np.float32)


class Ensemble:
    """SVMs and networks over the same features."""

    def __init__(self, machines: LinearSVC, networks: Sequence[Network]) -> None:
        """Of fitted ones."""
        coefficients, intercept = machines.coef_, machines.intercept_
        if len(machines.classes_) == 2:  # scikit-learn keeps one row for two classes
            coefficients, intercept = np.vstack((-coefficients, coefficients)), np.append(-intercept, intercept)
        self._machines = np.ascontiguousarray(coefficients.T.astype(np.float16))
        self._intercept = intercept.astype(np.float32)
        self._networks = networks

    def scores(self, sparse: scipy.sparse.csr_matrix, dense: Floats) -> Floats:
        """Log-probabilities up to a temperature, a row for each message and a column for each topic."""
        used = np.unique(sparse.indices)
        linear = sparse[:, used] @ self._machines[used].astype(np.float32) + self._intercept
        total = np.log(softmax(linear * _SCORE_SCALE) + 1e-9)
        if self._networks:
            logits = [np.log(softmax(network.scores(sparse, dense)) + 1e-9) for network in self._networks]
            total = total + _NETWORK_WEIGHT * np.mean(logits, axis=0)
        result: Floats = total
        return result


@dataclass(frozen=True)
class Samples:
    """Messages as numbers, a row each, and the numbers of their topics."""

    sparse: scipy.sparse.csr_matrix
    dense: Floats
    right: NDArray[np.intp]

    def of(self, rows: NDArray[np.intp]) -> Samples:
        """Some of them."""
        return Samples(self.sparse[rows], self.dense[rows], self.right[rows])


def fit_ensembles(samples: Sequence[Samples], topics: int, settings: Settings) -> list[Ensemble]:
    """An ensemble for each; their parts train on two cores, one on each at a time."""
    with threadpool_limits(1), ThreadPoolExecutor(2) as pool, warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # _ROUNDS is meant
        machines = [
            pool.submit(LinearSVC(C=settings.C, random_state=SEED, max_iter=_ROUNDS).fit, each.sparse, each.right)
            for each in samples
        ]
        networks = [
            [pool.submit(train, each.sparse, each.dense, each.right, topics, SEED + number)
             for number in range(settings.networks)]
            for each in samples
        ]  # fmt: skip
    return [
        Ensemble(machine.result(), [network.result() for network in several])
        for machine, several in zip(machines, networks, strict=True)
    ]


class TopicModel:
    """Ranks topics for messages. Picklable; the vectors and translations are given anew at each call."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        topics: Sequence[str],
        translations: Translations,
        vectors: WordVectors,
        settings: Settings = Settings(),
    ) -> None:
        """Train. Raises ValueError when there are fewer than two topics."""
        self.topics: list[str] = sorted(set(topics))
        if len(self.topics) < 2:
            raise ValueError("a classifier needs examples of at least two topics")
        right = np.searchsorted(self.topics, topics)
        self._reader = Reader()
        sparse, dense = self._reader.fit(sentences, translations, vectors)
        languages = np.array([sentence.language for sentence in sentences])
        fitting, left_out = train_test_split(np.arange(len(right)), test_size=_LEFT_OUT, random_state=SEED)

        everything = Samples(sparse, dense, right)
        self._ensemble, partial = fit_ensembles([everything, everything.of(fitting)], len(self.topics), settings)
        scores = partial.scores(sparse[left_out], dense[left_out])
        self._temperatures = _temperatures(scores, right[left_out], languages[left_out])

    def confidences(self, sentences: Sequence[Sentence], translations: Translations, vectors: WordVectors) -> Floats:
        """A row for each message, a column for each of `topics`, summing to one."""
        sparse = self._reader.sparse(sentences, translations)
        scores = self._ensemble.scores(sparse, self._reader.dense(sentences, translations, vectors))
        default = self._temperatures[""]
        sharpness = [self._temperatures.get(sentence.language, default) for sentence in sentences]
        return softmax(scores * np.array(sharpness, dtype=np.float32)[:, None])


def _temperatures(scores: Floats, right: NDArray[np.intp], languages: NDArray[np.str_]) -> dict[str, float]:
    """For each language (and "" for all) the factor on scores that makes the right answers likeliest."""

    def fitted(rows: NDArray[np.bool_]) -> float:
        def loss(factor: float) -> float:
            chosen = softmax(scores[rows] * np.float32(factor))[np.arange(rows.sum()), right[rows]]
            return float(-np.log(chosen + 1e-12).mean())

        return float(minimize_scalar(loss, bounds=(0.02, 5), method="bounded").x)

    found = {"": fitted(np.ones(len(right), dtype=bool)) if len(right) >= _FEWEST else _USUAL}
    for language in np.unique(languages):
        rows = languages == language
        if rows.sum() >= _FEWEST:
            found[str(language)] = fitted(rows)
    return found
