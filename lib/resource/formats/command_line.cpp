#include "resource/formats/command_line.hpp"

#include <algorithm>

namespace plumbline::resource::formats {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The words, double quotes honoured and taken away.
std::vector<std::string> unquoted_words(std::string_view line) {
    std::vector<std::string> words;
    bool quoted = false;
    bool within = false;
    for (const char c : line) {
        if (is_blank(c) && !quoted) {
            within = false;
            continue;
        }
        if (!within) {
            words.emplace_back();
        }
        within = true;
        if (c == '"') {
            quoted = !quoted;
        } else {
            words.back() += c;
        }
    }
    return words;
}

} // namespace

std::vector<KernelParameter> read_command_line(std::string_view line) {
    std::vector<KernelParameter> parameters;
    for (const std::string& word : unquoted_words(line)) {
        if (word == "--") {
            break;
        }
        const std::size_t equals = word.find('=');
        parameters.push_back({word.substr(0, equals), equals == std::string::npos
                                                          ? std::nullopt
                                                          : std::optional(word.substr(equals + 1))});
    }
    return parameters;
}

std::string kernel_name(std::string_view name) {
    std::string plain(name);
    std::replace(plain.begin(), plain.end(), '-', '_');
    return plain;
}

} // namespace plumbline::resource::formats
