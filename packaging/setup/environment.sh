# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts say, how they run a step, what this machine is, and where the cache lies.

say()
{
    printf 'Tearsheet: %s\n' "$*" >&2
}

# fail SENTENCE: says it and ends the script.
fail()
{
    say "$@"
    exit 1
}

# step LOG TEXT COMMAND…: says TEXT and runs COMMAND with its output in LOG; if that fails, shows the end of it and ends
# the script.
# COMMAND has a process group of its own, so that a signal to this script ends all that COMMAND started.
step()
{
    local log=$1 text=$2 signal
    shift 2
    say "$text."
    set -m
    "$@" >"$log" 2>&1 </dev/null &
    set +m
    for signal in INT TERM HUP; do
        # shellcheck disable=SC2064
        trap "kill -- -$!; wait; trap - $signal; kill -$signal $$" $signal
    done
    if ! wait "$!"; then
        tail -n 30 "$log" >&2
        fail "$text failed; all of its output is in $log."
    fi
    trap - INT TERM HUP
}

# The user's cache folder of this project.
cacheFolder()
{
    [[ ${XDG_CACHE_HOME-} || ${HOME-} ]] || fail "Neither HOME nor XDG_CACHE_HOME is set, so there is no cache folder."
    printf '%s' "${XDG_CACHE_HOME:-$HOME/.cache}/tearsheet"
}

# packagesIn LIST…: the packages named in files of packaging/setup/packages, sorted.
packagesIn()
{
    sed -E 's/[[:space:]]*#.*//; /^$/d' "$@" | LC_ALL=C sort
}

# systemKind OS_RELEASE: debian, fedora or arch where that system's own packages are new enough, else root.
systemKind()
(
    # shellcheck source=/dev/null
    . "$1"
    version=${VERSION_ID:-99} # Debian's testing has none
    case $ID in
        debian) ((${version%%.*} >= 13)) && echo debian || echo root ;;
        ubuntu) ((${version%%.*} >= 25)) && echo debian || echo root ;;
        fedora) ((version >= 41)) && echo fedora || echo root ;;
        arch) echo arch ;;
        *) echo root ;;
    esac
)
