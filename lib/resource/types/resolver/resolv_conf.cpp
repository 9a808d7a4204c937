#include "resource/types/resolver/resolv_conf.hpp"

#include "base/text.hpp"
#include "resource/formats/address.hpp"

#include <algorithm>

namespace plumbline::resource::resolver {

namespace {

std::string plain(std::string_view address) {
    const std::string canonical = formats::canonical_address(address);
    return canonical.empty() ? std::string(address) : canonical;
}

void take(Configuration& configuration, std::string_view keyword, const base::List& values) {
    if (keyword == "nameserver" && !values.empty()) {
        configuration.nameservers.push_back(plain(values.front()));
    } else if (keyword == "search") {
        configuration.search = values;
    } else if (keyword == "domain" && !values.empty()) {
        configuration.search = {values.front()};
    } else if (keyword == "options") {
        for (const std::string& option : values) {
            if (std::ranges::find(configuration.options, option) == configuration.options.end()) {
                configuration.options.push_back(option);
            }
        }
    }
}

/// A comment may follow the values of a line, after a blank.
base::List without_comment(const std::vector<std::string_view>& words) {
    base::List values;
    for (const std::string_view word : words) {
        if (word.starts_with('#') || word.starts_with(';')) {
            break;
        }
        values.emplace_back(word);
    }
    return values;
}

} // namespace

Configuration read_resolv_conf(std::string_view bytes) {
    Configuration configuration;
    for (const std::string_view line : base::lines(bytes)) {
        auto words = base::words(line);
        // a keyword stands at the very beginning of its line
        if (words.empty() || words.front().data() != line.data()) {
            continue;
        }
        const std::string_view keyword = words.front();
        words.erase(words.begin());
        take(configuration, keyword, without_comment(words));
    }
    return configuration;
}

std::optional<base::List> hosts_sources(std::string_view nsswitch) {
    for (const std::string_view line : base::lines(nsswitch)) {
        const std::string_view text = base::trim(line.substr(0, line.find('#')));
        if (text.starts_with("hosts:")) {
            const auto words = base::words(text.substr(sizeof "hosts:" - 1));
            return base::List(words.begin(), words.end());
        }
    }
    return std::nullopt;
}

} // namespace plumbline::resource::resolver
