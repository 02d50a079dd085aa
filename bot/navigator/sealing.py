"""How a saved summary is sealed: it opens with its code and our key together, and with neither of them alone.

    lock = locks("7KX2M9QW3T", keys)[0]
    sealed = seal(report, lock.public, label)
    unseal(sealed, lock, label) == report

A code is 50 random bits. It is stretched (scrypt, RFC 7914) and mixed with a key that is not in the database (HKDF,
RFC 5869); that gives the address at which the database keeps the row, and a private key. What is sealed for the public
key that goes with it (HPKE, RFC 9180) can be added by anybody who has the row, and read only with the code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_NAME = b"opastin saved summary"
_COST = 2**14  # 16 MB and some 40 ms for each code: with database and key in hand all codes are still out of reach


@dataclass(frozen=True, slots=True)
class Lock:
    """What a code comes to under one key: `address` finds its row, `private` opens what is sealed for it, and
    `joining` finds the row that awaits this code as an invitation. Finding tells nothing of opening.
    """

    address: str
    joining: str
    private: X25519PrivateKey

    @property
    def public(self) -> bytes:
        """What seals for this lock; kept beside what is sealed."""
        return self.private.public_key().public_bytes_raw()


def locks(code: str, keys: Sequence[str]) -> list[Lock]:
    """The lock of a code (as made) under each of our keys, in their order."""
    stretched = Scrypt(salt=_NAME, length=32, n=_COST, r=8, p=1).derive(code.encode())
    return [_lock(stretched, key) for key in keys]


def _lock(stretched: bytes, key: str) -> Lock:
    drawn = HKDF(algorithm=SHA256(), length=96, salt=key.encode(), info=_NAME).derive(stretched)
    return Lock(drawn[:32].hex(), drawn[32:64].hex(), X25519PrivateKey.from_private_bytes(drawn[64:]))


def seal(report: dict[str, Any], public: bytes, label: str) -> bytes:
    """A report that only the lock of `public` opens, and only under the same label."""
    plain = json.dumps(report, ensure_ascii=False, separators=(",", ":")).encode()
    return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=_NAME + label.encode())


def unseal(sealed: bytes, lock: Lock, label: str) -> dict[str, Any]:
    """The report. Raises cryptography's InvalidTag when it was changed, or sealed for another lock or label."""
    found: dict[str, Any] = json.loads(_SUITE.decrypt(sealed, lock.private, info=_NAME + label.encode()))
    return found
