# Services: service, of the init system that runs. The first word of an answer names it; one that is alone says that it
# knows no such service.
# runs: awk *               # its program may not write, read or run
# runs: grep
# runs: stat
# runs: systemctl --no-pager show
# runs: systemctl is-enabled
# runs: /etc/init.d/$name status # the only question that a SysV script answers

probe_service() {
    take_services "$@"
    if [ ! "$ids" ]; then
        return
    elif ! have awk; then
        cannot "$ids" "the host has no awk"
    elif [ -d /run/systemd/system ]; then
        ask_systemd
    elif [ -e /run/openrc/softlevel ]; then
        ask_openrc
    elif have rc-status; then
        cannot "$ids" "OpenRC is installed but not running"
    elif have systemctl; then
        ask_unit_files
    elif [ -d /etc/init.d ]; then
        ask_init_scripts
    else
        cannot "$ids" "the host runs no systemd, OpenRC or SysV init"
    fi
}

# take_services ID NAME…: sets $ids and $names. No service has a name of other characters than these.
take_services() {
    ids='' names=
    while [ $# -gt 0 ]; do
        decode "$2"
        case $decoded in
        '' | *[!A-Za-z0-9:_.\\@-]*) frame absent "$1" ;;
        *@ | *@.service | *@.socket | *@.timer | *@.path | *@.target | *@.mount | *@.slice)
            cannot "$1" "a template is no unit: name one of its instances"
            ;;
        *) ids="$ids $1" names="$names $decoded" ;;
        esac
        shift 2
    done
}

# systemd: one block of PROPERTY=VALUE lines a unit becomes one line with tabs; any of a unit's names finds its block.
# Program and Library are what /proc says of the main process: its executable, and a library that was deleted under it;
# UnitChanged is the newest ctime of the unit's files.
ask_systemd() {
    units=$(TZ=UTC $limit systemctl --no-pager show -p Id,Names,LoadState,ActiveState,SubState,Result,UnitFileState \
        -p NeedDaemonReload,WantedBy,RequiredBy,UpheldBy,TriggeredBy,MainPID,StateChangeTimestamp \
        -p ExecMainStartTimestamp,FragmentPath,DropInPaths -- $names 2>&1)
    case $units in
    *Id=*) ;;
    *)
        cannot "$ids" "systemctl: ${units%%"$newline"*}"
        return
        ;;
    esac
    look_at_programs
    frame lines$ids
    # shellcheck disable=SC2016 # these are awk's variables
    printf '%s\n\n%s\n' "$programs" "$units" | awk '
        BEGIN { RS = ""; FS = "\n"; count = ARGC; ARGC = 1 }
        NR == 1 {
            for (i = 1; i <= NF; i++) {
                split($i, part, "/")
                pid = part[3]
                if ($i ~ /^[0-9]+ .\/proc\//) programs[pid] = substr($i, index($i, "->") + 3)
                else if ($i ~ /^[0-9]+ .\//) changed[substr($i, index($i, "/"), length($i) - index($i, "/"))] = $i + 0
                else if ($i ~ /^\/proc\/[0-9]+\/maps:/ && !(pid in libraries)) {
                    path = $i
                    sub(/^[^ ]*( +[^ ]+)* +\//, "/", path)
                    libraries[pid] = path
                }
            }
            next
        }
        {
            block = names = newest = ""
            for (i = 1; i <= NF; i++) {
                block = block "\t" $i
                if ($i ~ /^(Id|Names)=/) names = names " " substr($i, index($i, "=") + 1)
                pid = substr($i, 9)
                if ($i ~ /^MainPID=/ && pid in programs) block = block "\tProgram=" programs[pid]
                if ($i ~ /^MainPID=/ && pid in libraries) block = block "\tLibrary=" libraries[pid]
                if ($i !~ /^(FragmentPath|DropInPaths)=/) continue
                many = split(substr($i, index($i, "=") + 1), name, " ")
                for (j = 1; j <= many; j++)
                    if (name[j] in changed && changed[name[j]] > newest + 0) newest = changed[name[j]]
            }
            if (newest) block = block "\tUnitChanged=" newest
            many = split(names, name, " ")
            for (i = 1; i <= many; i++) found[name[i]] = block
        }
        END {
            for (i = 1; i < count; i++) {
                unit = ARGV[i]
                if (!(unit in found)) unit = unit ".service"
                print unit in found ? "systemd" found[unit] : "?"
            }
        }' $names
}

# look_at_programs: sets $programs to a line "CTIME '/proc/PID/exe' -> 'PATH'" for each main process of $units that can be
# looked at, "CTIME 'PATH'" for each of their files, and the lines of a process's map that name a deleted library; never
# empty.
look_at_programs() {
    programs='' maps='' exes=
    IFS=$newline
    for line in $units; do
        case $line in
        MainPID=[1-9]*) exes="$exes /proc/${line#MainPID=}/exe" maps="$maps /proc/${line#MainPID=}/maps" ;;
        FragmentPath=/* | DropInPaths=/*) exes="$exes ${line#*=}" ;;
        esac
    done
    IFS=' '
    if [ "$maps" ]; then
        programs=$(
            stat -c '%Z %N' -- $exes 2>/dev/null
            grep -H -s '/.*[.]so[.0-9]* (deleted)$' -- $maps
        )
    fi
    programs=none$newline$programs
}

# systemd is there but does not run: what the unit files say.
ask_unit_files() {
    lines=
    for name in $names; do
        enabled=$($limit systemctl is-enabled -- "$name" 2>&1)
        case $enabled in
        *": No such file or directory" | not-found) lines="${lines}unit-files$newline" ;;
        *) lines="${lines}unit-files ${enabled%%"$newline"*}$newline" ;;
        esac
    done
    frame lines$ids
    printf '%s' "$lines"
}

# OpenRC: its own folders of state, and the runlevels. rc-status is not asked: it may rewrite the cache of dependencies.
ask_openrc() {
    lines=
    set +f
    for name in $names; do
        name=${name%.service} runlevels=
        if [ ! -e "/etc/init.d/$name" ]; then
            lines="${lines}openrc$newline"
            continue
        fi
        for link in /etc/runlevels/*/"$name"; do
            link=${link%/*}
            if [ -L "$link/$name" ] || [ -e "$link/$name" ]; then runlevels="$runlevels ${link##*/}"; fi
        done
        take_openrc_state "$name"
        lines="${lines}openrc $state$runlevels$newline"
    done
    set -f
    frame lines$ids
    printf '%s' "$lines"
}

# take_openrc_state NAME: sets $state.
take_openrc_state() {
    for state in stopping starting inactive started scheduled failed stopped; do
        if [ -L "/run/openrc/$state/$1" ] || [ -e "/run/openrc/$state/$1" ]; then break; fi
    done
    if [ "$state" != started ]; then return; fi
    for daemon in "/run/openrc/daemons/$1"/*; do
        if [ ! -r "$daemon" ]; then continue; fi
        while IFS='=' read -r key value; do
            if [ "$key" = pidfile ] && ! lives "$value"; then state=crashed; fi
        done <"$daemon"
    done
}

# lives PIDFILE: whether its process is there, or it can't be told.
lives() {
    if [ ! -e "$1" ]; then return 1; fi
    pid=
    if [ -r "$1" ]; then read -r pid <"$1"; fi
    case $pid in
    '' | *[!0-9]*) return 0 ;;
    esac
    [ -d "/proc/$pid" ]
}

# SysV: what the init script's own status action ends with (Linux Standard Base 5.0, "Init Script Actions"), or "none",
# and the runlevels of the links that start it.
ask_init_scripts() {
    lines=
    set +f
    for name in $names; do
        name=${name%.service} runlevels=
        if [ ! -x "/etc/init.d/$name" ]; then
            lines="${lines}sysv$newline"
            continue
        fi
        for link in /etc/rc[2345].d/S[0-9][0-9]"$name"; do
            if [ ! -e "$link" ]; then continue; fi
            link=${link%.d/*}
            runlevels="$runlevels ${link#/etc/rc}"
        done
        state=none
        if grep -q status "/etc/init.d/$name" 2>/dev/null </dev/null; then
            $limit "/etc/init.d/$name" status >/dev/null 2>&1 </dev/null
            state=$?
        fi
        lines="${lines}sysv $state$runlevels$newline"
    done
    set -f
    frame lines$ids
    printf '%s' "$lines"
}
