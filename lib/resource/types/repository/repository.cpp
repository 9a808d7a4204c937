#include "resource/types/repository/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace repository {

namespace {

bool is_to_be_absent(const Desired& desired) {
    return desired.text("state") == "absent";
}

/// The address of a rule as addresses are compared.
Matcher with_plain_urls(Matcher matcher) {
    const auto plain = [](base::List& urls) {
        std::transform(urls.begin(), urls.end(), urls.begin(), plain_url);
    };
    if (auto* contains = std::get_if<Contains>(&matcher.rule)) {
        plain(contains->texts);
    } else if (auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        if (auto* urls = std::get_if<base::List>(&exactly->value)) {
            plain(*urls);
        } else {
            exactly->value = plain_url(std::get<std::string>(exactly->value));
        }
    }
    return matcher;
}

Action change_of_state(const Desired& desired) {
    const std::string& title = desired.id.title;
    if (is_to_be_absent(desired)) {
        return {"remove the repository " + title, "remove-repository", {{"repository", title}}};
    }
    Action action{"add the repository " + title, "add-repository", {{"repository", title}}};
    for (const char* attribute : {"url", "suite", "components", "key"}) {
        const auto wanted = desired.attributes.find(attribute);
        if (wanted != desired.attributes.end() && wanted->second.pins()) {
            const Matcher matcher =
                attribute == std::string_view("url") ? with_plain_urls(wanted->second) : wanted->second;
            action.words += fmt::format(", {} {}", attribute, to_text(matcher));
            action.arguments[attribute] = to_text(matcher);
        }
    }
    return action;
}

Action switching(const Desired& desired, bool on) {
    const std::string verb = on ? "enable" : "disable";
    return {verb + " the repository " + desired.id.title,
            verb + "-repository",
            {{"repository", desired.id.title}}};
}

} // namespace

std::string plain_url(std::string_view url) {
    while (url.ends_with('/')) {
        url.remove_suffix(1);
    }
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) {
        return std::string(url);
    }
    const std::string_view host = url.substr(scheme + 3, url.find('/', scheme + 3) - scheme - 3);
    const std::size_t at = host.rfind('@');
    const std::size_t colon = host.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) {
        return std::string(url);
    }
    return fmt::format("{}***{}", url.substr(0, scheme + 3 + colon + 1), url.substr(scheme + 3 + at));
}

class Repository final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return repository::schema(); }

    [[nodiscard]] probe::Queries queries(const Desired& desired) const override {
        probe::Queries asked = apt_queries();
        std::ranges::move(dnf_queries(), std::back_inserter(asked));
        if (desired.has("check_signatures")) {
            std::ranges::move(dnf_main_queries(), std::back_inserter(asked));
        }
        return asked;
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expected = Type::expect(desired);
        for (Expectation& one : expected) {
            if (one.property == "url") {
                one.matcher = with_plain_urls(one.matcher);
            }
        }
        return expected;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        Configured configured;
        read_apt(answers, configured);
        read_dnf(answers, configured);
        const MainCheck main = desired.has("check_signatures") ? read_dnf_main(answers) : MainCheck{};
        return observe_configured(desired, expect(desired), configured, main);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        for (const Compared& drift : drifts) {
            if (drift.status != Compared::Status::drift) {
                continue;
            }
            if (drift.property == "state") {
                actions.push_back(change_of_state(desired));
            } else if (drift.property == "enabled") {
                actions.push_back(switching(desired, drift.expected == "true"));
            } else {
                std::ranges::move(Type::remedy(desired, observed, {drift}), std::back_inserter(actions));
            }
        }
        return actions;
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return put_right(desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        for (const Attribute& attribute : schema().attributes) {
            if (is_to_be_absent(desired) && attribute.name != "state" && desired.has(attribute.name)) {
                return fmt::format("'{}' says nothing of a repository whose state is absent", attribute.name);
            }
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/apt/sources.list", "/etc/apt/sources.list.d", "/etc/yum.repos.d"},
                .words = {"add-apt-repository", "apt-add-repository"}};
    }
};

} // namespace repository

namespace types_of_folders {

const Type& repository_type() {
    static const repository::Repository type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
