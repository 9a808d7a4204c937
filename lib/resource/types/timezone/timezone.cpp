#include "base/text.hpp"
#include "probe/content.hpp"
#include "probe/status.hpp"
#include "resource/text_file.hpp"
#include "resource/type.hpp"
#include "resource/types/timezone/steps.hpp"

#include <fmt/format.h>

#include <optional>

namespace plumbline::resource {

namespace timezone {

namespace {

constexpr std::string_view database = "/usr/share/zoneinfo/";

const probe::Question link{"link", {"/etc/localtime"}};
const probe::Question rules{"digest_followed", {"/etc/localtime"}};
const std::string name_path = "/etc/timezone";

probe::Question wanted_rules(const Desired& desired) {
    return {"digest_followed", {std::string(database) + desired.id.title}};
}

/// What an answer holds, or nothing when the host can't tell or there is no such thing.
template <typename Read>
auto read_answer(const probe::Answer& answer, Read read) -> decltype(read(std::string_view())) {
    const auto* answered = std::get_if<probe::Answered>(&answer);
    return answered == nullptr ? std::nullopt : read(answered->bytes);
}

/// The name of the zone, from where the link leads: "../usr/share/zoneinfo/Europe/London".
std::string zone_of(const std::string& link_text) {
    constexpr std::string_view folder = "zoneinfo/";
    const std::size_t at = link_text.find(folder);
    return at == std::string::npos ? link_text : link_text.substr(at + folder.size());
}

/// Zones of two names with the same rules are the same: UTC and Etc/UTC.
bool has_wanted_rules(const Desired& desired, const probe::Answers& answers) {
    const auto now = read_answer(answers.to(rules), probe::parse_digest);
    return now && now == read_answer(answers.to(wanted_rules(desired)), probe::parse_digest);
}

/// localtime(5): without the file it is UTC.
Reading observe_zone(const Desired& desired, const probe::Answers& answers) {
    if (has_wanted_rules(desired, answers)) {
        return Present{desired.id.title};
    }
    if (std::holds_alternative<probe::Absent>(answers.to(rules))) {
        return Present{"UTC"};
    }
    if (const auto found = read_answer(answers.to(link), probe::parse_link)) {
        return Present{zone_of(found->target)};
    }
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answers.to(rules))) {
        return Unreadable{"/etc/localtime: " + unknown->reason};
    }
    if (!read_answer(answers.to(wanted_rules(desired)), probe::parse_digest)) {
        return Unreadable{
            fmt::format("/etc/localtime is a copy of some zone's rules, and those of {} are not on the "
                        "host: install tzdata",
                        desired.id.title)};
    }
    return Present{"another zone's rules"};
}

/// Debian's programs read /etc/timezone; where it is not there, nothing says otherwise.
Reading observe_name_file(const Desired& desired, const probe::Answers& answers) {
    const TextFile file = read_text_file(name_path, answers);
    if (!file.unreadable.empty()) {
        return Unreadable{file.unreadable};
    }
    return Present{file.bytes ? std::string(base::trim(*file.bytes)) : desired.id.title};
}

bool is_zone_name(const std::string& name) {
    return !name.empty() && name.front() != '/' && name.find("..") == std::string::npos &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_+-") ==
               std::string::npos;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "timezone",
        .doc = "The host's time zone: what the C library uses (`zone`), and what /etc/timezone says where "
               "that file is "
               "there (`name`).",
        .title_doc =
            "The zone's name in the tz database: Etc/UTC, Europe/London. Two names of the same rules are the "
            "same zone.",
        .attributes = {},
        .asks = "Where /etc/localtime leads, the digests of its rules and of the wanted zone's, and "
                "/etc/timezone.",
        .enforces = "Links /etc/localtime to the zone's rules and writes /etc/timezone where it is there.",
        .example = "timezone: Etc/UTC\n",
    };
    return all;
}

} // namespace

class Timezone final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override {
        return {link, rules, text_file(name_path), wanted_rules(desired)};
    }

    Expectations expect(const Desired& desired) const override {
        const Matcher wanted{Exactly{desired.id.title}};
        return {{.property = "zone", .matcher = wanted}, {.property = "name", .matcher = wanted}};
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        observed.observations = {{.property = "zone", .reading = observe_zone(desired, answers)},
                                 {.property = "name", .reading = observe_name_file(desired, answers)}};
        return observed;
    }

    Remedy remedy(const Desired& desired, const Observed&,
                  const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status != Compared::Status::drift) {
                continue;
            }
            const char* file = drift.property == "zone" ? "/etc/localtime" : "/etc/timezone";
            actions.push_back({fmt::format("set the time zone {} in {} (now {})", desired.id.title, file,
                                           base::to_text(drift.actual)),
                               "set-timezone",
                               {{"file", file}, {"zone", desired.id.title}}});
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return timezone::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return timezone::steps_of(*this, desired, ground);
    }

    std::string object_to(const Desired& desired) const override {
        return is_zone_name(desired.id.title)
                   ? ""
                   : "a time zone is named as in the tz database: Etc/UTC, Europe/London";
    }

    Traces traces(const Desired&) const override {
        return {.paths = {"/etc/localtime", "/etc/timezone"}, .words = {"timedatectl"}};
    }
};

} // namespace timezone

namespace types_of_folders {

const Type& timezone_type() {
    static const timezone::Timezone type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
