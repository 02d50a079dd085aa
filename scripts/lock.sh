#!/usr/bin/env bash
# Locks the environments with hashes. No index address is written.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh
uv="$(find_uv)"
common=(--quiet --universal --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock")
"$uv" pip compile "${common[@]}" --python-version 3.11 --extra dev pyproject.toml -o requirements/web.txt
"$uv" pip compile "${common[@]}" --python-version 3.11 -c requirements/web.txt requirements/bench.in -o requirements/bench.txt
"$uv" pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" \
    --python-version 3.10 --python-platform linux --override requirements/overrides.txt requirements/rasa.in -o requirements/rasa.txt
