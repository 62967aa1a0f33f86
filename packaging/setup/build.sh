# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Building, and running what was built.

# prepare: sees to it that all packages are there; `root` then says where: a folder, or "system".
prepare()
{
    local kind lists=$checkout/packaging/setup/packages packages
    kind=$(systemKind /etc/os-release)
    if [[ $kind == root ]]; then
        root=$(rootPath "$lists/debian")
        makeRoot "$root" "$lists/debian"
    else
        root=system
        mapfile -t packages < <(packagesIn "$lists/$kind")
        installPackages "$kind" "${packages[@]}"
    fi
}

# enter COMMAND…: becomes COMMAND, in the environment that prepare found.
enter()
{
    if [[ $root == system ]]; then
        exec "$@"
    fi
    enterRoot "$root" "$@"
}
