#include "probe/content.hpp"

#include "base/digest.hpp"

#include <algorithm>
#include <charconv>

namespace plumbline::probe {

std::optional<std::string> parse_digest(std::string_view answer) {
    if (answer.size() != 64 || answer.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return std::nullopt;
    return "sha256:" + std::string(answer);
}

std::optional<FileContent> parse_content(std::string_view answer, std::uint64_t limit) {
    const auto digest = parse_digest(answer.substr(0, 64));
    if (!digest)
        return std::nullopt;
    if (answer.size() == 64)
        return FileContent{*digest, std::nullopt};
    const std::size_t newline = answer.find('\n');
    if (answer[64] != ' ' || newline == std::string_view::npos)
        return std::nullopt;
    FileContent::Bytes bytes{std::string(answer.substr(newline + 1)), 0};
    const auto [end, error] = std::from_chars(answer.data() + 65, answer.data() + newline, bytes.size);
    if (error != std::errc() || end != answer.data() + newline)
        return std::nullopt;
    if (bytes.first.size() != std::min(bytes.size, limit) ||
        (bytes.whole() && base::sha256(bytes.first) != *digest))
        return std::nullopt;
    return FileContent{*digest, std::move(bytes)};
}

} // namespace plumbline::probe
