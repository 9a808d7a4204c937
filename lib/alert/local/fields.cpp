#include "alert/local/fields.hpp"

#include "base/escape.hpp"
#include "report/faces/told.hpp"

#include <algorithm>

namespace plumbline::alert {
namespace {

constexpr std::size_t longest_value = 200; // bytes
constexpr std::size_t most_members = 50;

enum Priority { critical = 2, error = 3, warning = 4, notice = 5, informational = 6 };

class Fields {
public:
    void add_if_any(std::string_view name, std::string_view value) {
        if (!value.empty())
            all.push_back({name, report::front_of(base::printable(value), longest_value)});
    }

    std::vector<Field> all = {};
};

} // namespace

std::vector<Field> fields_of(const Message& message) {
    Fields fields;
    fields.add_if_any("event", name(message.event));
    fields.add_if_any("severity", resource::name(message.severity));
    fields.add_if_any("concern", name(message.concern));
    fields.add_if_any("alert", message.alert);
    fields.add_if_any("id", message.id);
    fields.add_if_any("test", message.test ? "true" : "");
    fields.add_if_any("site", message.site);
    fields.add_if_any("environment", message.environment);
    fields.add_if_any("standard", message.standard);
    fields.add_if_any("run", message.run);
    fields.add_if_any("contact", message.contact);
    const auto shown = std::min(message.members.size(), most_members);
    for (std::size_t i = 0; i < shown; ++i) {
        fields.add_if_any("host", message.members[i].host);
        fields.add_if_any("resource", message.members[i].resource);
    }
    return std::move(fields.all);
}

int log_priority(const Message& message) {
    if (message.test)
        return informational;
    if (message.event == Event::resolved)
        return notice;
    switch (message.severity) {
    case Severity::critical:
        return critical;
    case Severity::high:
        return error;
    case Severity::medium:
        return warning;
    case Severity::low:
        return notice;
    case Severity::info:
        break;
    }
    return informational;
}

} // namespace plumbline::alert
