# The probe as C++ arrays: the text that is sent, printed and digested; and what is only sent on demand.
include(${CMAKE_CURRENT_LIST_DIR}/joining.cmake)

join(script runs ${PARTS})
join(on_demand runs ${ON_DEMAND})
name_commands(script)
strip(script_bytes "${script}")
strip(on_demand_bytes "${on_demand}")
file(WRITE ${OUTPUT} "#include \"probe/script.hpp\"\nnamespace plumbline::probe {\nstd::string_view script() {\n"
  "    static constexpr char text[] = {${script_bytes}};\n    return {text, sizeof text};\n}\n"
  "std::string_view on_demand() {\n"
  "    static constexpr char text[] = {${on_demand_bytes}};\n    return {text, sizeof text};\n}\n}\n")
