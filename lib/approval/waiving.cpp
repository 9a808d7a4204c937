#include "approval/waiving.hpp"

#include "approval/accepting/quoted.hpp"
#include "approval/agreements.hpp"
#include "approval/agreements/waivers.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "base/nearest.hpp"
#include "resource/type.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;
using resource::Compared;

/// The properties that are to be accepted. What does not drift can't be.
std::vector<const Compared*> chosen(const WaiverDraft& draft) {
    std::vector<const Compared*> all;
    std::vector<std::string> names;
    for (const auto& one : draft.finding.properties)
        if (one.status == Compared::Status::drift) {
            names.push_back(one.property);
            if (draft.properties.empty() ||
                std::ranges::find(draft.properties, one.property) != draft.properties.end())
                all.push_back(&one);
        }
    for (const auto& wanted : draft.properties)
        if (std::ranges::find(names, wanted) == names.end())
            base::fail("'{}' does not drift there; {}", wanted, base::suggestion(wanted, names));
    if (all.empty())
        base::fail("drift {} has no property that could be accepted", draft.drift);
    return all;
}

/// Reads what stands for a value as it will be read from the file.
bool is_read_as(const std::string& written, const Compared& compared, const WaiverDraft& draft) {
    const auto& id = draft.finding.desired->id;
    const auto* type = resource::find_type(id.type);
    base::Diagnostics diagnostics;
    const auto source = std::make_shared<const base::Source>(base::Source{"", written});
    auto element = standard::read_yaml(source, diagnostics);
    if (!element || type == nullptr)
        return false;
    standard::Form form(std::move(*element), "an accepted property", diagnostics);
    const auto accepted = take_accepted(form, Properties(*type, id), diagnostics);
    return accepted && fit(*accepted, compared, draft.finding.observed.version_order) == Fit::holds;
}

std::string property_text(const Compared& one) {
    auto text = fmt::format("property: {}", quoted(std::string_view(one.property)));
    if (!one.subject.empty())
        text += fmt::format("\n        subject: {}", quoted(std::string_view(one.subject)));
    return text;
}

bool can_be_shown(const Compared& one) {
    constexpr std::size_t longest = 200;
    const auto text = base::to_text(one.actual);
    return !one.hidden && text.size() <= longest && base::printable(text) == text;
}

/// The value itself where the reader makes of it what was found, else its digest.
std::string accepted_text(const Compared& one, const WaiverDraft& draft) {
    const auto property = property_text(one);
    const auto with = [&](std::string_view key, const std::string& value) {
        return fmt::format("{}\n        {}: {}", property, key, value);
    };
    const auto declared =
        one.hidden ? std::string() : fmt::format(" # the standard: {}", base::printable(shown(one.expected)));
    const auto by_value = with("value", quoted(one.actual));
    if (can_be_shown(one) && is_read_as("        " + by_value, one, draft))
        return by_value + declared;
    return with("digest", digest_of_value(one)) + declared;
}

/// Everything that is wrong with the text of a file, thrown.
void check(const std::string& text, const fs::path& path, base::Instant now) {
    base::Diagnostics diagnostics;
    const auto source = std::make_shared<const base::Source>(base::Source{path.string(), text});
    if (auto root = standard::read_yaml(source, diagnostics))
        static_cast<void>(read_waivers({path, path.string(), source, std::move(*root)}, now, diagnostics));
    if (diagnostics.has_errors())
        base::fail("the waiver can't be written as it is given:\n{}", base::render(diagnostics));
}

/// Without what would make another folder or an odd name of it.
std::string as_name(std::string_view text) {
    std::string name;
    for (const char one : text) {
        const bool plain =
            (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z');
        name += plain || one == '-' || one == '_' ? one : '-';
    }
    name.erase(0, std::min(name.find_first_not_of('-'), name.size()));
    return name;
}

} // namespace

std::string waiver_text(const WaiverDraft& draft, const std::string& name, base::Instant now) {
    auto text = fmt::format("# drift {} of {}, as it was seen at {}\nplumbline: 1\nwaivers:\n  - hosts: {}\n"
                            "    resource: {}\n    accepts:\n",
                            draft.drift, base::printable(draft.host), base::to_rfc3339(draft.seen),
                            quoted(std::string_view(draft.hosts)),
                            quoted(std::string_view(draft.finding.desired->id.text())));
    for (const auto* one : chosen(draft))
        text += fmt::format("      - {}\n", accepted_text(*one, draft));
    text += fmt::format("    reason: {}\n    ticket: {}\n    approver: {}\n    valid_through: {}\n",
                        quoted(std::string_view(draft.reason)), quoted(std::string_view(draft.ticket)),
                        quoted(std::string_view(draft.approver)), quoted(std::string_view(draft.through)));
    check(text, name, now);
    const auto end = base::parse_instant(draft.through);
    if (end && *end + std::chrono::hours(draft.through.size() == 10 ? 24 : 0) <= now)
        base::fail("--through {} is over: a waiver needs an end that is to come", draft.through);
    return text;
}

std::string waiver_name(const WaiverDraft& draft) {
    const auto ticket = as_name(draft.ticket);
    return fmt::format("{}-{}.yaml", ticket.empty() ? "waiver" : ticket, as_name(draft.drift));
}

void write_waiver(const fs::path& path, const std::string& text, base::Instant now) {
    std::error_code error;
    if (fs::symlink_status(path, error).type() != fs::file_type::not_found)
        base::fail("{} is there already: another place is named by --output FILE", path.string());
    base::write_atomically(path, text);
    base::Diagnostics diagnostics;
    for (const auto& document : read_documents({path}, diagnostics))
        static_cast<void>(read_waivers(document, now, diagnostics));
    if (diagnostics.has_errors())
        base::fail("what was written can't be read again:\n{}", base::render(diagnostics));
}

} // namespace plumbline::approval
