# What the scripts share. Read by `. scripts/lib.sh` from bash; does nothing by itself except find the checkout.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
venv="$root/.venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

die() {
  say "${0##*/}: $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Prints the first Python on the path that is new enough. The version is asked of the program and not
# read from its name: a version manager may leave names on the path that do not run.
find_python() {
  local name
  for name in ${SLA_PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
    if have "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  die 'Python 3.11 or newer is needed and not on the path (on Debian 12: apt-get install python3)'
}

# Runs a step of a script, and says which one it was when it fails.
step() {
  local title="$1"
  shift
  say "== $title"
  "$@" || die "$title failed: $*"
}
