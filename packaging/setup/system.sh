# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Packages of the system itself.

# missingPackages KIND NAME…: those that are not installed.
missingPackages()
{
    local kind=$1
    shift
    case $kind in
        debian) comm -23 <(printf '%s\n' "$@" | sort) <(dpkg-query --show \
            --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort) ;;
        fedora) rpm --query --whatprovides "$@" 2>&1 | sed -n 's/^no package provides //p' ;;
        arch) pacman --deptest "$@" || true ;;
    esac
}

# installCommand KIND: how packages are installed there, as words of a command.
installCommand()
{
    case $1 in
        debian) echo apt-get install --yes --no-install-recommends ;;
        fedora) echo dnf install --assumeyes --setopt=install_weak_deps=False ;;
        arch) echo pacman --sync --noconfirm --needed ;;
    esac
}

# installPackages KIND NAME…: sees to it that these are installed.
installPackages()
{
    local kind=$1 missing command log
    shift
    mapfile -t missing < <(missingPackages "$kind" "$@")
    ((${#missing[@]})) || return 0
    read -ra command <<<"$(installCommand "$kind")"
    if ((EUID != 0)); then
        [[ -t 0 ]] && command -v sudo >/dev/null ||
            fail "Packages are missing; an administrator must run: sudo ${command[*]} ${missing[*]}"
        command=(sudo "${command[@]}")
        say "Installing packages that are missing: ${missing[*]}"
        "${command[@]}" "${missing[@]}" >&2 || fail "Packages could not be installed; an administrator must run: ${command[*]} ${missing[*]}"
        return
    fi
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    [[ $kind != debian ]] || step "$log" "Reading the package lists." apt-get update
    step "$log" "Installing packages that are missing: ${missing[*]}" "${command[@]}" "${missing[@]}"
    rm -f "$log"
}
