#include "base/digest.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::report {
namespace {

using resource::Compared;

/// Length first, so that no two lists of texts give the same bytes.
void append(std::string& bytes, std::string_view text) {
    bytes += fmt::format("{}:{}", text.size(), text);
}

void append_value(std::string& bytes, const base::Value& value, bool ordered) {
    if (const auto* text = std::get_if<std::string>(&value))
        return append(bytes, *text);
    auto list = std::get<base::List>(value);
    if (!ordered)
        std::ranges::sort(list);
    bytes += fmt::format("list {} ", list.size());
    for (const auto& text : list)
        append(bytes, text);
}

std::string bytes_of(const Compared& compared) {
    std::string bytes;
    append(bytes, compared.property);
    append(bytes, compared.subject);
    bytes += compared.status == Compared::Status::drift ? "drift" : "unknown";
    append_value(bytes, compared.actual, compared.ordered);
    return bytes;
}

} // namespace

std::string fingerprint(const std::string& host, const drift::Finding& finding) {
    std::vector<std::string> properties;
    for (const auto& compared : finding.properties)
        if (compared.status != Compared::Status::in_sync)
            properties.push_back(bytes_of(compared));
    std::ranges::sort(properties);
    std::string bytes;
    append(bytes, host);
    append(bytes, finding.desired->id.type);
    append(bytes, finding.desired->id.title);
    append(bytes, drift::name(finding.deviates() ? drift::Status::drift : finding.status));
    for (const auto& property : properties)
        append(bytes, property);
    return base::sha256(bytes);
}

} // namespace plumbline::report
