#!/bin/sh
# A room may include only rooms above it. The order is the one in which lib/CMakeLists.txt lists the rooms; a type's
# folder includes resource, probe and base only, never another type, and nothing of lib includes cli or the tests. Of
# cli only the program that changes hosts includes the room enforce.
# Usage: layering.sh [SOURCE]  (default: the repository this script stands in)
set -eu
source=${1:-$(dirname "$0")/..}
cd "$source/lib"
rooms=$(sed -n 's/^room(\([a-z]*\).*/\1/p' CMakeLists.txt)
[ -n "$rooms" ] || { echo "no rooms found in lib/CMakeLists.txt"; exit 1; }
wrong=0

complain() { echo "$1"; wrong=1; }

# includes_of FILE: the rooms whose headers it includes
includes_of() { sed -n 's/^ *# *include "\([a-z]*\)\/[^"]*".*/\1/p' "$1" | sort -u; }

above=
for room in $rooms; do
    [ -d "$room" ] || complain "lib/$room is a room in CMakeLists.txt but no folder"
    for file in $(find "$room" -name '*.[ch]pp' ! -path 'resource/types/*'); do
        for used in $(includes_of "$file"); do
            case " $above $room " in
            *" $used "*) ;;
            *) complain "lib/$file includes $used, which is not above $room" ;;
            esac
        done
    done
    above="$above $room"
done

for file in $(find resource/types -name '*.[ch]pp'); do
    type=${file#resource/types/}
    type=${type%%/*}
    for used in $(includes_of "$file"); do
        case $used in base | probe | resource) ;; *) complain "lib/$file includes $used: a type may not" ;; esac
    done
    for used in $(sed -n 's/^ *# *include "resource\/types\/\([a-z_]*\)\/.*/\1/p' "$file"); do
        [ "$used" = "$type" ] || complain "lib/$file includes the type $used: a type knows no other"
    done
done

for folder in */; do
    case " $(echo $rooms) " in *" ${folder%/} "*) ;; *) complain "lib/$folder is no room of CMakeLists.txt" ;; esac
done
for file in $(find ../cli -name '*.[ch]pp' ! -path '../cli/enforcing/*'); do
    for used in $(includes_of "$file"); do
        case $used in enforce | enforcing) complain "${file#../} includes $used: only cli/enforcing may" ;; esac
    done
done
grep -rl 'yaml-cpp' --include='*.[ch]pp' . | grep -v '^./standard/' && complain "only standard includes yaml-cpp"
[ $wrong = 0 ] && echo "every include goes upward"
exit $wrong
