# Joins the parts of the probe into one C++ array: the text that is sent, printed and digested. It goes to every host at
# every look, and a shell such as bash reads it byte by byte, so comments stay behind (but for shellcheck's).
set(text "")
foreach(part IN LISTS PARTS)
  file(READ ${part} lines)
  string(APPEND text "\n${lines}")
endforeach()
string(ASCII 1 mark)
string(REPLACE "# shellcheck" "${mark}" text "${text}")
string(REGEX REPLACE "\n *#[^\n]*" "" text "${text}")
string(REGEX REPLACE "\n\n+" "\n" text "${text}")
string(REPLACE "${mark}" "# shellcheck" text "${text}")
string(SUBSTRING "${text}" 1 -1 text)
# Written byte by byte, since a CMake list would lose brackets and semicolons of shell text.
string(HEX "${text}" bytes)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"probe/script.hpp\"\nnamespace plumbline::probe {\nstd::string_view script() {\n"
  "    static constexpr char text[] = {${bytes}};\n    return {text, sizeof text};\n}\n}\n")
