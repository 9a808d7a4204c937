# Units: unit, what systemd says of a unit: the properties that are asked for, and some that are always told.
# runs: systemctl --no-pager show
# runs: awk *

# probe_unit ID NAME PROPERTIES…: PROPERTIES is a list with commas. One call tells all properties of all units.
probe_unit() {
    ids='' names='' properties=Id
    while [ $# -gt 0 ]; do
        take_unit "$@"
        shift 3
    done
    if [ ! "$ids" ]; then
        return
    elif [ ! -d /run/systemd/system ]; then
        cannot "$ids" "the host runs no systemd"
    elif ! have awk; then
        cannot "$ids" "the host has no awk"
    else
        give_units
    fi
}

# take_unit ID NAME PROPERTIES: adds to $ids, $names and $properties. Nothing has a name of other characters than these.
take_unit() {
    decode "$2"
    case $decoded in
    '' | -* | *[!A-Za-z0-9:_.\\@-]*) frame absent "$1" ;;
    *)
        ids="$ids $1" names="$names $decoded"
        decode "$3"
        case ",$properties," in
        *",$decoded,"*) ;;
        *) properties=$properties,$decoded ;;
        esac
        ;;
    esac
}

# give_units: a line for each unit, its properties with tabs between them; "?" where systemd gave another number.
give_units() {
    units=$(TZ=UTC $limit systemctl --no-pager show -p "$properties" -- $names 2>&1)
    case $units in
    *Id=*) ;;
    *)
        cannot "$ids" "systemctl: ${units%%"$newline"*}"
        return
        ;;
    esac
    frame lines$ids
    # shellcheck disable=SC2016 # these are awk's variables
    printf '%s\n' "$units" | awk '
        BEGIN { RS = ""; FS = "\n"; count = ARGC - 1; ARGC = 1 }
        {
            line = $1
            for (i = 2; i <= NF; i++) line = line "\t" $i
            lines[NR] = line
        }
        END { for (i = 1; i <= count; i++) print NR == count ? lines[i] : "?" }' $names
}
