#include "resource/formats/systemd_time.hpp"

#include <ctime>

namespace plumbline::resource::formats {

std::optional<std::int64_t> read_systemd_time(const std::string& text) {
    std::tm time{};
    const char* end = strptime(text.c_str(), "%a %Y-%m-%d %H:%M:%S UTC", &time);
    return end != nullptr && *end == '\0' ? std::optional<std::int64_t>(timegm(&time)) : std::nullopt;
}

} // namespace plumbline::resource::formats
