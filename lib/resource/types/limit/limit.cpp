#include "base/text.hpp"
#include "probe/content.hpp"
#include "probe/folder.hpp"
#include "resource/advice.hpp"
#include "resource/type.hpp"
#include "resource/types/limit/lines.hpp"
#include "resource/types/limit/steps.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plumbline::resource {

namespace limit {

namespace {

constexpr std::uint64_t most = 262'144;

probe::Question content(const std::string& path) {
    return {"content_followed", {path, "-", std::to_string(most)}};
}

const std::string main_path = "/etc/security/limits.conf";
const std::string folder_path = "/etc/security/limits.d";

probe::Question folder() {
    return {"folder", {folder_path, ".conf", std::to_string(most)}};
}

/// The files of PAM that sessions of logins go through, on Debian and on RHEL.
constexpr std::array<const char*, 5> pam_files{"/etc/pam.d/common-session", "/etc/pam.d/system-auth",
                                               "/etc/pam.d/password-auth", "/etc/pam.d/sshd",
                                               "/etc/pam.d/login"};

/// The files of limits, or why they could not be read.
struct Files {
    std::vector<File> all;
    std::string unreadable;
};

void read_main(const probe::Answer& answer, Files& files) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        files.unreadable = with_advice(fmt::format("{}: {}", unknown->reason, main_path));
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return;
    }
    const auto read = probe::parse_content(answered->bytes, most);
    if (read && read->bytes && read->bytes->whole()) {
        files.all.push_back({main_path, read->bytes->first});
    } else {
        files.unreadable = "what was read is not whole: " + main_path;
    }
}

void read_drop_in(const probe::FolderFile& file, Files& files) {
    const std::string path = folder_path + "/" + file.name;
    using State = probe::FolderFile::State;
    if (file.state == State::given) {
        files.all.push_back({path, file.bytes});
    } else if (file.state == State::closed || file.state == State::large) {
        files.unreadable = file.state == State::closed ? with_advice("permission denied: " + path)
                                                       : "more bytes than are read: " + path;
    }
}

void read_folder(const probe::Answer& answer, Files& files) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        files.unreadable = with_advice(fmt::format("{}: {}", unknown->reason, folder_path));
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    if (answered == nullptr) {
        return;
    }
    const auto drop_ins = probe::parse_folder(answered->bytes);
    if (!drop_ins) {
        files.unreadable = "what was read is not whole: " + folder_path;
        return;
    }
    for (const probe::FolderFile& file : *drop_ins) {
        read_drop_in(file, files);
    }
}

/// Whether any of the files that could be read has pam_limits in it; true where none could be.
bool pam_sets_limits(const probe::Answers& answers) {
    bool read = false;
    for (const char* path : pam_files) {
        const auto* answered = std::get_if<probe::Answered>(&answers.to(content(path)));
        const auto pam = answered == nullptr ? std::nullopt : probe::parse_content(answered->bytes, most);
        for (const std::string_view line :
             pam && pam->bytes ? base::lines(pam->bytes->first) : std::vector<std::string_view>{}) {
            read = true;
            if (line.substr(0, line.find('#')).find("pam_limits.so") != std::string_view::npos) {
                return true;
            }
        }
    }
    return !read;
}

Reading reading(const std::optional<Setting>& setting) {
    return setting ? Reading{Present{setting->value}} : Missing{};
}

Observed observe_settings(const Settings& settings) {
    const bool there = settings.soft || settings.hard;
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{there ? "present" : "absent"}},
                             {.property = "soft", .reading = reading(settings.soft)},
                             {.property = "hard", .reading = reading(settings.hard)}};
    base::List said;
    for (const auto& setting : {settings.soft, settings.hard}) {
        if (setting && std::ranges::find(said, setting->place) == said.end()) {
            said.push_back(setting->place);
        }
    }
    if (!said.empty()) {
        observed.remarks.push_back(fmt::format("said at {}", fmt::join(said, ", ")));
    }
    if (!settings.overruled.empty()) {
        observed.remarks.push_back(fmt::format("overruled: {}", fmt::join(settings.overruled, ", ")));
    }
    if (!settings.odd.empty()) {
        observed.remarks.push_back(fmt::format("not of the form of limits.conf(5), so passed over: {}",
                                               fmt::join(settings.odd, ", ")));
    }
    return observed;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "limit",
        .doc = "A limit that PAM sets at login (limits.conf(5)): what the files say of one domain and item. "
               "That a line for a user goes before one for a group, and that before \"*\" (which is not for "
               "root), is not worked out.",
        .title_doc = "The domain: a user, @group, \"*\", root, 1000:2000.",
        .attributes = {{.name = "state",
                        .kind = Kind::choice,
                        .doc = "Whether the files limit it.",
                        .fallback = "present",
                        .choices = {"present", "absent"}},
                       {.name = "item",
                        .doc = "What is limited: nofile, nproc, core, memlock, maxlogins …",
                        .compared = false,
                        .required = true},
                       {.name = "soft", .kind = Kind::value, .doc = "The soft limit, or unlimited."},
                       {.name = "hard", .kind = Kind::value, .doc = "The hard limit, or unlimited."}},
        .asks = "Reads /etc/security/limits.conf and then limits.d/*.conf in the order of their names: the "
                "last line wins. Looks into the session files of PAM for pam_limits.",
        .enforces = "Changes the value in the line that counts, or else adds a line to "
                    "/etc/security/limits.d/99-plumbline.conf; with `state: absent` it takes out the lines "
                    "of the domain and item. Declines what a matcher does not pin to one value.",
        .example = "limit: postgres\nitem: nofile\nsoft: \"8192\"\nhard: {at_least: \"16384\"}\n",
    };
    return all;
}

} // namespace

class Limit final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override {
        probe::Queries asked{content(main_path), folder()};
        for (const char* path : pam_files) {
            asked.push_back(content(path));
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expected = Type::expect(desired);
        for (Expectation& one : expected) {
            one.plane = Plane::disk;
            if (const auto text = desired.text(one.property); text && one.kind == Kind::value) {
                one.matcher = {Exactly{canonical(*text)}};
            }
        }
        return expected;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Files files;
        read_main(answers.to(content(main_path)), files);
        read_folder(answers.to(folder()), files);
        if (!files.unreadable.empty()) {
            return unreadable(expect(desired), files.unreadable);
        }
        Observed observed =
            observe_settings(read_settings(files.all, desired.id.title, desired.text("item").value_or("")));
        if (!pam_sets_limits(answers)) {
            observed.remarks.emplace_back("no session of PAM has pam_limits, which sets limits at login");
        }
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const char* type : {"soft", "hard"}) {
            const bool drifts_by_it = std::ranges::any_of(drifts, [&](const Compared& drift) {
                return drift.status == Compared::Status::drift &&
                       (drift.property == type || drift.property == "state");
            });
            const auto value = desired.text(type);
            if (drifts_by_it && value) {
                const std::string line = fmt::format("{} {} {} {}", desired.id.title, type,
                                                     *desired.text("item"), canonical(*value));
                actions.push_back({"write the line " + line, "write-limit", {{"line", line}}});
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return limit::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return limit::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.find_first_of(" \t\n#") != std::string::npos) {
            return "a domain of limits.conf(5) has no blanks and no '#' in it";
        }
        const auto item = desired.text("item");
        if (!item || item->find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos) {
            return "'item' is one word of limits.conf(5), such as nofile";
        }
        const bool limits = desired.has("soft") || desired.has("hard");
        if (desired.text("state") == "absent") {
            return limits ? "with 'state: absent' there is no limit to say more of" : "";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/security/limits.conf", "/etc/security/limits.d"}};
    }
};

} // namespace limit

namespace types_of_folders {

const Type& limit_type() {
    static const limit::Limit type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
