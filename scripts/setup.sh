#!/usr/bin/env bash
# Makes whatever is missing: Voikko, both environments. Quick when nothing changed.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh

# make_environment NAME LOCK PYTHON_VERSION...
make_environment() {
    local name="$1" lock="$2" python uv stamp wanted
    shift 2
    stamp="$VENVS/$name/.lock"
    wanted="$(sha256sum "$lock" | cut -d' ' -f1)"
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    uv="$(find_uv)"
    python="$(find_python "$@")"
    say "Setting up the $name environment with $python (the first time takes a minute or two)"
    "$uv" venv --quiet --clear --python "$python" "$VENVS/$name"
    VIRTUAL_ENV="$VENVS/$name" "$uv" pip sync --require-hashes "$lock"
    echo "$wanted" > "$stamp"
}

make_environment web requirements/web.txt 3.13 3.12 3.11
make_environment rasa requirements/rasa.txt 3.10

if ! "$VENVS/web/bin/python" -c 'from libvoikko import Voikko; Voikko("fi").terminate()' 2>/dev/null; then
    install_packages libvoikko1 voikko-fi
fi
