# Sourced by the programs that need something: installs what a clean Debian lacks.

PATH=$PATH:/usr/sbin:/sbin

# What it takes to build scimd and to run it behind nginx.
service=(
    nginx-light=nginx spawn-fcgi=spawn-fcgi openssl=openssl pkg-config=pkg-config procps=ps
    libfcgi-dev=/usr/include/fcgiapp.h libsqlite3-dev=/usr/include/sqlite3.h
)
# What it takes to make a Debian package of it.
packaging=(
    binutils=strip dpkg-dev=dpkg-shlibdeps pkg-config=pkg-config python3=python3
    libfcgi-dev=/usr/include/fcgiapp.h libsqlite3-dev=/usr/include/sqlite3.h
)
# What it takes to run tests that are written in Python.
testing=(python3=python3 "python3-venv=python3 -m ensurepip --version")

# install_missing PACKAGE=PROBE...: a probe is a command, a call of one, or the path of a file.
install_missing() {
    local pair probe missing=()
    for pair in "$@"; do
        probe=${pair#*=}
        case $probe in
            /*) [ -e "$probe" ] ;;
            *" "*) $probe >/dev/null 2>&1 ;;
            *) command -v "$probe" >/dev/null ;;
        esac || missing+=("${pair%%=*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || cannot_install "these packages are missing, and there is no apt-get: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || cannot_install "these packages are missing; install them as root: ${missing[*]}"
        sudo=(sudo)
    fi
    echo "installing ${missing[*]}" >&2
    # Debian starts nginx when it is installed; here it is started later, with another configuration.
    local policy=/usr/sbin/policy-rc.d made_policy=
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' | ${sudo[@]+"${sudo[@]}"} tee $policy >/dev/null
        ${sudo[@]+"${sudo[@]}"} chmod +x $policy
        made_policy=yes
    fi
    local status=0
    ${sudo[@]+"${sudo[@]}"} apt-get update -qq >&2 || status=$?
    ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 || status=$?
    [ -z "$made_policy" ] || ${sudo[@]+"${sudo[@]}"} rm -f $policy
    [ $status -eq 0 ] || cannot_install "these packages could not be installed: ${missing[*]}"
}

need_swift() {
    command -v swift >/dev/null \
        || cannot_install "Swift is missing: install Swift 6.3 or later from swift.org, and put it on PATH"
}

cannot_install() { echo "$(basename "$0"): $1" >&2; exit 1; }
