#!/usr/bin/env bash
# The environment of the catalogue's bench: the web process's packages and a PostgreSQL to compare with.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh
make_environment bench "requirements/web.txt requirements/bench.txt" 3.13 3.12 3.11
