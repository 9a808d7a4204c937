#include "base/text.hpp"
#include "resource/text_file.hpp"
#include "resource/type.hpp"
#include "resource/types/locale/steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace plumbline::resource {

namespace locale {

namespace {

/// locale.conf(5) of systemd, and pam_env's file on Debian. On Debian one leads to the other.
constexpr const char* files[] = {"/etc/locale.conf", "/etc/default/locale"};
const probe::Question known{"locales", {}};

std::string without_quotes(std::string_view value) {
    value = base::trim(value);
    const bool quoted =
        value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
    return std::string(quoted ? value.substr(1, value.size() - 2) : value);
}

struct Assignment {
    std::string value;
    std::size_t line = 0;
};

/// The last assignment of the variable, as a shell that reads the file would have it.
std::optional<Assignment> assignment(std::string_view bytes, const std::string& variable) {
    std::optional<Assignment> last;
    std::size_t number = 0;
    for (std::string_view line : base::lines(bytes)) {
        ++number;
        line = base::trim(line);
        if (line.starts_with("export ")) {
            line = base::trim(line.substr(7));
        }
        if (line.starts_with(variable + "=")) {
            last = {without_quotes(line.substr(variable.size() + 1)), number};
        }
    }
    return last;
}

/// The value, from the first of the files that is there.
Reading observe_value(const Desired& desired, const probe::Answers& answers, Observed& observed) {
    for (const char* path : files) {
        const TextFile file = read_text_file(path, answers);
        if (!file.unreadable.empty()) {
            return Unreadable{file.unreadable};
        }
        if (const auto found = assignment(file.bytes.value_or(""), desired.id.title)) {
            observed.remarks.push_back(fmt::format("set by {}:{}", path, found->line));
            return Present{found->value};
        }
    }
    return Missing{};
}

/// "en_GB.UTF-8" and "en_GB.utf8" are one locale: glibc leaves out what is neither letter nor digit in a
/// codeset.
std::string canonical(std::string_view name) {
    const std::size_t dot = name.find('.');
    std::string text(name.substr(0, dot));
    if (dot != std::string_view::npos) {
        for (const char c : name.substr(dot)) {
            if (c == '.' || c == '@' || std::isalnum(static_cast<unsigned char>(c)) != 0) {
                text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            }
        }
    }
    return text;
}

Reading observe_available(const Desired& desired, const probe::Answer& answer) {
    if (const auto* unknown = std::get_if<probe::CannotTell>(&answer)) {
        return Unreadable{unknown->reason};
    }
    const auto* answered = std::get_if<probe::Answered>(&answer);
    const auto names = base::words(answered == nullptr ? std::string_view() : answered->bytes);
    if (names.empty()) {
        return Unreadable{"locale -a lists no locale"};
    }
    const std::string wanted = canonical(desired.text("value").value_or(""));
    const bool there = std::any_of(names.begin(), names.end(),
                                   [&](std::string_view name) { return canonical(name) == wanted; });
    return Present{there ? "true" : "false"};
}

/// Only of one locale can it be said whether it is there.
bool asks_for_availability(const Desired& desired) {
    return desired.flag("available") && desired.text("value");
}

Action change(const Desired& desired, const Compared& drift) {
    const std::string value = desired.text("value").value_or("");
    if (drift.property == "available") {
        return {fmt::format("generate the locale {}", value), "generate-locale", {{"locale", value}}};
    }
    return {fmt::format("set {}={} (now {})", desired.id.title, value, base::to_text(drift.actual)),
            "set-locale",
            {{"variable", desired.id.title}, {"value", value}}};
}

bool is_variable(const std::string& name) {
    return name == "LANG" || name == "LANGUAGE" ||
           (name.starts_with("LC_") && name.size() > 3 &&
            name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos);
}

const Schema& the_schema() {
    static const Schema all{
        .type = "locale",
        .doc = "A variable of the host's locale, as /etc/locale.conf or, on Debian, /etc/default/locale sets "
               "it for "
               "sessions and services.",
        .title_doc = "The variable: LANG, LANGUAGE, LC_TIME.",
        .attributes =
            {
                {.name = "value",
                 .kind = Kind::text,
                 .doc = "The locale: C.UTF-8, en_GB.UTF-8.",
                 .required = true},
                {.name = "available",
                 .kind = Kind::boolean,
                 .doc = "Whether the C library must know that locale as well.",
                 .compared = false,
                 .fallback = "true"},
            },
        .asks = "/etc/locale.conf and /etc/default/locale, and `locale -a`.",
        .enforces =
            "Writes the variable to the file that the host has, and generates a locale that is missing where "
            "the host has /etc/locale.gen; elsewhere that is declined.",
        .example = "locale: LANG\nvalue: C.UTF-8\n",
    };
    return all;
}

} // namespace

class Locale final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked{text_file(files[0]), text_file(files[1])};
        if (asks_for_availability(desired)) {
            asked.push_back(known);
        }
        return asked;
    }

    Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        if (asks_for_availability(desired)) {
            expectations.push_back(
                {.property = "available", .kind = Kind::boolean, .matcher = {Exactly{"true"}}});
        }
        return expectations;
    }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Observed observed;
        auto value = observe_value(desired, answers, observed);
        observed.observations.push_back({.property = "value", .reading = std::move(value)});
        if (asks_for_availability(desired)) {
            observed.observations.push_back(
                {.property = "available", .reading = observe_available(desired, answers.to(known))});
        }
        return observed;
    }

    Remedy remedy(const Desired& desired, const Observed&,
                  const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status == Compared::Status::drift && desired.text("value")) {
                actions.push_back(change(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return locale::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return locale::steps_of(*this, desired, ground);
    }

    std::string object_to(const Desired& desired) const override {
        return is_variable(desired.id.title) ? ""
                                             : "a locale's variable is LANG, LANGUAGE or LC_… (locale(7))";
    }

    Traces traces(const Desired&) const override {
        return {.paths = {"/etc/default/locale", "/etc/locale.conf"},
                .words = {"update-locale", "localectl"}};
    }
};

} // namespace locale

namespace types_of_folders {

const Type& locale_type() {
    static const locale::Locale type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
