# Joins the parts of the probe into one C++ array: the text that is sent, printed and digested. Written byte by byte,
# since a CMake list would lose brackets and semicolons of shell text.
set(bytes "")
foreach(part IN LISTS PARTS)
  file(READ ${part} hexadecimal HEX)
  string(APPEND bytes "${hexadecimal}")
endforeach()
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
file(WRITE ${OUTPUT} "#include \"probe/script.hpp\"\nnamespace plumbline::probe {\nstd::string_view script() {\n"
  "    static constexpr char text[] = {${bytes}};\n    return {text, sizeof text};\n}\n}\n")
