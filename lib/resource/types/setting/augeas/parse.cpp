#include "resource/types/setting/augeas/parse.hpp"

#include "base/digest.hpp"
#include "resource/types/setting/augeas/apart.hpp"
#include "resource/types/setting/augeas/engine.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace plumbline::resource::setting {
namespace {

/// The same file stands on many hosts: what was made of the last ones is kept.
constexpr std::size_t kept_at_most = 256;

formats::Contents read_anew(const Augeas& augeas, const std::string& bytes) {
    const std::string lens(augeas.lens);
    if (auto reason = Engine::instance().load(lens); !reason.empty()) {
        return formats::Malformed{0, std::move(reason)};
    }
    auto parsed = parse_apart(lens, bytes);
    if (auto* malformed = std::get_if<formats::Malformed>(&parsed)) {
        return std::move(*malformed);
    }
    return augeas.entries(std::get<Tree>(parsed));
}

} // namespace

std::string Tree::child(std::string_view wanted) const {
    const auto found =
        std::find_if(below.begin(), below.end(), [&](const Tree& one) { return one.label == wanted; });
    return found == below.end() ? "" : found->value;
}

std::vector<std::string> Tree::children(std::string_view wanted) const {
    std::vector<std::string> values;
    for (const auto& one : below) {
        if (one.label == wanted) {
            values.push_back(one.value);
        }
    }
    return values;
}

formats::Contents read_with_augeas(const Augeas& augeas, std::string_view bytes) {
    static std::map<std::tuple<std::string, decltype(augeas.entries), std::string>, formats::Contents> kept;
    if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
        const auto line = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
        return formats::Malformed{static_cast<std::size_t>(line) + 1, "a NUL byte: this is no text"};
    }
    const std::tuple key{std::string(augeas.lens), augeas.entries, base::sha256(bytes)};
    if (const auto found = kept.find(key); found != kept.end()) {
        return found->second;
    }
    if (kept.size() >= kept_at_most) {
        kept.clear();
    }
    return kept[key] = read_anew(augeas, bytes.ends_with('\n') || bytes.empty() ? std::string(bytes)
                                                                                : std::string(bytes) + "\n");
}

} // namespace plumbline::resource::setting
