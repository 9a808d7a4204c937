# Joins parts of shell text into C++ arrays. The text goes to every host at every look, and a shell such as bash reads it
# byte by byte, so comments stay behind (but for shellcheck's). Each part names the commands that it runs in lines
# "# runs: COMMAND WORD…" or, where they change the host, "# changes: COMMAND WORD…"; the script first makes sure that
# they are commands, and not functions of the same names that a shell brought along.
set(commands "")

# join(RESULT MARK PARTS): MARK is `runs` or `changes`.
function(join result mark)
  set(text "")
  foreach(part IN LISTS ARGN)
    file(READ ${part} lines)
    string(APPEND text "\n${lines}")
    string(REGEX MATCHALL "# ${mark}: [^ \n/$]+[ \n]" runs "${lines}")
    list(TRANSFORM runs REPLACE "# ${mark}: |[ \n]" "")
    list(APPEND commands ${runs})
  endforeach()
  set(commands ${commands} PARENT_SCOPE)
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

function(strip result text)
  string(ASCII 1 mark)
  string(REPLACE "# shellcheck" "${mark}" text "${text}")
  string(REGEX REPLACE "\n *#[^\n]*" "" text "${text}")
  string(REGEX REPLACE "\n\n+" "\n" text "${text}")
  string(REPLACE "${mark}" "# shellcheck" text "${text}")
  string(SUBSTRING "${text}" 1 -1 text)
  # Written byte by byte, since a CMake list would lose brackets and semicolons of shell text.
  string(HEX "${text}" bytes)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  set(${result} "${bytes}" PARENT_SCOPE)
endfunction()

# name_commands(TEXT): puts all that the parts name where the text asks for them.
function(name_commands text)
  list(REMOVE_DUPLICATES commands)
  list(SORT commands)
  list(JOIN commands " " names)
  string(REPLACE "COMMANDS_OF_ALL_PARTS" "${names}" named "${${text}}")
  set(${text} "${named}" PARENT_SCOPE)
endfunction()
