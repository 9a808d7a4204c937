# Git working trees: git, what a repository's own files say; git_changes, what git says differs from its last commit.
# runs: grep
# runs: git --no-optional-locks

# probe_git ID PATH…: "head TEXT", "commit HASH", an empty line, and the sections and URLs of the configuration.
probe_git() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$2"
        if find_repository "$decoded"; then give_repository; fi
        shift 2
    done
}

# find_repository PATH: sets $repository to its folder; or answers question $id.
find_repository() {
    look -L "$1"
    repository=$1/.git
    if [ "$seen" = gone ]; then
        frame absent "$id"
        return 1
    elif [ "$seen" != there ]; then
        cannot "$id" "$seen"
        return 1
    elif [ -f "$repository" ] && [ -r "$repository" ]; then
        cannot "$id" "a linked working tree or a submodule: its repository is elsewhere"
        return 1
    elif [ ! -d "$repository" ] && [ -f "$1/HEAD" ] && [ -d "$1/objects" ]; then
        repository=$1
    fi
    if [ ! -x "$1" ]; then
        cannot "$id" "permission denied: $1"
    elif [ ! -d "$repository" ]; then
        frame absent "$id"
    elif [ ! -r "$repository/HEAD" ] || [ ! -r "$repository/config" ]; then
        cannot "$id" "permission denied: $repository"
    else
        return 0
    fi
    return 1
}

# give_repository: a branch is a file below refs/, or a line of packed-refs.
give_repository() {
    head='' commit=
    if [ -f "$repository/HEAD" ]; then read -r head <"$repository/HEAD"; fi
    case $head in
    "ref: refs/"*)
        branch=${head#ref: }
        if [ -f "$repository/$branch" ] && [ -r "$repository/$branch" ]; then
            read -r commit <"$repository/$branch"
        elif [ -r "$repository/packed-refs" ]; then
            commit=$(grep -F -s -- " $branch" "$repository/packed-refs")
        fi
        ;;
    esac
    frame ok "$id"
    printf 'head %s\ncommit ' "$head"
    printf '%s\n\n' "$commit"
    grep -s '^[[:space:]]*\[\|^[[:space:]]*[uU][rR][lL]\|^[[:space:]]*[pP][aA][tT][hH]' -- "$repository/config"
}

# probe_git_changes ID PATH…: a line for each change. No file of the repository is written (--no-optional-locks), and no
# program that it names is run but its filters; git itself refuses a repository that is another user's.
probe_git_changes() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$2"
        if ! have git; then
            cannot "$id" "no git on the host"
        elif find_repository "$decoded"; then
            give_changes "$decoded"
        fi
        shift 2
    done
}

give_changes() {
    changes=$($limit git --no-optional-locks -c core.fsmonitor=false -C "$1" status --porcelain 2>&1 || echo "?$?")
    case $changes in
    fatal:* | *"$newline?"[0-9]*) cannot "$id" "git: ${changes%%"$newline"*}" ;;
    *)
        frame ok "$id"
        printf '%s\n' "$changes"
        ;;
    esac
}
