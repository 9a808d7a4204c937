# The change script as a C++ array.
include(${CMAKE_CURRENT_LIST_DIR}/../probe/joining.cmake)

join(script changes ${PARTS})
name_commands(script)
strip(bytes "${script}")
file(WRITE ${OUTPUT} "#include \"enforce/change/change.hpp\"\nnamespace plumbline::enforce {\n"
  "std::string_view change_script() {\n"
  "    static constexpr char text[] = {${bytes}};\n    return {text, sizeof text};\n}\n}\n")
