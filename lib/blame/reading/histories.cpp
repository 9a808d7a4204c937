// Shell histories, which whoever writes them can write as they like: only read if the site allows.
#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <re2/re2.h>

namespace plumbline::blame {

void read_histories(Reading& reading) {
    static const re2::RE2 stamped_by_zsh(R"(: (\d{1,11}):\d+;(?s:(.*)))");
    if (!reading.asked.histories)
        return;
    const auto bytes = reading.bytes(*reading.asked.histories, "shell histories");
    if (!bytes)
        return;
    std::string account;
    std::optional<std::int64_t> stamp;
    for (std::string_view line : base::lines(*bytes)) {
        if (line.empty())
            continue;
        const char mark = line.front();
        line.remove_prefix(1);
        if (mark == '=') {
            account = line;
        } else if (line.substr(0, 1) == "#" && base::to_integer<std::int64_t>(line.substr(1))) {
            stamp = base::to_integer<std::int64_t>(line.substr(1));
        } else if (mark == '+' && !account.empty()) {
            Record record;
            record.account = account;
            record.command = line;
            std::int64_t epoch = 0;
            if (re2::RE2::FullMatch(re2::StringPiece(line.data(), line.size()), stamped_by_zsh, &epoch,
                                    &record.command))
                stamp = epoch;
            record.things = paths_of_command(record.command, "");
            record.timed = stamp.has_value();
            reading.add(std::move(record), stamp ? reading.clock.here(*stamp) : reading.asked.before,
                        "shell history", line);
            stamp.reset();
        }
    }
    reading.read_source("shell histories", false, {});
}

} // namespace plumbline::blame
