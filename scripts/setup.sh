#!/usr/bin/env bash
# Makes whatever is missing: Voikko, both environments. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh

make_environment web requirements/web.txt 3.13 3.12 3.11
make_environment rasa requirements/rasa.txt 3.10

if ! "$VENVS/web/bin/python" -c 'from libvoikko import Voikko; Voikko("fi").terminate()' 2>/dev/null; then
    install_packages libvoikko1 voikko-fi
fi
