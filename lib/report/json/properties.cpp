#include "report/json/properties.hpp"

#include "report/json_writer.hpp"
#include "report/past.hpp"
#include "report/words.hpp"

#include <optional>
#include <string_view>

namespace plumbline::report {
namespace {

using resource::Compared;

std::string_view name(Compared::Status status) {
    switch (status) {
    case Compared::Status::in_sync:
        return "in-sync";
    case Compared::Status::drift:
        return "drift";
    case Compared::Status::unknown:
        return "unknown";
    }
    return "unknown";
}

std::string_view name(resource::Plane plane) {
    switch (plane) {
    case resource::Plane::none:
        return "";
    case resource::Plane::disk:
        return "disk";
    case resource::Plane::now:
        return "now";
    case resource::Plane::boot:
        return "boot";
    }
    return "";
}

std::string_view name(resource::Since since) {
    switch (since) {
    case resource::Since::unknown:
        return "";
    case resource::Since::same:
        return "same";
    case resource::Since::changed:
        return "changed";
    }
    return "";
}

void append(std::string& out, const Compared& compared, std::optional<std::string_view> cause) {
    JsonObject object(out);
    object.text("name", compared.property);
    object.text_if_any("subject", compared.subject);
    object.text_if_any("plane", name(compared.plane));
    object.text("status", name(compared.status));
    object.text("expected", compared.expected);
    if (compared.status != Compared::Status::unknown)
        object.value("actual", compared.actual, compared.ordered);
    if (compared.hidden)
        object.flag("hidden", true);
    object.text_if_any("before", name(compared.since));
    object.text_if_any("cause", cause.value_or(""));
    object.text_if_any("reason", one_line(compared.reason));
}

} // namespace

void append_properties(std::string& out, const drift::Finding& finding) {
    JsonArray properties(out);
    for (std::size_t i = 0; i < finding.properties.size(); ++i)
        append(properties.element(), finding.properties[i], cause_of_property(finding, i));
}

} // namespace plumbline::report
