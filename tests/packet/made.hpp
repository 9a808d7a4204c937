#pragma once

#include "base/file.hpp"
#include "packet/packet.hpp"
#include "report/samples.hpp"
#include "support/temporary_folder.hpp"

#include <optional>
#include <set>
#include <string>

namespace plumbline::test {

/// Three changes on two hosts, beside what is waived, unknown and in sync.
[[nodiscard]] report::Report three_changes();

/// Writes the packet of a report as a run does: hosts are shown and then forgotten.
void make_packet(const std::string& place, report::Report report,
                 const std::optional<std::filesystem::path>& key = std::nullopt);

/// The names of all files below the folder.
[[nodiscard]] std::set<std::string> names_in(const std::string& folder);

inline std::string bytes_of(const std::string& file) {
    return base::read_file(file, std::size_t{64} << 20);
}

} // namespace plumbline::test
