# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The Debian 13 root: a folder with the packages that an older system lacks, entered as if it were that system's own.

release=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# Files of the system that the root takes over.
hostFiles=(/etc/{passwd,group,hosts,hostname,resolv.conf,localtime,machine-id})

# rootPath LIST: where the root for a package list lies, whether it is made or not.
rootPath()
{
    local key
    key=$(packagesIn "$1" | sort | sha256sum)
    printf '%s' "$(cacheFolder)/roots/$release-${key:0:12}"
}

# debianMirror CODENAME: the first Debian mirror that this machine uses, from the lines of `apt-get indextargets`
# on standard input; nothing where there is none.
debianMirror()
{
    awk -v codename="$1" '$1 == "Debian" && $2 == codename && $3 ~ /^https?:/ { print $3; exit }'
}

mirrorOfSystem()
{
    # shellcheck source=/dev/null
    . /etc/os-release
    apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' | debianMirror "${VERSION_CODENAME-}"
}

# The mirror that mmdebstrap takes by itself, for systems that are no Debian.
mirrorOfTool()
{
    mmdebstrap --quiet --mode=chrootless --variant=custom --skip=update,cleanup \
        --setup-hook='cat "$1/etc/apt/sources.list" >&2' "$release" /dev/null 2>&1 | awk '$1 == "deb" { print $2; exit }'
}

# unpackRoot MIRROR DOWNLOADS TREE PACKAGE…: installs the packages into TREE, in which every file belongs to the caller:
# who runs this needs no rights of an administrator to use it or to remove it.
unpackRoot()
{
    local mirror=$1 downloads=$2 tree=$3 archive=$2/root.tar name
    shift 3
    local IFS=,
    TMPDIR=/var/tmp mmdebstrap --variant=essential --include="$*" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --setup-hook='mkdir -p "$1/var/cache/apt/archives"' \
        --setup-hook="sync-in '$downloads/archives' /var/cache/apt/archives" \
        --format=tar "$release" - "deb [signed-by=$keyring] $mirror $release main" >"$archive" || return
    tar --extract --file "$archive" --directory "$tree" --no-same-owner --preserve-permissions --exclude='./dev/*' || return
    for name in "${hostFiles[@]}"; do
        rm -f "$tree$name"
        : >"$tree$name"
    done
    mkdir -p "$tree"/usr/local/share/fonts/{system,local}
}

# makeRoot ROOT LIST: makes the root unless it is there. What was downloaded is kept until the root is whole, so that an
# interrupted run goes on where it stopped; the root gets its name last.
makeRoot()
{
    local root=$1 list=$2 part=$1.part mirror packages log=$1.log apt free
    [[ -d $root ]] && return
    mkdir -p "${root%/*}" || fail "The cache folder ${root%/*} cannot be made."
    exec 9>"$root.lock"
    flock --nonblock 9 || { say "Waiting for another run that makes the same root."; flock 9; }
    [[ -d $root ]] && { exec 9>&-; return; }

    [[ -r $keyring ]] || fail "The keys of Debian are missing; an administrator must run: sudo apt-get install debian-archive-keyring"
    installPackages debian mmdebstrap bubblewrap uidmap
    free=$(df --output=avail --block-size=M "${root%/*}" | tail -n 1)
    ((${free%M} >= 3500)) || fail "A Debian 13 root needs 3.5 GB in ${root%/*} while it is made, and only ${free// /}B are free."

    mapfile -t packages < <(packagesIn "$list")
    mirror=${TEARSHEET_MIRROR:-$(mirrorOfSystem)}
    mirror=${mirror:-$(mirrorOfTool)}
    rm -rf "$part.tree"
    mkdir -p "$part/lists/partial" "$part/archives/partial" "$part.tree"
    printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$mirror" "$release" >"$part/sources.list"
    apt=(apt-get --assume-yes -o Dir::State="$part" -o Dir::State::status=/dev/null -o Dir::Cache="$part"
        -o Dir::Etc::SourceList="$part/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::Etc::PreferencesParts=/dev/null
        -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3)
    say "Making a Debian 13 root in $root (once; 1.4 GB)."
    step "$log" "Reading Debian's package lists." "${apt[@]}" update --error-on=any
    step "$log" "Downloading packages." "${apt[@]}" install --download-only '?essential' "${packages[@]}"
    step "$log" "Unpacking packages." unpackRoot "$mirror" "$part" "$part.tree" "${packages[@]}"
    chmod 755 "$part.tree"
    mv -T "$part.tree" "$root"
    rm -rf "$part" "$log"
    exec 9>&-
}

# enterRoot ROOT COMMAND…: becomes COMMAND inside the root, in the same folder. Everything but the system folders is the
# machine's own. bwrap only lays out the folders: were it the parent of COMMAND, signals would end at it.
enterRoot()
{
    local root=$1 name holder layout
    shift
    [[ -d $root/usr ]] || fail "The Debian 13 root $root is gone; ./run or ./check makes it again."
    layout=(--ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc --ro-bind "$root/var" /var --bind /var/tmp /var/tmp
        --ro-bind-try /usr/share/fonts /usr/local/share/fonts/system
        --ro-bind-try /usr/local/share/fonts /usr/local/share/fonts/local
        --ro-bind-try /usr/lib/locale /usr/lib/locale)
    for name in "${hostFiles[@]}"; do
        layout+=(--ro-bind-try "$name" "$name")
    done
    for name in /* /.[!.]*; do
        case $name in
            /bin | /sbin | /lib | /lib32 | /lib64 | /libx32) ;;
            /usr | /etc | /var | /boot | /lost+found) ;;
            *) [[ -L $name ]] && layout+=(--symlink "$(readlink "$name")" "$name") || layout+=(--dev-bind-try "$name" "$name") ;;
        esac
    done
    for name in "$root"/{bin,sbin,lib*}; do
        [[ -L $name ]] && layout+=(--symlink "usr/${name##*/}" "/${name##*/}")
    done

    exec 7< <(exec bwrap "${layout[@]}" -- sh -c 'echo $$; exec sleep 10')
    read -r -u 7 holder || fail "bwrap could not lay out the Debian 13 root."
    exec 7<&- 8<"/proc/$holder/ns/user" 9<"/proc/$holder/ns/mnt"
    kill "$holder"
    wait "$!" || true
    unset LD_LIBRARY_PATH LD_PRELOAD QT_PLUGIN_PATH
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    [[ ${LC_ALL-}${LC_CTYPE-}${LANG-} ]] || export LANG=C.UTF-8
    local user=()
    ((EUID == 0)) || user=(--user=/proc/self/fd/8 --preserve-credentials)
    exec nsenter "${user[@]}" --mount=/proc/self/fd/9 -- \
        sh -c 'cd "$1" && shift && exec "$@" 8<&- 9<&-' run "$PWD" "$@"
}
