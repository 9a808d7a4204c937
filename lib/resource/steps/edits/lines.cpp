#include "resource/steps/edits/lines.hpp"

#include <algorithm>

namespace plumbline::resource::steps {

Lines::Lines(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto size = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        lines_.emplace_back(bytes.substr(0, size));
        bytes.remove_prefix(size);
    }
}

std::string_view Lines::at(std::size_t number) const {
    const std::string_view line = lines_.at(number - 1);
    return line.ends_with('\n') ? line.substr(0, line.size() - 1) : line;
}

void Lines::replace(std::size_t number, std::string_view text) {
    auto& line = lines_.at(number - 1);
    line = std::string(text) + (line.ends_with('\n') ? "\n" : "");
}

void Lines::remove(std::size_t number) {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(number - 1));
}

void Lines::insert_after(std::size_t number, std::string_view text) {
    if (number > 0 && !lines_.at(number - 1).ends_with('\n')) {
        lines_[number - 1] += '\n';
    }
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(number), std::string(text) + "\n");
}

std::string Lines::bytes() const {
    std::string all;
    for (const std::string& line : lines_) {
        all += line;
    }
    return all;
}

std::string with_line(std::string_view bytes, std::string_view line) {
    Lines lines(bytes);
    lines.append(line);
    return lines.bytes();
}

} // namespace plumbline::resource::steps
