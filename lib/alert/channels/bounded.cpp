#include "alert/channels/bounded.hpp"

#include "base/escape.hpp"

namespace plumbline::alert {
namespace {

constexpr std::string_view ellipsis = "…";

} // namespace

std::string bounded(std::string_view text, std::size_t most) {
    if (text.size() <= most)
        return std::string(text);
    if (most < ellipsis.size())
        return {};
    auto kept = text.substr(0, most - ellipsis.size());
    kept = kept.substr(0, base::utf8_prefix(kept));
    return std::string(kept).append(ellipsis);
}

} // namespace plumbline::alert
