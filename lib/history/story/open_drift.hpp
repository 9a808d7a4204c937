#pragma once

#include "history/store/database.hpp"

#include <cstdint>
#include <string>

namespace plumbline::history {

/// A drift that is open, by the numbers and by the names of what it is about.
struct OpenDriftName {
    std::string id;
    std::string host;
    std::string resource_name; ///< TYPE:TITLE
    std::int64_t host_number = 0;
    std::int64_t resource = 0;
};

/// The open drift of a site by its name in reports, or an unambiguous beginning of one. Throws base::Error
/// with what there is: no such drift, several, or one that was resolved. Within a transaction or a snapshot.
[[nodiscard]] OpenDriftName find_open(Database& database, const std::string& site, const std::string& drift);

} // namespace plumbline::history
