#include "resource/formats/address.hpp"
#include "resource/rewritten.hpp"
#include "resource/text_file.hpp"
#include "resource/type.hpp"
#include "resource/types/resolver/resolv_conf.hpp"
#include "resource/types/resolver/steps.hpp"

#include "probe/status.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace plumbline::resource {

namespace resolver {

namespace {

const std::string path = "/etc/resolv.conf";
const std::string nsswitch_path = "/etc/nsswitch.conf";
/// Which servers systemd-resolved asks itself (systemd-resolved.service(8)).
const std::string upstream_path = "/run/systemd/resolve/resolv.conf";
const std::string stub = "127.0.0.53";
/// MAXNS of resolv.h.
constexpr std::size_t most_nameservers = 3;

const Schema& the_schema() {
    static const Schema all{
        .type = "resolver",
        .doc = "How the host asks the DNS: what the C library reads in /etc/resolv.conf. Where that leads to "
               "systemd-resolved on 127.0.0.53, `nameservers` are those that it asks in turn, unless "
               "127.0.0.53 itself is named.",
        .title_doc = "Any text; a host has one resolver: \"system\".",
        .attributes =
            {
                {.name = "nameservers",
                 .kind = Kind::ordered,
                 .doc = "The servers, in the order in which they are asked."},
                {.name = "search",
                 .kind = Kind::ordered,
                 .doc = "The domains in which a short name is looked for, in order."},
                {.name = "options",
                 .kind = Kind::list,
                 .doc = "The options, all of them, in any order: edns0, timeout:2."},
            },
        .asks = "/etc/resolv.conf, whether it is a link, /run/systemd/resolve/resolv.conf and "
                "/etc/nsswitch.conf are fetched.",
        .enforces =
            "Writes the lines of /etc/resolv.conf, but never where it is a link: then the service behind it "
            "has to be configured. Declines what a matcher does not pin.",
        .example = "resolver: system\nnameservers: [192.0.2.53, 192.0.2.54]\nsearch: [example.org]\n",
    };
    return all;
}

const probe::Question link_question{"link", {path}};

/// Where the file leads to, when it is a link.
std::optional<std::string> link_target(const probe::Answers& answers) {
    const auto* answered = std::get_if<probe::Answered>(&answers.to(link_question));
    const auto link = answered == nullptr ? std::nullopt : probe::parse_link(answered->bytes);
    return link ? std::optional(link->target) : std::nullopt;
}

/// Whether what should be asked is not the stub itself.
bool looks_behind_stub(const Desired& desired, const Configuration& configuration) {
    const base::List wanted = desired.list("nameservers").value_or(base::List{});
    return configuration.nameservers == base::List{stub} && std::ranges::find(wanted, stub) == wanted.end();
}

Reading nameservers(const Desired& desired, const Configuration& configuration, const probe::Answers& answers,
                    std::vector<std::string>& remarks) {
    if (!looks_behind_stub(desired, configuration)) {
        return Present{configuration.nameservers};
    }
    const TextFile upstream = read_text_file(upstream_path, answers);
    if (!upstream.unreadable.empty()) {
        return Unreadable{upstream.unreadable};
    }
    if (!upstream.bytes) {
        remarks.push_back(fmt::format("{} names systemd-resolved on {}, but there is no {}: it does not run",
                                      path, stub, upstream_path));
        return Present{configuration.nameservers};
    }
    remarks.push_back(
        fmt::format("the host asks systemd-resolved on {}; {} says whom that asks", stub, upstream_path));
    return Present{read_resolv_conf(*upstream.bytes).nameservers};
}

void remark_limits(const Configuration& configuration, std::vector<std::string>& remarks) {
    if (configuration.nameservers.size() > most_nameservers) {
        remarks.push_back(fmt::format("only the first {} of {} nameservers are ever asked", most_nameservers,
                                      configuration.nameservers.size()));
    }
}

void remark_sources(const probe::Answers& answers, std::vector<std::string>& remarks) {
    constexpr std::array asking{"dns", "resolve", "resolve6"};
    const TextFile nsswitch = read_text_file(nsswitch_path, answers);
    const auto sources = hosts_sources(nsswitch.bytes.value_or(""));
    if (sources && std::ranges::find_first_of(*sources, asking) == sources->end()) {
        remarks.push_back(
            fmt::format("{} does not ask the DNS for hosts: {}", nsswitch_path, fmt::join(*sources, " ")));
    }
}

Observed observe_none(const Expectations& expected) {
    Observed observed;
    for (const Expectation& one : expected) {
        observed.observations.push_back({.property = one.property, .reading = Missing{}});
    }
    observed.remarks.push_back(fmt::format("the host has no {}: the C library asks 127.0.0.1", path));
    return observed;
}

} // namespace

class Resolver final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override {
        return {text_file(path), link_question, text_file(upstream_path), text_file(nsswitch_path)};
    }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        for (Expectation& one : expectations) {
            if (one.property == "nameservers") {
                one.matcher = rewritten(one.matcher, formats::canonical_address);
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        const TextFile file = read_text_file(path, answers);
        if (!file.unreadable.empty()) {
            return unreadable(expect(desired), file.unreadable);
        }
        if (!file.bytes) {
            return observe_none(expect(desired));
        }
        const Configuration configuration = read_resolv_conf(*file.bytes);
        Observed observed;
        if (const auto target = link_target(answers)) {
            observed.remarks.push_back(fmt::format("{} is a link to {}", path, *target));
        }
        observed.observations = {{.property = "nameservers",
                                  .reading = nameservers(desired, configuration, answers, observed.remarks)},
                                 {.property = "search", .reading = Present{configuration.search}},
                                 {.property = "options", .reading = Present{configuration.options}}};
        remark_limits(configuration, observed.remarks);
        remark_sources(answers, observed.remarks);
        return observed;
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed& observed,
                                const std::vector<Compared>& drifts) const override {
        const std::string linked = path + " is a link to ";
        const bool is_link = std::ranges::any_of(
            observed.remarks, [&](const std::string& remark) { return remark.starts_with(linked); });
        return is_link ? Remedy{} : Type::remedy(desired, observed, drifts);
    }

    [[nodiscard]] probe::Queries ground(const Desired& desired, const std::vector<Compared>&,
                                        const facts::Facts& facts) const override {
        return resolver::ground(desired, facts);
    }

    [[nodiscard]] Steps steps(const Desired& desired, const Ground& ground) const override {
        return resolver::steps_of(*this, desired, ground);
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        for (const std::string& address : desired.list("nameservers").value_or(base::List{})) {
            if (formats::canonical_address(address).empty()) {
                return fmt::format("'{}' is no IPv4 or IPv6 address", address);
            }
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired&) const override {
        return {.paths = {"/etc/resolv.conf", "/etc/systemd/resolved.conf"},
                .words = {"resolvectl", "resolvconf"}};
    }
};

} // namespace resolver

namespace types_of_folders {

const Type& resolver_type() {
    static const resolver::Resolver type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
