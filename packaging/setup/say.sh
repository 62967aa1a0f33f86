# SPDX-License-Identifier: GPL-3.0-or-later
# How the set-up speaks: one line a step on stderr, one sentence for what went wrong.

say() { printf 'tearsheet: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# Runs a command with its output in file $1; where it fails, shows the end of that and says sentence $2.
quietly() {
    local log=$1 sentence=$2
    shift 2
    mkdir -p -- "$(dirname -- "$log")"
    if ! "$@" >"$log" 2>&1; then
        tail -n 30 -- "$log" >&2
        fail "$sentence The whole output is in $log."
    fi
}
