#include "resource/advice.hpp"
#include "resource/types/authorized_keys/parts.hpp"
#include "resource/types/authorized_keys/steps.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource {

namespace authorized_keys {

namespace {

/// It has no key, whatever else is asked of those that it should have.
Observed observe_no_account(const Desired& desired) {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"absent"}},
                             {.property = "strict_modes", .reading = Missing{}}};
    for (const Key& key : declared_keys(desired)) {
        observed.observations.push_back({.property = "keys", .subject = label(key), .reading = Missing{}});
    }
    observed.searched = {"keys", "options", "exclusive"};
    observed.remarks.push_back(fmt::format("there is no account {}", desired.id.title));
    return observed;
}

Expectation options_of_each(const Matcher& matcher) {
    if (const auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        if (const auto* list = std::get_if<base::List>(&exactly->value)) {
            base::List options;
            std::ranges::transform(*list, std::back_inserter(options), canonical_option);
            return {.property = "options", .kind = Kind::list, .matcher = {Contains{options}}};
        }
    }
    return {.property = "options", .kind = Kind::list, .matcher = matcher};
}

Action action(const Desired& desired, const Compared& drift) {
    const std::string& name = desired.id.title;
    if (drift.property == "strict_modes") {
        return {fmt::format("let nobody but {} write the file and the folders above it", name),
                "close-key-file",
                {{"user", name}}};
    }
    if (drift.property == "state") {
        return {fmt::format("remove all keys of {}", name), "remove-keys", {{"user", name}}};
    }
    const bool extra = drift.property == "exclusive";
    return {fmt::format("{} the key {} {} {}", extra ? "remove" : "add", drift.subject, extra ? "of" : "to",
                        name),
            extra ? "remove-key" : "add-key",
            {{"user", name}, {"key", drift.subject}}};
}

bool can_be_done(const Compared& drift) {
    const bool absent = drift.actual == base::Value("absent");
    return drift.status == Compared::Status::drift && drift.property != "options" &&
           (drift.property != "keys" || absent);
}

std::string object_to_keys(const Desired& desired) {
    for (const std::string& text : desired.list("keys").value_or(base::List{})) {
        if (!parse_key(text)) {
            return fmt::format(
                "'{}' is no public key: write it as in the file, \"ssh-ed25519 AAAA… comment\"",
                text.size() > 40 ? text.substr(0, 40) + "…" : text);
        }
    }
    return "";
}

} // namespace

probe::Question key_question(const Desired& desired) {
    const auto files = desired.list("files");
    return {"authorized_keys",
            {desired.id.title, files ? fmt::format("{}", fmt::join(*files, " ")) : std::string()}};
}

std::vector<Key> declared_keys(const Desired& desired) {
    std::vector<Key> keys;
    for (const std::string& text : desired.list("keys").value_or(base::List{})) {
        if (auto key = parse_key(text)) {
            keys.push_back(*std::move(key));
        }
    }
    return keys;
}

class AuthorizedKeys final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return authorized_keys::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        return {key_question(desired)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expected;
        for (Expectation& one : Type::expect(desired)) {
            if (one.property == "keys") {
                expected.push_back({.property = "keys", .matcher = {Exactly{std::string("present")}}});
            } else if (one.property == "options") {
                expected.push_back(options_of_each(one.matcher));
            } else if (one.property != "state" || desired.text("state") == "absent") {
                expected.push_back(std::move(one));
            }
        }
        if (desired.flag("exclusive")) {
            expected.push_back({.property = "exclusive", .matcher = {}, .forbidden = true});
        }
        return expected;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const Expectations expected = expect(desired);
        return understand(
            with_advice(answers.to(key_question(desired))), expected,
            "what was read of its key files is not whole", parse_key_files,
            [&](const KeyFiles& files) { return observe_files(desired, files); },
            [&] { return observe_no_account(desired); });
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (can_be_done(drift)) {
                actions.push_back(action(desired, drift));
            }
        }
        return actions;
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return authorized_keys::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return authorized_keys::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        if (desired.id.title.find_first_of(":,\n") != std::string::npos ||
            desired.id.title.starts_with('-')) {
            return "an account's name holds no ':', ',' or newline and does not begin with '-'";
        }
        if (desired.has("keys") && !desired.list("keys")) {
            return "'keys' is a list of public keys, no matcher";
        }
        if (desired.text("state") == "absent") {
            const bool more = desired.has("keys") || desired.has("options") || desired.flag("exclusive");
            return more ? "with 'state: absent' there is no key to say more of" : "";
        }
        if (desired.flag("exclusive") && !desired.has("keys")) {
            return "'exclusive' says that 'keys' are all there may be: 'keys' is missing";
        }
        if (!desired.has("keys") && !desired.has("options") && !desired.has("strict_modes")) {
            return "nothing is asked of it: name keys, options or strict_modes";
        }
        return object_to_keys(desired);
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        const auto& account = desired.id.title;
        const std::string home = account == "root" ? "/root" : "/home/" + account;
        return {.paths = {home + "/.ssh/authorized_keys", home + "/.ssh/authorized_keys2"}};
    }
};

} // namespace authorized_keys

namespace types_of_folders {

const Type& authorized_keys_type() {
    static const authorized_keys::AuthorizedKeys type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
