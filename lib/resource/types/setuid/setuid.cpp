#include "base/text.hpp"
#include "probe/tree.hpp"
#include "resource/type.hpp"
#include "resource/types/setuid/steps.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <cstdint>

namespace plumbline::resource::types_of_folders {

namespace {

constexpr std::string_view property = "setuid";
constexpr std::size_t most_found = 100'000;

base::List texts(const Desired& desired, std::string_view attribute) {
    return desired.list(attribute).value_or(base::List{});
}

std::size_t limit(const Desired& desired) {
    return base::to_integer<std::size_t>(desired.text("limit").value_or("")).value_or(0);
}

/// "/srv/": what every path below the title begins with.
std::string prefix(const Desired& desired) {
    return desired.id.title + (desired.id.title == "/" ? "" : "/");
}

/// As find(1) compares it with what it finds below ".": bytes that mean something to it stand for themselves.
std::string pattern(const Desired& desired, const std::string& path) {
    std::string escaped = "./";
    for (const char byte : path.substr(prefix(desired).size())) {
        if (std::string_view("\\*?[").find(byte) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += byte;
    }
    return escaped;
}

probe::Question question(const Desired& desired) {
    std::string patterns;
    for (const std::string& path : texts(desired, "ignore")) {
        patterns += (patterns.empty() ? "" : "\n") + pattern(desired, path);
    }
    return {"setuid", {desired.id.title, patterns, std::to_string(limit(desired))}};
}

bool is_allowed(const base::List& allowed, const std::string& path) {
    return std::ranges::any_of(allowed, [&](const std::string& glob) {
        return glob == path || fnmatch(glob.c_str(), path.c_str(), FNM_PATHNAME) == 0;
    });
}

void add(Observed& observed, const std::string& subject, Reading reading) {
    observed.observations.push_back(
        {.property = std::string(property), .subject = subject, .reading = std::move(reading)});
}

std::string owner_text(const std::string& name, std::uint64_t number) {
    return name.empty() ? std::to_string(number) : name;
}

/// "4755 root:adm"
std::string words(const probe::FileStatus& status) {
    return fmt::format("{} {}:{}", probe::mode_text(status), owner_text(status.owner, status.uid),
                       owner_text(status.group, status.gid));
}

Observed observe_tree(const Desired& desired, const probe::Tree& tree) {
    Observed observed;
    observed.searched = {std::string(property)};
    for (const probe::TreeEntry& entry : tree.entries) {
        const std::string path = prefix(desired) + entry.path;
        if (!is_allowed(texts(desired, "allowed"), path)) {
            add(observed, path, Present{words(entry.status)});
        }
    }
    for (const std::string& folder : tree.unreadable) {
        add(observed, prefix(desired) + folder,
            Unreadable{"permission denied: what is below it could not be looked at"});
    }
    if (tree.cut) {
        add(observed, "",
            Unreadable{fmt::format("more files than the limit of {}; raise `limit`", limit(desired))});
    } else if (tree.failed) {
        add(observed, "",
            Unreadable{"not everything below could be searched within 20 seconds; name large folders in "
                       "`ignore`, or audit again"});
    }
    return observed;
}

/// The message about the first path of a list that is not what its attribute takes, or "".
std::string object_to_paths(const Desired& desired, std::string_view attribute, const std::string& beginning,
                            std::string_view expected) {
    for (const std::string& path : texts(desired, attribute)) {
        if (!path.starts_with(beginning) || path == beginning || path.find('\n') != std::string::npos) {
            return fmt::format("{}: expected {}, found '{}'", attribute, expected, path);
        }
    }
    return {};
}

class Setuid final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override {
        static const Schema schema{
            .type = "setuid",
            .doc = "The programs that run with their owner's or group's rights, whoever starts them: every "
                   "file with a set-user-id or set-group-id bit that is not allowed is a drift of its own.",
            .title_doc = "the absolute path of the directory below which all are looked for: \"/\"; other "
                         "file systems mounted below it are left alone",
            .title_kind = Kind::path,
            .attributes =
                {{.name = "allowed",
                  .kind = Kind::list,
                  .doc = "Paths, or globs of paths, of files that may have such a bit; they need not be "
                         "there.",
                  .compared = false},
                 {.name = "ignore",
                  .kind = Kind::list,
                  .doc = "Paths below the directory that are not looked at, with all below them.",
                  .compared = false},
                 {.name = "limit",
                  .kind = Kind::integer,
                  .doc = "How many such files are looked at; when there are more, the rest is unknown.",
                  .compared = false,
                  .fallback = "1000"}},
            .asks = "One find below the directory, on its file system, for at most 20 seconds.",
            .enforces = "Takes both bits from files that are not allowed.",
            .example = R"(setuid: /
allowed: [/usr/bin/su, /usr/bin/sudo, /usr/bin/passwd, /usr/lib/openssh/ssh-keysign]
ignore: [/var/lib/docker]
severity: high
)",
            .phase = Phase::files};
        return schema;
    }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {question(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired&) const override {
        return {{.property = std::string(property), .matcher = {}, .forbidden = true}};
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const probe::Answer& answer = answers.to(question(desired));
        if (const auto* unclear = std::get_if<probe::CannotTell>(&answer)) {
            return unreadable(expect(desired), unclear->reason);
        }
        const auto* answered = std::get_if<probe::Answered>(&answer);
        if (answered == nullptr) {
            return unreadable(expect(desired), "there is no such directory on the host");
        }
        const auto tree = probe::parse_tree(answered->bytes, limit(desired));
        return tree ? observe_tree(desired, *tree)
                    : unreadable(expect(desired), "the host's find printed what can't be understood");
    }

    [[nodiscard]] Remedy remedy(const Desired&, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy remedy;
        for (const Compared& drift : drifts) {
            const std::string mode = base::to_text(drift.actual).substr(0, 4);
            const bool is_sticky = ((mode.front() - '0') & 1) != 0;
            const std::string plain = (is_sticky ? "1" : "0") + mode.substr(1);
            remedy.push_back(
                {.words = fmt::format("set mode {} of {} (now {})", plain, drift.subject, mode),
                 .verb = "set",
                 .arguments = {{"property", "mode"}, {"subject", drift.subject}, {"value", plain}}});
        }
        return remedy;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return setuid::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return setuid::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (limit(desired) < 1 || limit(desired) > most_found) {
            return fmt::format("limit: expected a number from 1 to {}, found {}", most_found,
                               desired.text("limit").value_or(""));
        }
        if (auto objection = object_to_paths(desired, "allowed", "/", "an absolute path or a glob of such");
            !objection.empty()) {
            return objection;
        }
        return object_to_paths(desired, "ignore", prefix(desired), "a path below " + desired.id.title);
    }
};

} // namespace

const Type& setuid_type() {
    static const Setuid type;
    return type;
}

} // namespace plumbline::resource::types_of_folders
