"""What Rasa cannot see of our components: code and content they use, and the dictionary. A change must retrain."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from libvoikko import Voikko

NLU = Path(__file__).resolve().parent.parent
_DICTIONARIES = ("/usr/lib/voikko", "/usr/share/voikko", "/etc/voikko")


@lru_cache(maxsize=8)
def fingerprint(*parts: str, packages: tuple[str, ...] = ()) -> str:
    """Hash over the files under the given parts of nlu/, Voikko with its dictionary, and packages' versions."""
    digest = hashlib.sha256(Voikko.getVersion().encode())
    files = [path for part in parts for path in (NLU / part).rglob("*") if path.suffix in (".py", ".yml", ".txt")]
    dictionaries = [path for folder in _DICTIONARIES for path in Path(folder).rglob("*.vfst")]
    for path in sorted(files) + sorted(dictionaries):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for package in packages:
        try:
            digest.update(f"{package}=={version(package)}".encode())
        except PackageNotFoundError:
            digest.update(f"{package} missing".encode())
    return digest.hexdigest()
