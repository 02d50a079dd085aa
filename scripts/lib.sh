# What the scripts share: finding uv and Python, and saying what goes on. Sourced, not run.
say() { printf '\033[1m· %s\033[0m\n' "$*" >&2; }
fail() { printf 'opastin: %s\n' "$*" >&2; exit 1; }

VENVS="${OPASTIN_VENVS:-$PWD/.venvs}"
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# uv: on PATH, or a small environment of our own.
find_uv() {
    if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then command -v uv; return; fi
    if [ ! -x "$VENVS/tools/bin/uv" ]; then
        say "Installing uv into $VENVS/tools"
        if ! python3 -m venv "$VENVS/tools" >/dev/null 2>&1; then
            install_packages python3-venv
            python3 -m venv --clear "$VENVS/tools" || fail "python3 cannot make environments; install python3-venv"
        fi
        "$VENVS/tools/bin/pip" install --quiet --disable-pip-version-check uv || fail "uv could not be installed"
    fi
    echo "$VENVS/tools/bin/uv"
}

install_packages() {
    command -v apt-get >/dev/null || fail "please install with your package manager: $*"
    say "Installing $* (Debian packages)"
    as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq "$@" >/dev/null \
        || fail "could not install: $*"
}

# The first of the given versions that really runs: PATH, pyenv's versions folder, else uv fetches it.
# pyenv's shims exist for versions that are not active and then fail, so each candidate is tried.
find_python() {
    local version candidate
    for version in "$@"; do
        for candidate in "$(command -v "python$version" || true)" \
            "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/"python$version"; do
            if [ -x "$candidate" ] && "$candidate" -c "import sys, venv; sys.exit(sys.version_info[:2] != tuple(map(int, '$version'.split('.'))))" 2>/dev/null; then
                echo "$candidate"; return
            fi
        done
    done
    say "Fetching Python $1 with uv"
    "$(find_uv)" python install "$1" >&2 || fail "no Python $1 found, and uv could not fetch it"
    "$(find_uv)" python find "$1"
}

# digest FILE...: one hash over names and contents
digest() { find "$@" -type f -not -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1; }

# make_environment NAME LOCKS PYTHON_VERSION...: an environment of one lock file or of several ("web.txt bench.txt")
make_environment() {
    local name="$1" locks python uv stamp wanted
    read -ra locks <<< "$2"
    shift 2
    stamp="$VENVS/$name/.lock"
    wanted="$(cat "${locks[@]}" | sha256sum | cut -d' ' -f1)"
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    uv="$(find_uv)"
    python="$(find_python "$@")"
    say "Setting up the $name environment with $python (the first time takes a minute or two)"
    "$uv" venv --quiet --clear --python "$python" "$VENVS/$name"
    VIRTUAL_ENV="$VENVS/$name" "$uv" pip sync --require-hashes "${locks[@]}"
    echo "$wanted" > "$stamp"
}
