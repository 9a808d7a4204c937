# Makes C++ arrays of the page's stylesheet and script, byte by byte, since a CMake list would lose brackets and
# semicolons.
function(embed name file)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  string(APPEND functions "std::string_view ${name}() {\n"
    "    static constexpr char text[] = {${bytes}};\n    return {text, sizeof text};\n}\n")
  set(functions "${functions}" PARENT_SCOPE)
endfunction()

embed(stylesheet ${STYLESHEET})
embed(script ${SCRIPT})
file(WRITE ${OUTPUT}
  "#include \"report/html/assets.hpp\"\nnamespace plumbline::report {\n${functions}}\n")
