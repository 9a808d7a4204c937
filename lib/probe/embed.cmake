# Joins the parts of the probe into one C++ array: the text that is sent, printed and digested; and those that are only
# sent on demand into another. The text goes to every host at every look, and a shell such as bash reads it byte by byte,
# so comments stay behind (but for shellcheck's). Each part names the commands that it runs in lines "# runs: COMMAND
# WORD…"; the script first makes sure that they are commands, and not functions of the same names that a shell brought
# along.
set(commands "")

function(join result)
  set(text "")
  foreach(part IN LISTS ARGN)
    file(READ ${part} lines)
    string(APPEND text "\n${lines}")
    string(REGEX MATCHALL "# runs: [^ \n/$]+[ \n]" runs "${lines}")
    list(TRANSFORM runs REPLACE "# runs: |[ \n]" "")
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

join(script ${PARTS})
join(on_demand ${ON_DEMAND})
list(REMOVE_DUPLICATES commands)
list(SORT commands)
list(JOIN commands " " commands)
string(REPLACE "COMMANDS_OF_ALL_PARTS" "${commands}" script "${script}")
strip(script_bytes "${script}")
strip(on_demand_bytes "${on_demand}")
file(WRITE ${OUTPUT} "#include \"probe/script.hpp\"\nnamespace plumbline::probe {\nstd::string_view script() {\n"
  "    static constexpr char text[] = {${script_bytes}};\n    return {text, sizeof text};\n}\n"
  "std::string_view on_demand() {\n"
  "    static constexpr char text[] = {${on_demand_bytes}};\n    return {text, sizeof text};\n}\n}\n")
