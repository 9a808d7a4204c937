# Packages of languages: pip and gem, the names in the folders of Python's and Ruby's packages; npm, package.json files.
# runs: awk *               # its program may not write, read or run

# probe_pip ID PREFIX…: PREFIX is - for the system's folders.
probe_pip() {
    while [ $# -gt 0 ]; do
        decode "$2"
        set +f
        if [ "$2" = - ]; then
            list_packages "$1" /usr/lib/python3/dist-packages /usr/lib*/python3*/site-packages \
                /usr/local/lib*/python3*/dist-packages /usr/local/lib*/python3*/site-packages
        elif find_prefix "$1" "$decoded"; then
            list_packages "$1" "$decoded"/lib*/python3*/site-packages "$decoded"/lib*/python3*/dist-packages
        fi
        set -f
        shift 2
    done
}

# probe_gem ID PREFIX…
probe_gem() {
    while [ $# -gt 0 ]; do
        decode "$2"
        set +f
        if [ "$2" = - ]; then
            list_packages "$1" /var/lib/gems/*/specifications /usr/share/rubygems-integration/*/specifications \
                /usr/lib/*/rubygems-integration/*/specifications /usr/lib/ruby/gems/*/specifications \
                /usr/lib/ruby/gems/*/specifications/default /usr/lib/*/ruby/gems/*/specifications \
                /usr/local/lib/ruby/gems/*/specifications /usr/local/lib/ruby/gems/*/specifications/default \
                /usr/share/gems/specifications /usr/share/gems/specifications/default \
                /usr/local/share/gems/specifications
        elif find_prefix "$1" "$decoded"; then
            list_packages "$1" "$decoded"/specifications
        fi
        set -f
        shift 2
    done
}

# find_prefix ID PREFIX: whether there is such a folder that can be looked into; answers if not.
find_prefix() {
    look -L "$2"
    if [ "$seen" = there ]; then
        for folder in "$2" "$2"/lib*; do
            if [ -d "$folder" ] && { [ ! -r "$folder" ] || [ ! -x "$folder" ]; }; then seen="permission denied: $folder"; fi
        done
    fi
    case $seen in
    there) return 0 ;;
    gone) frame absent "$1" ;;
    *) cannot "$1" "$seen" ;;
    esac
    return 1
}

# list_packages ID FOLDER…: answers "whole PATH" or, for one without its metadata, "broken PATH" for each package. Files
# are named by patterns here.
list_packages() {
    id=$1 entries='' seen=gone
    shift
    for folder do
        if [ ! -d "$folder" ]; then continue; fi
        if [ ! -r "$folder" ] || [ ! -x "$folder" ]; then
            cannot "$id" "permission denied: $folder"
            return
        fi
        seen=there
        for file in "$folder"/*.dist-info "$folder"/*.egg-info "$folder"/*.gemspec; do
            case $file in
            *"$newline"*) continue ;;
            *.dist-info) proof=$file/METADATA ;;
            *) proof=$file ;;
            esac
            if [ -d "$file" ] && [ "$proof" = "$file" ]; then proof=$file/PKG-INFO; fi
            if [ -e "$proof" ]; then
                entries="${entries}whole $file$newline"
            elif [ -e "$file" ]; then
                entries="${entries}broken $file$newline"
            fi
        done
    done
    if [ "$seen" = gone ]; then
        frame absent "$id"
    else
        frame ok "$id"
        printf '%s' "$entries"
    fi
}

# npm: a line for each package, in which a tab and the package.json on one line stand for each place that has it.
# probe_npm ID NAME PREFIX…
probe_npm() {
    questions=$* ids='' id='' name='' number=0
    npm_places='/usr/lib/node_modules /usr/local/lib/node_modules /usr/share/nodejs lib/node_modules node_modules'
    set --
    for word in $questions; do
        decode "$word"
        if [ ! "$id" ]; then
            id=$word
        elif [ ! "$name" ]; then
            name=$decoded
        else
            prefix=$decoded
            look_for_npm
            case $found in
            there)
                ids="$ids $id" number=$((number + 1))
                set -- "$@" "question=$number"
                for place in $npm_places; do
                    npm_file "$place"
                    if [ "$file" ] && [ -e "$file" ]; then set -- "$@" "$file"; fi
                done
                ;;
            gone) frame absent "$id" ;;
            *) cannot "$id" "$found" ;;
            esac
            id='' name=''
        fi
    done
    if [ "$ids" ]; then
        frame lines$ids
        join_files "$@" "question=$number"
    fi
}

# npm_file PLACE: sets $file to where $name is when it is installed there, to nothing when $prefix has no such place.
npm_file() {
    case $prefix,$1 in
    -,/*) file=$1/$name/package.json ;;
    -,* | *,/*) file= ;;
    *) file=$prefix/$1/$name/package.json ;;
    esac
}

# look_for_npm: sets $found to "there", "gone" or why that can't be told.
look_for_npm() {
    found=gone
    if [ ! "$prefix" ]; then found="the host's shell can't hold this name"; fi
    for place in $npm_places; do
        npm_file "$place"
        if [ ! "$file" ]; then continue; fi
        look -L "$file"
        if [ "$seen" = there ] && [ ! -r "$file" ]; then seen="permission denied: $file"; fi
        case $found,$seen in
        *,gone | there,there) ;;
        gone,* | there,*) found=$seen ;;
        esac
    done
}

# join_files question=N FILE… question=N: a line for each N, with a tab and its lines for each FILE.
join_files() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk '
        FNR == 1 { text[question] = text[question] "\t" }
        {
            gsub(/\t/, " ")
            if (length(text[question]) < 1000000) text[question] = text[question] " " $0
        }
        END { for (i = 1; i <= question; i++) print text[i] }' "$@" 2>/dev/null
}
