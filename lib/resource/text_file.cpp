#include "resource/text_file.hpp"

#include "probe/content.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace {

constexpr std::uint64_t most_bytes = 1 << 20;

} // namespace

probe::Question text_file(const std::string& path) {
    return {"content_followed", {path, "-", std::to_string(most_bytes)}};
}

TextFile read_text_file(const std::string& path, const probe::Answers& answers) {
    const probe::Answer& answer = answers.to(text_file(path));
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return {.unreadable = fmt::format("{}: {}", path, unknown->reason)};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return {};
    }
    const auto content = probe::parse_content(answered->bytes, most_bytes);
    if (!content || !content->bytes) {
        return {.unreadable = path + ": changed while it was read; audit again"};
    }
    if (!content->bytes->whole()) {
        return {.unreadable = fmt::format("{}: has {} bytes; up to {} are read", path, content->bytes->size,
                                          most_bytes)};
    }
    return {.bytes = content->bytes->first};
}

} // namespace plumbline::resource
