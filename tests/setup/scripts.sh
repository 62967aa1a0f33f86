#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2016,SC2030,SC2031,SC2317 # stand-ins expand their own text; expect calls functions by name
# What ./run and ./check say and do where neither network nor packages are touched, in a checkout whose path has a space.
set -uo pipefail
shopt -s extglob
sources=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../..
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
checkout="$place/a checkout"
mkdir -p "$checkout/packaging" "$place/bin"
cp "$sources"/{run,check} "$checkout"
cp -R "$sources/packaging/setup" "$checkout/packaging"
failures=0

# expect STATUS PATTERN COMMAND…: COMMAND ends with STATUS, and all that it prints matches PATTERN.
expect()
{
    local status=$1 pattern=$2 output is
    shift 2
    output=$("$@" 2>&1)
    is=$?
    # shellcheck disable=SC2053
    [[ $is == "$status" && $output == $pattern ]] && return
    failures=$((failures + 1))
    printf 'FAIL: %s\n  status %s, expected %s\n  output:   %s\n  expected: %s\n' "$*" "$is" "$status" "$output" "$pattern"
}

# inSetup COMMAND…: runs COMMAND with the functions of the set-up, and with the stand-ins of $place/bin for programs.
inSetup()
(
    PATH=$place/bin:$PATH
    for part in environment system root build; do
        # shellcheck source=/dev/null
        . "$checkout/packaging/setup/$part.sh"
    done
    "$@"
)

# standIn NAME SCRIPT: puts a program into $place/bin.
standIn()
{
    printf '#!/bin/sh\n%s\n' "$2" >"$place/bin/$1"
    chmod +x "$place/bin/$1"
}

# Arguments.
run=$checkout/run
expect 0 'Usage:*--screenshot*--cli*--exec*--clean*' "$run" --help
expect 0 'Usage:*--bench*' "$checkout/check" --help
expect 2 'Usage:*' "$run" --nonsense
expect 2 'Usage:*' "$run" vault note more
expect 2 'Usage:*' "$run" --screenshot
expect 2 'Usage:*' "$run" --exec
expect 2 'Usage:*' "$run" --build more
expect 1 'Tearsheet: There is no display here; *./run --screenshot FILE.png \[VAULT \[NOTE\]\]' env -u DISPLAY -u WAYLAND_DISPLAY "$run"
expect 1 'Tearsheet: Neither HOME nor XDG_CACHE_HOME is set*' env -u HOME -u XDG_CACHE_HOME "$run" --clean

# Removing roots.
mkdir -p "$place/cache/tearsheet/roots/one"
expect 0 "Tearsheet: Removed $place/cache/tearsheet/roots (*)." env XDG_CACHE_HOME="$place/cache" "$run" --clean
expect 0 'Tearsheet: There is no root in *' env XDG_CACHE_HOME="$place/cache" "$run" --clean
expect 1 '' test -e "$place/cache/tearsheet/roots"

# The command line program: its arguments, streams, status and signals, with no variable set.
expect 1 'Tearsheet: Nothing is built yet: ./run --build does that.' "$run" --cli
mkdir -p "$checkout/build/release/bin"
echo system >"$checkout/build/release/root-path"
cat >"$checkout/build/release/bin/tearsheet-cli" <<'END'
#!/bin/sh
case $1 in
    wait) trap 'echo told to stop; exit 7' TERM; echo waiting; for i in $(seq 100); do sleep 0.05; done ;;
    status) exit "$2" ;;
    *) printf '<%s>' "$@"; cat ;;
esac
END
chmod +x "$checkout/build/release/bin/tearsheet-cli"
expect 0 '<a b><><*>input' env -i "$(command -v bash)" -c 'printf input | "$0" --cli "a b" "" "*"' "$run"
expect 42 '' "$run" --cli status 42
interrupted()
{
    "$run" --cli wait >"$place/out" &
    until grep -qs waiting "$place/out"; do sleep 0.05; done
    kill -TERM $!
    wait $!
}
expect 7 '' interrupted
expect 0 'waiting*told to stop' cat "$place/out"
echo "$place/gone" >"$checkout/build/release/root-path"
expect 1 "Tearsheet: The Debian 13 root $place/gone is not there*" "$run" --cli status 0

# Which systems bring new enough packages.
kindOf()
{
    printf '%s\n' "$@" >"$place/os-release"
    inSetup systemKind "$place/os-release"
}
expect 0 debian kindOf ID=debian 'VERSION_ID="13"'
expect 0 root kindOf ID=debian 'VERSION_ID="12"'
expect 0 debian kindOf ID=debian 'PRETTY_NAME="Debian GNU/Linux forky/sid"'
expect 0 debian kindOf ID=ubuntu 'VERSION_ID="25.04"'
expect 0 root kindOf ID=ubuntu 'VERSION_ID="24.04"'
expect 0 fedora kindOf ID=fedora VERSION_ID=41
expect 0 root kindOf ID=fedora VERSION_ID=40
expect 0 arch kindOf ID=arch
expect 0 root kindOf ID=linuxmint 'VERSION_ID="22"'

# Which mirror a system uses.
mirrorAmong()
{
    printf '%s\n' "$@" | inSetup debianMirror bookworm
}
expect 0 'http://one.example/debian/' mirrorAmong \
    'Some bookworm https://some.example/' 'Debian bookworm-updates http://updates.example/debian/' \
    'Debian bookworm file:/mnt/disc/' 'Debian bookworm http://one.example/debian/' 'Debian bookworm http://two.example/debian/'
expect 0 '' mirrorAmong 'Ubuntu noble http://one.example/ubuntu/'

# Package lists: comments are left out, nothing is named twice, and a root is named after what is in it.
printf '%s\n' '# a comment' '' 'two   # why' 'one' >"$place/list"
expect 0 $'one\ntwo' inSetup packagesIn "$place/list"
for kind in debian fedora arch; do
    expect 0 '' uniq --repeated <(inSetup packagesIn "$checkout/packaging/setup/packages/$kind"/{run,check})
done
export XDG_CACHE_HOME=$place/cache
expect 0 "$place/cache/tearsheet/roots/trixie-+([0-9a-f])" inSetup rootPath one two
expect 1 '' test "$(inSetup rootPath one two)" = "$(inSetup rootPath one three)"

# Missing packages: only those are named, and an ordinary user is told what an administrator must run.
standIn dpkg-query 'printf "installed one\nnot-installed three\n"; exit 1'
expect 0 $'three\ntwo' inSetup missingPackages debian one two three
expect 0 '' inSetup installPackages debian one
if ((EUID != 0)); then
    expect 1 'Tearsheet: Packages are missing, and an administrator must run: sudo apt-get install three two' \
        inSetup installPackages debian one two three </dev/null
fi

# Steps: quiet when they succeed; their output and one sentence when they fail.
expect 0 'Tearsheet: Trying.' inSetup step "$place/log" Trying sh -c 'echo detail'
expect 1 $'Tearsheet: Trying.\ndetail\nTearsheet: Trying failed; all of its output is in '"$place/log." \
    inSetup step "$place/log" Trying sh -c 'echo detail; exit 3'

# Building: configured once, and anew when the options change; the folder says where its root is.
standIn cmake 'if [ "$1" = -S ]; then
    printf "%s\n" "CMAKE_HOME_DIRECTORY:INTERNAL=$2" "${5#-D}" >"$2/build/dev/CMakeCache.txt"
    touch "$2/build/dev/build.ninja"
fi'
buildDev()
{
    inSetup eval 'root=system; build dev'
}
expect 0 $'Tearsheet: Configuring build/dev.\nTearsheet: Building build/dev.' buildDev
expect 0 'Tearsheet: Building build/dev.' buildDev
expect 0 system cat "$checkout/build/dev/root-path"
export TEARSHEET_CORPUS=$place
expect 0 $'Tearsheet: Configuring build/dev.\nTearsheet: Building build/dev.' buildDev
expect 0 'Tearsheet: Building build/dev.' buildDev

# Making a root: one that fails has no name yet, keeps what it downloaded, and goes on from there.
root=$place/cache/tearsheet/roots/trixie-test
makeTestRoot()
(
    PATH=$place/bin:$PATH
    for part in environment root; do
        # shellcheck source=/dev/null
        . "$checkout/packaging/setup/$part.sh"
    done
    installPackages() { :; }
    TEARSHEET_MIRROR=http://mirror.example/debian makeRoot "$root" package
)
standIn df 'echo Avail; echo 9000'
standIn apt-get 'case "$*" in *" install "*) [ -e "$(dirname "$0")/online" ] || { echo "E: no network"; exit 100; } ;; esac'
standIn mmdebstrap 'cd "$(dirname "$0")/tree" && tar -c .'
mkdir -p "$place/bin/tree/"{etc,usr/bin} && touch "$place/bin/tree/usr/bin/program"
expect 1 '*E: no network*Tearsheet: Downloading packages (300 MB) failed;*' makeTestRoot
expect 1 '' test -e "$root"
expect 0 'deb *mirror.example/debian trixie main' cat "$root.downloads/sources.list"
touch "$place/bin/online"
expect 0 '*Tearsheet: Installing them.' makeTestRoot
expect 0 '' test -e "$root/usr/bin/program" -a -f "$root/etc/resolv.conf" -a ! -e "$root.downloads" -a ! -e "$root.part"
expect 0 '' makeTestRoot
rm -r "$root"
standIn df 'echo Avail; echo 120'
expect 1 'Tearsheet: Making a Debian 13 root takes 3.5 GB for a while, and * has 120 MB left.' makeTestRoot

((failures == 0)) && echo "All as expected."
exit "$((failures != 0))"
