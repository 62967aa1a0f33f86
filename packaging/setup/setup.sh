# SPDX-License-Identifier: GPL-3.0-or-later
# What ./run and ./check share. The caller sets `here` to the checkout's folder.

cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tearsheet

# shellcheck source=say.sh
. "$here/packaging/setup/say.sh"
# shellcheck source=system.sh
. "$here/packaging/setup/system.sh"
# shellcheck source=root.sh
. "$here/packaging/setup/root.sh"

# Installs what is missing. Afterwards `inside` runs a command where Tearsheet is built, and `root` says where that is.
prepare() {
    local kind
    kind=$(system_kind)
    if [ "$kind" = root ]; then
        root=$(root_folder)
        make_root "$root"
        enter_root "$root"
    else
        install_packages "$kind"
        root=system
        inside=(env --)
    fi
}

# Configures and builds preset $1.
build() {
    local preset=$1 folder=$here/build/$1
    mkdir -p -- "$folder" || fail "The folder $folder cannot be made."
    # The build says where its root is, so that ./run --cli needs to ask nobody.
    [ "$(cat -- "$folder/root-path" 2>/dev/null)" = "$root" ] || {
        rm -rf -- "$folder"
        mkdir -p -- "$folder"
        printf '%s\n' "$root" >"$folder/root-path"
    }
    local options=()
    [ -z "${TEARSHEET_CORPUS:-}" ] || options+=("-DTEARSHEET_CORPUS=$TEARSHEET_CORPUS")
    say "Building ($preset)"
    quietly "$folder/configure.log" "The build could not be configured." "${inside[@]}" cmake -S "$here" -B "$folder" --preset "$preset" "${options[@]}"
    quietly "$folder/build.log" "The build failed." "${inside[@]}" cmake --build "$folder"
}

# Runs a command under a screen of its own.
on_own_screen() { "${inside[@]}" xvfb-run -a -s '-screen 0 1600x1000x24' "$@"; }
