# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2016 # what stands in single quotes is expanded by the programs it is for
# The Debian 13 root: a folder with the programs and libraries that an older system lacks. Whoever enters it finds them
# in the system folders, and everything else as it is outside.

release=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
takenOver=(/etc/{passwd,group,hosts,hostname,resolv.conf,localtime,machine-id}) # files of the system that hold inside too

# rootPath PACKAGE…: where the root with these packages lies, made or not.
rootPath()
{
    local cache key
    cache=$(cacheFolder) || return
    key=$(printf '%s\n' "$@" | sha256sum)
    printf '%s' "$cache/roots/$release-${key:0:12}"
}

# debianMirror CODENAME: the first mirror of Debian among the lines "ORIGIN CODENAME ADDRESS" on standard input.
debianMirror()
{
    awk -v codename="$1" '$1 == "Debian" && $2 == codename && $3 ~ /^https?:/ { print $3; exit }'
}

# The mirror that this system takes Debian from; where it is no Debian, the one that mmdebstrap takes by itself.
mirrorOfSystem()
(
    # shellcheck source=/dev/null
    . /etc/os-release
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' | debianMirror "${VERSION_CODENAME-}")
    if [[ ! $mirror ]]; then
        mirror=$(mmdebstrap --quiet --mode=chrootless --variant=custom --skip=update,cleanup \
            --setup-hook='cat "$1/etc/apt/sources.list" >&2' "$release" /dev/null 2>&1 | awk '$1 == "deb" { print $2; exit }')
    fi
    printf '%s' "$mirror"
)

# unpackRoot SOURCE DOWNLOADS TREE PACKAGE…: installs downloaded packages into TREE. Every file in it belongs to the
# caller, who needs no rights of an administrator to use it or to remove it.
unpackRoot()
{
    local source=$1 downloads=$2 tree=$3 file
    shift 3
    local IFS=,
    TMPDIR=/var/tmp mmdebstrap --variant=essential --include="$*" --skip=update \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --setup-hook='mkdir -p "$1/var/cache/apt/archives" "$1/var/lib/apt/lists"' \
        --setup-hook="sync-in ${downloads@Q}/archives /var/cache/apt/archives" \
        --setup-hook="sync-in ${downloads@Q}/lists /var/lib/apt/lists" \
        --format=tar "$release" - "$source" |
        tar --extract --directory "$tree" --no-same-owner --preserve-permissions --exclude='./dev/*' || return
    for file in "${takenOver[@]}"; do
        rm -f "$tree$file" && : >"$tree$file"
    done
    mkdir -p "$tree"/usr/local/share/fonts/{system,local}
}

# makeRoot ROOT PACKAGE…: makes the root unless it is there. It gets its name last, and downloads are kept until then: a run
# after an interrupted one goes on where that one stopped.
makeRoot()
{
    local root=$1 downloads=$1.downloads tree=$1.part log=$1.log folder free mirror source apt
    shift
    [[ -d $root ]] && command -v bwrap >/dev/null && return
    command -v apt-get >/dev/null || fail "This set-up knows Debian, Ubuntu, Fedora 41 and Arch Linux; elsewhere, install" \
        "what packaging/setup/packages lists and build with: cmake --preset release && cmake --build --preset release"
    installPackages debian mmdebstrap bubblewrap uidmap debian-archive-keyring
    mkdir -p "${root%/*}" || fail "The folder ${root%/*} cannot be made."

    exec 9>"$root.lock"
    flock --nonblock 9 || { say "Waiting for another run that makes the same root." && flock 9; }
    [[ -d $root ]] && { exec 9>&- && return; }
    rm -rf "$tree"
    for folder in "${root%/*}" /var/tmp; do
        free=$(($(df --output=avail --block-size=1M "$folder" | tail -n 1)))
        ((free >= 3500)) || fail "Making a Debian 13 root takes 3.5 GB for a while, and $folder has $free MB left."
    done

    say "Making a Debian 13 root in $root (once, 1.4 GB)."
    mirror=${TEARSHEET_MIRROR:-$(mirrorOfSystem)}
    source="deb [signed-by=$keyring] $mirror $release main"
    mkdir -p "$downloads"/{lists,archives}/partial "$tree"
    echo "$source" >"$downloads/sources.list" && : >"$downloads/status"
    apt=(apt-get --assume-yes -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Acquire::Languages=none
        -o Acquire::Retries=3 -o Dir::State="$downloads" -o Dir::State::status="$downloads/status" -o Dir::Cache="$downloads"
        -o Dir::Etc::SourceList="$downloads/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
    step "$log" "Reading Debian's package lists" "${apt[@]}" update --error-on=any
    step "$log" "Downloading packages (300 MB)" "${apt[@]}" install --download-only '?essential' "$@"
    step "$log" "Installing them" unpackRoot "$source" "$downloads" "$tree" "$@"
    chmod 755 "$tree"
    mv --no-target-directory "$tree" "$root"
    rm -rf "$downloads" "$log"
    exec 9>&-
}

# Removes the roots of all package lists.
removeRoots()
{
    local cache roots size
    cache=$(cacheFolder)
    roots=$cache/roots
    [[ -d $roots ]] || { say "There is no root in $cache." && return; }
    size=$(du --summarize --human-readable "$roots")
    rm -rf "$roots"
    say "Removed $roots (${size%%[[:space:]]*})."
}

# enterRoot ROOT COMMAND…: becomes COMMAND inside the root, in the same folder. bwrap only lays out the folders: were it
# the parent of COMMAND, signals would end there.
enterRoot()
{
    local root=$1 name holder layout user=()
    shift
    [[ -d $root/usr ]] || fail "The Debian 13 root $root is not there, or not for you to read; ./run --build makes it."
    layout=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var" /var --bind /var/tmp /var/tmp)
    for name in "$root"/{bin,sbin,lib*}; do
        layout+=(--symlink "usr/${name##*/}" "/${name##*/}")
    done
    for name in "${takenOver[@]}" /usr/lib/locale; do
        layout+=(--ro-bind-try "$name" "$name")
    done
    layout+=(--ro-bind-try /usr/share/fonts /usr/local/share/fonts/system
        --ro-bind-try /usr/local/share/fonts /usr/local/share/fonts/local)
    for name in /* /.[!.]*; do
        case $name in
            /bin | /sbin | /lib | /lib32 | /lib64 | /libx32 | /usr | /etc | /var | /boot | /lost+found) ;;
            *) if [[ -L $name ]]; then layout+=(--symlink "$(readlink "$name")" "$name"); else layout+=(--dev-bind-try "$name" "$name"); fi ;;
        esac
    done

    unset LD_LIBRARY_PATH LD_PRELOAD QT_PLUGIN_PATH
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin
    exec 7< <(exec bwrap "${layout[@]}" -- sh -c 'echo $$; exec sleep 10')
    read -r -u 7 holder || fail "bwrap could not enter the Debian 13 root."
    exec 7<&- 8<"/proc/$holder/ns/user" 9<"/proc/$holder/ns/mnt"
    kill "$holder"
    wait "$!" || true

    ((EUID == 0)) || user=(--user=/proc/self/fd/8 --preserve-credentials)
    exec nsenter "${user[@]}" --mount=/proc/self/fd/9 -- \
        sh -c 'cd "$1" && shift && exec "$@" 8<&- 9<&-' tearsheet "$PWD" "$@"
}
