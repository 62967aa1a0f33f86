# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Building, and running what was built.

: "${checkout:?the folder of the sources}"

# prepare LIST…: sees to it that the packages of these lists are there. `root` then says where: "system", or a Debian 13
# root, which has those of all lists.
prepare()
{
    local kind packages lists=$checkout/packaging/setup/packages
    kind=$(systemKind /etc/os-release)
    if [[ $kind == root ]]; then
        mapfile -t packages < <(packagesIn "$lists"/debian/*)
        root=$(rootPath "${packages[@]}")
        makeRoot "$root" "${packages[@]}"
    else
        root=system
        mapfile -t packages < <(packagesIn "${@/#/$lists/$kind/}")
        installPackages "$kind" "${packages[@]}"
    fi
}

# enter COMMAND…: becomes COMMAND where `root` says.
enter()
{
    [[ ${LC_ALL-}${LC_CTYPE-}${LANG-} ]] || export LANG=C.UTF-8
    [[ $root == system ]] && exec "$@"
    enterRoot "$root" "$@"
}

# enterWithScreen COMMAND…: the same, with a screen of its own that nobody sees.
enterWithScreen()
{
    unset WAYLAND_DISPLAY
    export QT_QPA_PLATFORM=xcb
    enter xvfb-run --auto-servernum --server-args="-screen 0 1600x1000x24" "$@"
}

# isConfigured PRESET OPTION…: whether the build folder stands as this checkout, this root and OPTIONS would have it.
isConfigured()
{
    local tree=$checkout/build/$1 option
    shift
    for option in "CMAKE_HOME_DIRECTORY:INTERNAL=$checkout" "$@"; do
        grep -qsxF -- "${option#-D}" "$tree/CMakeCache.txt" || return
    done
    [[ $root == "$(cat "$tree/root-path" 2>/dev/null)" && $tree/build.ninja -nt $checkout/CMakePresets.json ]]
}

# build PRESET: builds in build/PRESET, and leaves there, in root-path, where its root is.
build()
{
    local preset=$1 tree=$checkout/build/$1 options=()
    mkdir -p "$tree" || fail "The folder $tree cannot be made."
    [[ ! ${TEARSHEET_CORPUS-} ]] || options=("-DTEARSHEET_CORPUS:PATH=$(realpath "$TEARSHEET_CORPUS")")
    if ! isConfigured "$preset" "${options[@]}"; then
        rm -rf "$tree" && mkdir "$tree"
        step "$tree/log" "Configuring build/$preset" enter cmake -S "$checkout" --preset "$preset" "${options[@]}"
        echo "$root" >"$tree/root-path"
    fi
    step "$tree/log" "Building build/$preset" enter cmake --build "$tree"
}

# runCli ARGUMENT…: becomes the command line program that ./run built, else the one that ./check built.
runCli()
{
    local tree
    for tree in "$checkout"/build/{release,dev}; do
        if [[ -x $tree/bin/tearsheet-cli && -r $tree/root-path ]]; then
            IFS= read -r root <"$tree/root-path"
            enter "$tree/bin/tearsheet-cli" "$@"
        fi
    done
    fail "Nothing is built yet: ./run --build does that."
}
