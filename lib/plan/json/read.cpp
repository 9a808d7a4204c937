#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "plan/json/fields.hpp"
#include "plan/json/parse.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::plan {
namespace {

resource::Severity read_severity(Fields& fields) {
    const auto severity = resource::parse_severity(fields.text("severity"));
    if (!severity)
        fields.refuse("severity", "info, low, medium, high or critical");
    return *severity;
}

resource::Plane read_plane(Fields& fields) {
    const auto plane = base::choice_of(planes, fields.text_if_any("plane"));
    if (!plane)
        fields.refuse("plane", "disk, now or boot");
    return *plane;
}

resource::Compared read_drift(Fields& fields) {
    return {.property = fields.text("property"),
            .subject = fields.text_if_any("subject"),
            .status = resource::Compared::Status::drift,
            .expected = fields.text("standard"),
            .actual = fields.value("now"),
            .plane = read_plane(fields),
            .ordered = fields.flag("ordered"),
            .hidden = fields.flag("hidden")};
}

PlannedStep read_step(Fields& fields) {
    PlannedStep step{.operation = fields.text("operation"),
                     .path = fields.text_if_any("path"),
                     .words = fields.text("words"),
                     .undo = fields.text_if_any("undo"),
                     .diff = fields.text_if_any("diff"),
                     .digest = fields.digest("digest")};
    if (std::ranges::find(operations, step.operation) == operations.end())
        fields.refuse("operation", fmt::format("one of {}", fmt::join(operations, ", ")));
    return step;
}

resource::Declined read_declined(Fields& fields) {
    return {.property = fields.text_if_any("property"), .reason = fields.text("reason")};
}

risk::Risk read_risk(Fields& fields) {
    const auto word = fields.text("class");
    const auto kind = std::ranges::find_if(risk::kinds, [&](auto one) { return risk::name(one) == word; });
    if (kind == risk::kinds.end())
        fields.refuse("class", "restart, reboot, purge or connectivity");
    return {.kind = *kind, .reason = fields.text("reason"), .concerns = fields.texts_if_any("concerns")};
}

/// Numbers are those of places, so that what a host names is found.
void expect_number(Fields& fields, std::size_t number) {
    if (fields.number("number") != number)
        fields.refuse("number", fmt::format("{}, in the order of the list", number));
}

Left read_left(Fields& fields) {
    return {.id = fields.identity("resource"), .reason = fields.text("reason")};
}

/// The work that hosts share, by number, and whether each is anybody's.
template <typename Work>
class Shared {
public:
    explicit Shared(std::vector<Work> works) : works_(std::move(works)), is_used_(works_.size()) {}

    /// What the host names in that list.
    std::vector<Work> of(Fields& host, const char* key) {
        std::vector<Work> chosen;
        for (const auto number : host.numbers_if_any(key)) {
            if (number > works_.size())
                host.refuse(key, fmt::format("numbers of 1 to {}", works_.size()));
            is_used_[number - 1] = true;
            chosen.push_back(works_[number - 1]);
        }
        return chosen;
    }
    void refuse_unused(const char* key) const {
        const auto unused = std::ranges::find(is_used_, false);
        if (unused != is_used_.end())
            base::fail("{}[{}]: expected to be of some host, found of none", key, unused - is_used_.begin());
    }

private:
    std::vector<Work> works_;
    std::vector<bool> is_used_;
};

Shared<PlannedResource> read_changes(Fields& plan) {
    std::size_t number = 0;
    return Shared(plan.all_if_any("changes", [&](Fields& fields) {
        expect_number(fields, ++number);
        return PlannedResource{
            .id = fields.identity("resource"),
            .severity = read_severity(fields),
            .why = fields.text_if_any("why"),
            .place = fields.text_if_any("declared"),
            .seen = fields.digest("seen"),
            .drifts = fields.all_if_any("drifts", read_drift),
            .actions = fields.texts_if_any("actions"),
            .steps = fields.all_if_any("steps", read_step),
            .declined = fields.all_if_any("declined", read_declined),
            .risks = fields.all_if_any("risks", read_risk),
            .requires_ = fields.texts_if_any("requires"),
            .notifies = fields.texts_if_any("notifies"),
        };
    }));
}

Shared<Refresh> read_refreshes(Fields& plan) {
    std::size_t number = 0;
    return Shared(plan.all_if_any("refreshes", [&](Fields& fields) {
        expect_number(fields, ++number);
        return Refresh{.id = fields.identity("resource"),
                       .notified_by = fields.texts_if_any("notified_by"),
                       .steps = fields.all_if_any("steps", read_step),
                       .declined = fields.all_if_any("declined", read_declined)};
    }));
}

std::vector<HostPlan> read_hosts(Fields& plan) {
    auto changes = read_changes(plan);
    auto refreshes = read_refreshes(plan);
    std::string before;
    auto hosts = plan.all_if_any("hosts", [&](Fields& fields) {
        HostPlan host{.name = fields.text("name"),
                      .address = fields.text_if_any("address"),
                      .error = fields.text_if_any("error"),
                      .resources = changes.of(fields, "changes"),
                      .refreshes = refreshes.of(fields, "refreshes"),
                      .left = fields.all_if_any("left", read_left)};
        if (host.name <= before)
            fields.refuse("name", "hosts by name, each once");
        before = host.name;
        return host;
    });
    changes.refuse_unused("changes");
    refreshes.refuse_unused("refreshes");
    return hosts;
}

void read_standard(Fields fields, Plan& plan) {
    plan.standard_name = fields.text("name");
    plan.standard_version = fields.text_if_any("version");
    plan.standard_digest = fields.digest("digest");
    plan.revision = fields.text_if_any("revision");
    fields.refuse_others();
}

Plan read_form(Fields& fields) {
    if (fields.text("format") != format_name)
        fields.refuse("format", fmt::format("\"{}\"", format_name));
    Plan plan{.id = fields.text("id"), .made = fields.time("made"), .expires = fields.time("expires")};
    if (plan.expires <= plan.made)
        fields.refuse("expires", "a time after it was made");
    plan.tool = fields.text("tool");
    plan.environment = fields.text_if_any("environment");
    read_standard(fields.object("standard"), plan);
    plan.tags = fields.texts_if_any("tags");
    plan.hosts = read_hosts(fields);
    fields.refuse_others();
    return plan;
}

/// What is signed is bytes: nothing may stand in them that is not read.
void refuse_other_bytes(std::string_view json, const Plan& plan, const std::string& digest) {
    const auto form = as_json(plan);
    if (const auto own = digest_of(plan); own != digest)
        base::fail("digest: expected {}, the one of the rest, found {}: the plan was edited after it was "
                   "made; make it anew with `plumbline plan`",
                   own, digest);
    if (json == form)
        return;
    const auto first = std::ranges::mismatch(json, form).in1 - json.begin();
    const auto line = 1 + std::count(json.begin(), json.begin() + first, '\n');
    base::fail("line {}: expected the plan in the very form in which it was written, found another: it was "
               "edited or written anew by something else; make it anew with `plumbline plan`",
               line);
}

} // namespace

Plan read_plan(std::string_view json) {
    const auto form = parse_bounded(json);
    Fields fields(form, "");
    const auto digest = fields.digest("digest");
    auto plan = read_form(fields);
    refuse_other_bytes(json, plan, digest);
    return plan;
}

PlanFile read_plan_file(const std::filesystem::path& path) {
    return base::in_context("reading the plan " + path.string(), [&] {
        PlanFile file{.path = path, .bytes = base::read_file(path, largest_plan), .plan = {}, .digest = {}};
        file.plan = read_plan(file.bytes);
        file.digest = digest_of(file.plan);
        return file;
    });
}

} // namespace plumbline::plan
