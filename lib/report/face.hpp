#pragma once

#include "base/clock.hpp"
#include "report/days.hpp"
#include "report/mean_times.hpp"
#include "report/report.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::report {

/// What the history of the site tells beyond the run.
struct Background {
    /// When the last run ended in which all of every host could be checked, up to this one.
    std::optional<base::Instant> last_success = {};
    /// Why the run is too old to go by: "the last run ended 3h ago, one is due every 1h"; empty where it is
    /// not.
    std::string overdue = {};
    Days days = {};            ///< up to the run
    MeanTimes mean_times = {}; ///< up to the run
};

/// A format that a run is written in for others than the terminal. Hosts are shown to it one by one as they
/// are done, in any order; what it must know of them later than that it keeps.
class Face {
public:
    Face() = default;
    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;
    virtual ~Face() = default;

    /// A host with all its findings and facts. Throws base::Error.
    virtual void add(const HostResult& host) = 0;
    /// Each host of the report must have been added; the report may have forgotten what is in sync, and
    /// facts. Same report, same background: same bytes. Throws base::Error.
    virtual void write(std::ostream& out, const Report& report, const Background& background) const = 0;
};

/// The formats that have a face: their names.
[[nodiscard]] const std::vector<std::string>& faces();
/// Nothing for a name that is none of them.
[[nodiscard]] std::unique_ptr<Face> make_face(std::string_view name);

} // namespace plumbline::report
