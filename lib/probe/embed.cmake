# Joins the parts of the probe into one C++ raw string: the text that is sent, printed and digested.
set(script "")
foreach(part IN LISTS PARTS)
  file(READ ${part} text)
  string(APPEND script "${text}\n")
endforeach()
# A raw string literal may hold 65536 characters; the probe stays far below.
file(WRITE ${OUTPUT} "#include \"probe/script.hpp\"\nnamespace plumbline::probe {\nstd::string_view script() {\n"
  "    static constexpr std::string_view text = R\"PROBE(${script})PROBE\";\n    return text;\n}\n}\n")
