#include "standard/reader.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "standard/yaml/builder.hpp"
#include "standard/yaml/complaint.hpp"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <sstream>

namespace plumbline::standard {
namespace {

bool is_forbidden(char c, char next) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool layout = c == '\t' || c == '\n' || (c == '\r' && next == '\n');
    return (byte < 0x20 && !layout) || byte == 0x7F;
}

/// YAML 1.2's printable characters, 5.1. yaml-cpp takes U+0004 for the end of the file and lets NULs pass.
void check_characters(std::string_view line, const base::Place& at, base::Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!is_forbidden(line[i], i + 1 < line.size() ? line[i + 1] : '\0'))
            continue;
        diagnostics.error({at.source, at.line, i + 1},
                          fmt::format("a control character, {}: YAML has none",
                                      line[i] == '\0' ? "NUL" : base::printable(line.substr(i, 1))),
                          "in double quotes write \\n, \\r, \\t or \\xNN");
        return;
    }
    const auto whole = base::utf8_prefix(line);
    if (whole < line.size())
        diagnostics.error({at.source, at.line, whole + 1}, "not UTF-8",
                          "write such bytes as !bytes \"\\xNN\"");
}

/// yaml-cpp drops such a line in silence, wherever it stands.
void check_directive(std::string_view line, const base::Place& at, base::Diagnostics& diagnostics) {
    if (line.starts_with('%') && !(at.line == 1 && line.starts_with("%YAML 1.")))
        diagnostics.error({at.source, at.line, 1},
                          "a line that begins with '%', which only '%YAML 1.2' on top may do",
                          "a text that begins with '%' must be in quotes");
}

/// What no event tells; the first lines that are wrong, ten at most.
bool check_text(const base::SourcePtr& source, base::Diagnostics& diagnostics) {
    constexpr std::size_t most = 10;
    const auto before = diagnostics.errors();
    std::string_view rest = source->text;
    for (std::size_t line = 1; !rest.empty() && diagnostics.errors() < before + most; ++line) {
        const auto length = std::min(rest.find('\n'), rest.size() - 1) + 1;
        check_characters(rest.substr(0, length), {source, line, 0}, diagnostics);
        check_directive(rest.substr(0, length), {source, line, 0}, diagnostics);
        rest.remove_prefix(length);
    }
    return diagnostics.errors() == before;
}

/// yaml-cpp's scanner holds some 240 bytes for each of these until a whole flow collection has been seen.
bool check_size(const base::SourcePtr& source, const ReaderLimits& limits, base::Diagnostics& diagnostics) {
    const std::string_view text = source->text;
    if (text.size() > limits.bytes) {
        diagnostics.error({source, 0, 0}, fmt::format("too large: more than {} bytes", limits.bytes));
        return false;
    }
    const auto marks =
        std::count_if(text.begin(), text.end(), [](char c) { return c == '[' || c == '{' || c == ','; });
    if (static_cast<std::size_t>(marks) <= limits.elements)
        return true;
    diagnostics.error({source, 0, 0},
                      fmt::format("too large: more than {} of '[', '{{' and ','", limits.elements));
    return false;
}

void parse(const base::SourcePtr& source, Builder& builder, base::Diagnostics& diagnostics) {
    try {
        std::istringstream stream(source->text);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& exception) {
        if (!builder.finds_tab(exception.mark))
            complain(exception, builder.place(exception.mark), diagnostics);
    }
}

} // namespace

std::optional<Element> read_yaml(const base::SourcePtr& source, base::Diagnostics& diagnostics,
                                 const ReaderLimits& limits) {
    const auto before = diagnostics.errors();
    if (!check_size(source, limits, diagnostics) || !check_text(source, diagnostics))
        return std::nullopt;
    Builder builder(source, limits, diagnostics);
    try {
        parse(source, builder, diagnostics);
    } catch (const Refused&) {
        return std::nullopt; // the builder has said why
    }
    if (diagnostics.errors() > before)
        return std::nullopt;
    return builder.take_root();
}

std::optional<Element> read_yaml_file(const std::filesystem::path& path, const std::string& name,
                                      base::Diagnostics& diagnostics, const ReaderLimits& limits) {
    try {
        return read_yaml(
            std::make_shared<base::Source>(base::Source{name, base::read_file(path, limits.bytes)}),
            diagnostics, limits);
    } catch (const base::Error& error) {
        diagnostics.error({std::make_shared<base::Source>(base::Source{name, ""}), 0, 0}, error.what());
        return std::nullopt;
    }
}

} // namespace plumbline::standard
