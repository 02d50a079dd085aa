"""A small network for topics: sparse features and vectors into one hidden layer, trained by Adagrad with dropout.

The weights of sparse features are updated only where a batch has the feature, which makes an epoch over 44,000
messages take four seconds on one core. Kept in half precision: 80,000 features by 256 units are 40 MB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Training:
    """How a network is trained; tried on a fifth of the examples left out (docs/decisions/0003)."""

    hidden: int = 256
    steps: int = 700  # at least so many batches, whatever the number of messages
    epochs: int = 4  # and at least so many times each message
    batch: int = 128
    rate: float = 0.05
    sparse_dropout: float = 0.15  # of features: what a message would be without some of its words
    hidden_dropout: float = 0.4
    smoothing: float = 0.2  # of the right answer, over all topics: neighbouring topics overlap


class Network:
    """One hidden layer. `scores` are logits, a row for each message."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.weights = weights

    def scores(self, sparse: scipy.sparse.csr_matrix, dense: Floats) -> Floats:
        """Logits of messages; a single one takes well under a millisecond."""
        weights = self.weights
        used = np.unique(sparse.indices)
        hidden = sparse[:, used] @ weights["sparse"][used].astype(np.float32) + dense @ weights["dense"]
        hidden = np.maximum(hidden + weights["bias"], 0)
        result: Floats = hidden @ weights["out"] + weights["out_bias"]
        return result


def train(
    sparse: scipy.sparse.csr_matrix,
    dense: Floats,
    right: NDArray[np.intp],
    topics: int,
    seed: int,
    how: Training = Training(),
) -> Network:
    """Fit a network to messages; `right` is the number of each message's topic."""
    random = np.random.default_rng(seed)
    shapes = {
        "sparse": (sparse.shape[1], how.hidden),
        "dense": (dense.shape[1], how.hidden),
        "bias": (1, how.hidden),
        "out": (how.hidden, topics),
        "out_bias": (1, topics),
    }
    weights: dict[str, Floats] = {
        name: (random.standard_normal(shape, dtype=np.float32) * np.float32(0 if "bias" in name else 0.05))
        for name, shape in shapes.items()
    }
    # Adagrad's sums of squares; a sparse feature has one for its whole row, to save memory.
    sums = {name: np.full((shape[0], 1) if name == "sparse" else shape, 1e-3, np.float32)
            for name, shape in shapes.items()}  # fmt: skip
    batch = min(how.batch, sparse.shape[0])
    per_epoch = sparse.shape[0] // batch
    epochs = max(how.epochs, -(-how.steps // per_epoch))
    for epoch in range(epochs):
        order = random.permutation(sparse.shape[0])
        shuffled = sparse[order]
        rate = how.rate * (1 - epoch / epochs)
        for first in range(0, per_epoch * batch, batch):
            rows = order[first : first + batch]
            used, features = _dropped(shuffled[first : first + batch], how.sparse_dropout, random)
            gradients = _gradients(weights, used, features, dense[rows], right[rows], how, random)
            sums["sparse"][used] += np.square(gradients["sparse"]).mean(axis=1, keepdims=True)
            weights["sparse"][used] -= rate * gradients["sparse"] / np.sqrt(sums["sparse"][used])
            for name in ("dense", "bias", "out", "out_bias"):
                sums[name] += np.square(gradients[name])
                weights[name] -= rate * gradients[name] / np.sqrt(sums[name])
    return Network({**weights, "sparse": weights["sparse"].astype(np.float16)})


def _dropped(
    rows: scipy.sparse.csr_matrix, share: float, random: np.random.Generator
) -> tuple[NDArray[np.intp], scipy.sparse.csr_matrix]:
    """The columns a batch uses, and the batch over these columns alone with some features dropped."""
    used, columns = np.unique(rows.indices, return_inverse=True)
    kept = (random.random(rows.nnz, dtype=np.float32) > share) * np.float32(1 / (1 - share))
    return used, scipy.sparse.csr_matrix((rows.data * kept, columns, rows.indptr), shape=(rows.shape[0], len(used)))


def _gradients(
    weights: dict[str, Floats],
    used: NDArray[np.intp],
    features: scipy.sparse.csr_matrix,
    dense: Floats,
    right: NDArray[np.intp],
    how: Training,
    random: np.random.Generator,
) -> dict[str, Floats]:
    """Of the cross-entropy with smoothed answers, summed over the batch."""
    hidden = features @ weights["sparse"][used] + dense @ weights["dense"] + weights["bias"]
    scale = np.float32(1 / (1 - how.hidden_dropout))
    kept = (random.random(hidden.shape, dtype=np.float32) > how.hidden_dropout) * scale
    active = np.maximum(hidden, 0) * kept
    error = softmax(active @ weights["out"] + weights["out_bias"])
    error -= how.smoothing / error.shape[1]
    error[np.arange(len(right)), right] -= 1 - how.smoothing
    back = (error @ weights["out"].T) * kept * (hidden > 0)
    return {
        "sparse": features.T @ back,
        "dense": dense.T @ back,
        "bias": back.sum(axis=0, keepdims=True),
        "out": active.T @ error,
        "out_bias": error.sum(axis=0, keepdims=True),
    }


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities, each row summing to one."""
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result
