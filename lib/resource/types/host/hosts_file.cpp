#include "resource/types/host/hosts_file.hpp"

#include "base/text.hpp"
#include "resource/formats/address.hpp"

#include <algorithm>
#include <strings.h>

namespace plumbline::resource::host {

namespace {

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace

std::vector<Line> read_hosts(std::string_view bytes) {
    std::vector<Line> lines;
    std::size_t number = 0;
    for (const std::string_view text : base::lines(bytes)) {
        ++number;
        const auto words = base::words(text.substr(0, text.find('#')));
        const std::string address = words.empty() ? "" : formats::canonical_address(words.front());
        if (!address.empty() && words.size() > 1) {
            lines.push_back({number, address, std::string(words[1]), {words.begin() + 2, words.end()}});
        }
    }
    return lines;
}

bool names(const Line& line, std::string_view name) {
    return same_name(line.name, name) || std::ranges::any_of(line.aliases, [&](const std::string& alias) {
               return same_name(alias, name);
           });
}

} // namespace plumbline::resource::host
