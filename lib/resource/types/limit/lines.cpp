#include "resource/types/limit/lines.hpp"

#include "base/letter_case.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::limit {

namespace {

void set(std::optional<Setting>& setting, const Setting& to, Settings& settings) {
    if (setting && std::ranges::find(settings.overruled, setting->place) == settings.overruled.end()) {
        settings.overruled.push_back(setting->place);
    }
    setting = to;
}

/// DOMAIN TYPE ITEM VALUE; "DOMAIN -" alone takes the domain out of all limits.
void read_line(const std::vector<std::string_view>& words, const std::string& place, std::string_view domain,
               std::string_view item, Settings& settings) {
    const std::string type = words.size() > 1 ? base::lower_case(words[1]) : "";
    const bool known = type == "soft" || type == "hard" || type == "-";
    if (!known || (words.size() < 4 && !(type == "-" && words.size() == 2))) {
        settings.odd.push_back(place);
        return;
    }
    if (words.size() < 4 || words[0] != domain || base::lower_case(words[2]) != item) {
        return;
    }
    const Setting to{canonical(words[3]), place};
    if (type != "hard") {
        set(settings.soft, to, settings);
    }
    if (type != "soft") {
        set(settings.hard, to, settings);
    }
}

} // namespace

std::string canonical(std::string_view value) {
    const std::string text = base::lower_case(value);
    return text == "infinity" || text == "-1" ? "unlimited" : text;
}

Settings read_settings(const std::vector<File>& files, std::string_view domain, std::string_view item) {
    Settings settings;
    for (const File& file : files) {
        std::size_t number = 0;
        for (const std::string_view text : base::lines(file.bytes)) {
            ++number;
            const auto words = base::words(text.substr(0, text.find('#')));
            if (!words.empty()) {
                read_line(words, fmt::format("{}:{}", file.path, number), domain, item, settings);
            }
        }
    }
    return settings;
}

} // namespace plumbline::resource::limit
