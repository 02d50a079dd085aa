#!/usr/bin/env bash
# Chromium for the browser test: Debian's own, or what CHROMIUM names.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/lib.sh
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || install_packages chromium
