#include "drift/finding.hpp"

#include <algorithm>

namespace plumbline::drift {

std::string_view name(Status status) {
    switch (status) {
    case Status::in_sync:
        return "in-sync";
    case Status::drift:
        return "drift";
    case Status::pending:
        return "pending";
    case Status::waived:
        return "waived";
    case Status::unknown:
        return "unknown";
    case Status::skipped:
        return "skipped";
    }
    return "unknown";
}

bool Finding::has_unknown() const {
    using enum resource::Compared::Status;
    return status == Status::unknown ||
           std::ranges::any_of(properties, [](const auto& one) { return one.status == unknown; });
}

bool Finding::deviates() const {
    return status == Status::drift || status == Status::pending || status == Status::waived;
}

} // namespace plumbline::drift
