# Sourced by the programs beside it: installs what a clean Debian lacks.

PATH=$PATH:/usr/sbin:/sbin

# install_missing PACKAGE=PROBE...: a probe is a command, or the path of a file.
install_missing() {
    local pair missing=()
    for pair in "$@"; do
        case ${pair#*=} in
            /*) [ -e "${pair#*=}" ] || missing+=("${pair%%=*}") ;;
            *) command -v "${pair#*=}" >/dev/null || missing+=("${pair%%=*}") ;;
        esac
    done
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    if [ ${#missing[@]} -gt 0 ]; then
        local sudo=()
        [ "$(id -u)" -eq 0 ] || sudo=(sudo)
        echo "installing ${missing[*]}"
        ${sudo[@]+"${sudo[@]}"} apt-get update -qq
        # Debian starts nginx when it is installed; the tests start their own.
        ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || exit 1
    fi
    command -v swift >/dev/null || { echo "Swift is missing: install Swift 6.3 or later from swift.org" >&2; exit 1; }
}

# What it takes to build scimd and to run it behind nginx.
service=(
    nginx-light=nginx spawn-fcgi=spawn-fcgi openssl=openssl pkg-config=pkg-config procps=ps python3=python3
    libfcgi-dev=/usr/include/fcgiapp.h libsqlite3-dev=/usr/include/sqlite3.h
)

# What it takes to make a Debian package of it.
packaging=(
    binutils=strip dpkg-dev=dpkg-shlibdeps pkg-config=pkg-config python3=python3
    libfcgi-dev=/usr/include/fcgiapp.h libsqlite3-dev=/usr/include/sqlite3.h
)
