#include "resource/formats/gathering.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::formats {

std::optional<Malformed> refuse(std::string_view bytes) {
    if (bytes.size() > most_bytes) {
        return Malformed{
            0, fmt::format("expected at most {} MiB, found {} bytes", most_bytes >> 20, bytes.size())};
    }
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string_view::npos) {
        const auto lines_before =
            std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return Malformed{static_cast<std::size_t>(lines_before) + 1, "expected text, found a NUL"};
    }
    return std::nullopt;
}

Malformed too_deep(std::size_t line) {
    return {line, fmt::format("expected at most {} levels, found more", most_depth)};
}

void Gathering::add(Entry entry) {
    if (failed()) {
        return;
    }
    bytes_ += entry.section.size() + entry.key.size() + entry.value.size();
    if (entries_.size() == most_entries) {
        fail({entry.line, fmt::format("expected at most {} entries, found more", most_entries)});
    } else if (bytes_ > most_gathered) {
        fail({entry.line, fmt::format("expected keys and values of at most {} MiB in all, found more",
                                      most_gathered >> 20)});
    } else {
        entries_.push_back(std::move(entry));
    }
}

bool Gathering::admits(std::string_view path, std::size_t line) {
    if (path.size() > longest_path) {
        fail({line, fmt::format("expected a path of at most {} bytes, found a longer one", longest_path)});
    }
    return !failed();
}

void Gathering::fail(Malformed malformed) {
    if (!failed()) {
        malformed_ = std::move(malformed);
    }
}

Contents Gathering::take() && {
    if (malformed_) {
        return std::move(*malformed_);
    }
    return std::move(entries_);
}

} // namespace plumbline::resource::formats
