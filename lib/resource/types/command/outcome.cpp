#include "resource/types/command/outcome.hpp"

#include "base/text.hpp"

#include <utility>

namespace plumbline::resource::command {

namespace {

/// What follows the last newline, which is cut off with it; nothing when there is no newline.
std::optional<std::string_view> take_last_line(std::string_view& text) {
    const std::size_t newline = text.rfind('\n');
    if (newline == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view line = text.substr(newline + 1);
    text = text.substr(0, newline);
    return line;
}

std::string without_last_newline(std::string_view text) {
    return std::string(text.ends_with('\n') ? text.substr(0, text.size() - 1) : text);
}

bool is_exit_status(std::string_view text) {
    const auto status = base::to_integer<int>(text);
    return status && *status >= 0 && *status <= 255;
}

} // namespace

std::optional<Outcome> read_outcome(std::string_view answer) {
    const auto length = take_last_line(answer);
    const auto said = length ? base::to_integer<std::size_t>(*length) : std::nullopt;
    if (!said || *said >= answer.size() || answer[answer.size() - *said - 1] != '\n') {
        return std::nullopt;
    }
    std::string_view errors = answer.substr(answer.size() - *said);
    answer.remove_suffix(*said + 1);
    auto exit = take_last_line(errors);
    if (!exit && is_exit_status(errors)) {
        exit = std::exchange(errors, {}); // nothing but the status is left of what was cut
    }
    if (!exit || !is_exit_status(*exit)) {
        return std::nullopt;
    }
    return Outcome{std::string(*exit), without_last_newline(answer), without_last_newline(errors)};
}

} // namespace plumbline::resource::command
