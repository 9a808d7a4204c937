# The Debian packages that building and testing need. Sourced by tests/run.sh and examples/quickstart.sh.
build_packages="g++ cmake ninja-build pkg-config libyaml-cpp-dev libssh2-1-dev libcli11-dev libfmt-dev \
nlohmann-json3-dev libaugeas-dev augeas-lenses libpugixml-dev libtomlplusplus-dev libkainjow-mustache-dev libgit2-dev libre2-dev \
libssl-dev libsoci-dev libcurl4-openssl-dev libhowardhinnant-date-dev tzdata openssh-client"
test_packages="ccache catch2 dpkg-dev file git patch libvalijson-dev openssh-server dropbear-bin sudo mmdebstrap busybox-static shellcheck shfmt dash mksh \
ksh93u+m yash zsh fish tcsh strace jq iproute2 util-linux mount libcap2-bin acl attr e2fsprogs procps openssl ansible-core rpm xz-utils openscap-scanner postgresql ssg-debian python3-packaging libxml2-utils cmark-gfm chromium chromium-driver python3-aiosmtpd systemd"

# install_packages NAME…: installs what is missing, and asks the mirror for nothing when nothing is.
install_packages() {
    missing=
    for package in "$@"; do
        case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
        installed) ;;
        *) missing="$missing $package" ;;
        esac
    done
    if [ -z "$missing" ]; then return; fi
    echo "installing:$missing"
    apt-get -qq update
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

# download_packages NAME…: their files, into this folder.
download_packages() {
    set -- apt-get -qq -o APT::Sandbox::User=root download "$@"
    "$@" || { apt-get -qq update && "$@"; }
}

# fetch_programs FOLDER PACKAGE PROGRAM…: these programs alone, into FOLDER; the package would bring a server that begins to
# listen.
fetch_programs() {
    folder=$1 package=$2
    shift 2
    if [ -x "$folder/$1" ]; then return; fi
    echo "fetching $*"
    mkdir -p "$folder/package"
    (
        cd "$folder/package" || exit
        download_packages "$package"
        for program in "$@"; do
            dpkg-deb --fsys-tarfile "${package}"_*.deb | tar -x -C .. --strip-components=3 "./usr/bin/$program"
        done
    )
    rm -r "$folder/package"
}

# fetch_rsyslogd FOLDER: rsyslogd with what it loads, into FOLDER; its package would make it this machine's log.
fetch_rsyslogd() {
    if [ -x "$1/rsyslogd" ]; then return; fi
    echo "fetching rsyslogd"
    mkdir -p "$1/package" "$1/rsyslog"
    (
        cd "$1/package" || exit
        download_packages rsyslog libestr0 libfastjson4 liblognorm5
        for package in *.deb; do dpkg-deb -x "$package" ../rsyslog; done
    )
    rm -r "$1/package"
    root=$(cd "$1/rsyslog" && pwd)
    libraries=$(dirname "$root"/usr/lib/*/rsyslog)
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s exec %s/usr/sbin/rsyslogd -M %s/rsyslog "$@"\n' \
        "$libraries" "$root" "$libraries" >"$1/rsyslogd"
    chmod +x "$1/rsyslogd"
}
