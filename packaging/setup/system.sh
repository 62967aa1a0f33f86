# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Packages of the system itself.

# missingPackages KIND NAME…: those that are not installed.
missingPackages()
{
    local kind=$1
    shift
    case $kind in
        debian)
            comm -23 <(printf '%s\n' "$@" | sort) \
                <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort)
            ;;
        fedora) rpm --query --whatprovides "$@" 2>&1 | sed -n 's/^no package provides //p' ;;
        arch) pacman --deptest "$@" || true ;;
    esac
}

# installPackages KIND NAME…: sees to it that these are installed.
installPackages()
{
    local kind=$1 missing words log
    local -A command=([debian]="apt-get install" [fedora]="dnf install" [arch]="pacman -S --needed")
    local -A unattended=([debian]="--yes --no-install-recommends" [fedora]="--assumeyes" [arch]="--noconfirm")
    shift
    mapfile -t missing < <(missingPackages "$kind" "$@")
    ((${#missing[@]})) || return 0

    if ((EUID == 0)); then
        read -ra words <<<"${command[$kind]} ${unattended[$kind]}"
        log=$(mktemp)
        export DEBIAN_FRONTEND=noninteractive
        [[ $kind != debian ]] || step "$log" "Reading the system's package lists" apt-get update
        step "$log" "Installing ${missing[*]}" "${words[@]}" "${missing[@]}"
        rm -f "$log"
    elif [[ -t 0 ]] && command -v sudo >/dev/null; then
        read -ra words <<<"sudo ${command[$kind]} ${missing[*]}"
        say "Installing what is missing: ${words[*]}"
        "${words[@]}" >&2 || fail "That failed, so an administrator must run: ${words[*]}"
    else
        fail "Packages are missing, and an administrator must run: sudo ${command[$kind]} ${missing[*]}"
    fi
}
