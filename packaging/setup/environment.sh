# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the scripts say, what this machine is, and where things lie.

say()
{
    printf 'Tearsheet: %s\n' "$*" >&2
}

fail()
{
    say "$@"
    exit 1
}

# step LOG TEXT COMMAND…: says TEXT and runs COMMAND quietly; if that fails, shows the end of LOG and ends the script.
step()
{
    local log=$1 text=$2
    shift 2
    say "$text"
    "$@" >"$log" 2>&1 </dev/null && return
    tail -n 40 "$log" >&2
    fail "That failed; all of its output is in $log."
}

# The user's cache folder of this project.
cacheFolder()
{
    [[ ${XDG_CACHE_HOME-} || ${HOME-} ]] || fail "Neither HOME nor XDG_CACHE_HOME is set, so there is no cache folder."
    printf '%s' "${XDG_CACHE_HOME:-$HOME/.cache}/tearsheet"
}

# The packages named in a list of packaging/setup/packages.
packagesIn()
{
    sed -E 's/[[:space:]]*#.*//; /^$/d' "$1"
}

# systemKind OS_RELEASE: debian, fedora or arch where that family's own packages are new enough, else root.
systemKind()
{
    (
        # shellcheck source=/dev/null
        . "$1"
        case ${ID-} in
            debian) ((${VERSION_ID:-99} >= 13)) && echo debian || echo root ;;
            ubuntu) ((${VERSION_ID%%.*} >= 25)) && echo debian || echo root ;;
            fedora) ((VERSION_ID >= 41)) && echo fedora || echo root ;;
            arch) echo arch ;;
            *) echo root ;;
        esac
    )
}
