#include "base/text.hpp"
#include "blame/reading/reading.hpp"

#include <fmt/format.h>

namespace plumbline::blame {
namespace {

/// "commit", when, author, its address, committer and subject, a tab between two.
std::optional<Record> commit(const std::vector<std::string_view>& fields) {
    if (fields.size() < 6 || fields[0] != "commit")
        return std::nullopt;
    Record record;
    record.act = Act::tool;
    record.tool = "etckeeper";
    // etckeeper makes the one who called sudo the author: "alice@host"
    record.account = fields[3].substr(0, fields[3].find('@'));
    record.command = fields[5];
    return record;
}

} // namespace

void read_etckeeper(Reading& reading) {
    if (!reading.asked.etckeeper)
        return;
    const auto bytes = reading.bytes(*reading.asked.etckeeper, "etckeeper");
    if (!bytes)
        return;
    if (bytes->substr(0, 7) == "fatal: ") {
        reading.chronicle.sources.push_back({"etckeeper", Source::State::unreadable,
                                             fmt::format("git: {}", bytes->substr(0, bytes->find('\n')))});
        return;
    }
    Record* current = nullptr;
    for (const std::string_view line : base::lines(*bytes)) {
        const auto fields = base::split(line, '\t');
        if (auto record = commit(fields)) {
            const auto epoch = base::to_integer<std::int64_t>(fields[1]);
            const std::string shown = fmt::format("{} <{}> {}", fields[2], fields[3], fields[5]);
            current = epoch ? reading.add(std::move(*record), reading.clock.here(*epoch), "etckeeper", shown)
                            : nullptr;
        } else if (current && !line.empty()) {
            current->things.push_back(fmt::format("/etc/{}", line));
        }
    }
    reading.read_source("etckeeper", false, {});
}

} // namespace plumbline::blame
