#include "base/letter_case.hpp"
#include "resource/formats/address.hpp"
#include "resource/membership.hpp"
#include "resource/rewritten.hpp"
#include "resource/type.hpp"
#include "resource/types/interface/interfaces.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource {

namespace interface {

namespace {

const probe::Question question{"interfaces", {}};

std::vector<Attribute> attributes() {
    return {
        {.name = "state",
         .kind = Kind::choice,
         .doc = "Whether it is set up (ip link set up), with or without a carrier; absent: there is no such "
                "interface.",
         .fallback = "up",
         .choices = {"up", "down", "absent"}},
        {.name = "addresses",
         .kind = Kind::list,
         .doc = "Addresses with their lengths that must be among those that it has: 192.0.2.1/24."},
        {.name = "exclusive",
         .kind = Kind::boolean,
         .doc = "Whether `addresses` are all that it may have; of what the kernel makes itself, link-local "
                "(fe80::/10) and temporary ones, only those that are named count.",
         .compared = false},
        {.name = "mtu", .kind = Kind::integer, .doc = "The greatest packet, in bytes."},
        {.name = "mac", .doc = "The hardware's address, in lower case: 02:42:ac:11:00:02."},
    };
}

const Schema& the_schema() {
    static const Schema all{
        .type = "interface",
        .doc = "A network interface as it is now. What brings it up at boot is a matter of the files of "
               "ifupdown, networkd or NetworkManager: use `setting` or `file` for them.",
        .title_doc = "The interface's name: eth0.",
        .attributes = attributes(),
        .asks = "ip -o link and ip -o addr, once for the host; without ip, /sys/class/net, which knows no "
                "addresses.",
        .enforces = "Nothing: what ip sets is gone after the next boot, and may cut the connection: change "
                    "the host's network configuration (netplan, interfaces, NetworkManager) as a `file`.",
        .example = "interface: eth0\naddresses: [192.0.2.10/24]\nmtu: 1500\n",
        .phase = Phase::running};
    return all;
}

bool is_made_by_kernel(const Address& address) {
    const auto said = [&](const char* word) {
        return std::ranges::find(address.words, word) != address.words.end();
    };
    return said("temporary") || (formats::is_ipv6(address.cidr) && said("link"));
}

/// Those that count: all but the kernel's own that nobody named.
base::List addresses(const Desired& desired, const Interface& interface) {
    const base::List wanted = desired.list("addresses").value_or(base::List{});
    base::List all;
    for (const Address& address : interface.addresses) {
        const bool named = std::ranges::any_of(
            wanted, [&](const std::string& one) { return formats::canonical_cidr(one) == address.cidr; });
        if (named || !is_made_by_kernel(address)) {
            all.push_back(address.cidr);
        }
    }
    return all;
}

void remark(const Interface& interface, std::vector<std::string>& remarks) {
    if (interface.up && !interface.carrier) {
        remarks.emplace_back("it is up, but has no carrier");
    }
    for (const Address& address : interface.addresses) {
        if (std::ranges::find(address.words, "dadfailed") != address.words.end()) {
            remarks.push_back(address.cidr + " is not used: somebody else on the network has it");
        }
        if (!address.peer.empty()) {
            remarks.push_back(fmt::format("{} leads to {}", address.cidr, address.peer));
        }
    }
}

Observed observe_one(const Desired& desired, const Interface& interface, bool addresses_known) {
    Observed observed;
    const Reading at = addresses_known ? Reading{Present{addresses(desired, interface)}}
                                       : Unreadable{"the host has no ip, which tells addresses: install "
                                                    "iproute2 there"};
    observed.observations = {
        {.property = "state", .reading = Present{interface.up ? "up" : "down"}},
        {.property = "addresses", .reading = at},
        {.property = "mtu", .reading = Present{std::to_string(interface.mtu)}},
        {.property = "mac", .reading = interface.mac.empty() ? Reading{Missing{}} : Present{interface.mac}}};
    remark(interface, observed.remarks);
    return observed;
}

Observed observe_none() {
    Observed observed;
    observed.observations = {{.property = "state", .reading = Present{"absent"}},
                             {.property = "addresses", .reading = Missing{}},
                             {.property = "mtu", .reading = Missing{}},
                             {.property = "mac", .reading = Missing{}}};
    return observed;
}

Action change(const Desired& desired, std::string words, std::string verb, std::string value) {
    return {
        std::move(words), std::move(verb), {{"interface", desired.id.title}, {"value", std::move(value)}}};
}

void change_addresses(const Desired& desired, const Compared& drift, Remedy& actions) {
    Desired plain = desired;
    Matcher& wanted = plain.attributes.at("addresses");
    wanted = rewritten(wanted, formats::canonical_cidr);
    const Membership members = compare_members(plain, "addresses", drift.actual);
    for (const std::string& address : members.missing) {
        actions.push_back(
            change(desired, fmt::format("add {} to {}", address, desired.id.title), "add-address", address));
    }
    for (const std::string& address : members.extra) {
        actions.push_back(change(desired, fmt::format("remove {} from {}", address, desired.id.title),
                                 "remove-address", address));
    }
}

void right(const Desired& desired, const Compared& drift, Remedy& actions) {
    if (drift.property == "addresses" && desired.list("addresses")) {
        change_addresses(desired, drift, actions);
    } else if (drift.property == "mtu" && desired.text("mtu")) {
        actions.push_back(
            change(desired, fmt::format("set mtu {} (now {})", drift.expected, base::to_text(drift.actual)),
                   "set-mtu", drift.expected));
    } else if (drift.property == "state" && desired.text("state") != "absent") {
        actions.push_back(change(desired, fmt::format("set {} {}", desired.id.title, drift.expected),
                                 "set-link", drift.expected));
    }
}

} // namespace

class InterfaceType final : public Type {
public:
    [[nodiscard]] const Schema& schema() const override { return the_schema(); }

    [[nodiscard]] probe::Queries queries(const Desired&) const override { return {question}; }

    [[nodiscard]] Expectations expect(const Desired& desired) const override {
        Expectations expectations = Type::expect(desired);
        expect_among(expectations, desired, "addresses");
        for (Expectation& one : expectations) {
            if (one.property == "addresses") {
                one.matcher = rewritten(one.matcher, formats::canonical_cidr);
            } else if (one.property == "mac") {
                one.matcher = rewritten(one.matcher, base::lower_case);
            }
        }
        return expectations;
    }

    [[nodiscard]] Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return understand(
            answers.to(question), expect(desired),
            "what ip says of the interfaces is cut short or not of the expected form: audit again",
            read_interfaces,
            [&](const Interfaces& interfaces) {
                const auto found = interfaces.by_name.find(desired.id.title);
                return found == interfaces.by_name.end()
                           ? observe_none()
                           : observe_one(desired, found->second, interfaces.addresses_known);
            },
            observe_none);
    }

    [[nodiscard]] Remedy remedy(const Desired& desired, const Observed&,
                                const std::vector<Compared>& drifts) const override {
        Remedy actions;
        const bool there = std::ranges::none_of(drifts, [](const Compared& drift) {
            return drift.property == "state" && base::to_text(drift.actual) == "absent";
        });
        for (const Compared& drift : drifts) {
            if (there && drift.status == Compared::Status::drift) {
                right(desired, drift, actions);
            }
        }
        return actions;
    }

    [[nodiscard]] std::string object_to(const Desired& desired) const override {
        const std::string& title = desired.id.title;
        if (title.empty() || title.size() > 15 || title.find_first_of(" \t\r\n/:@") != std::string::npos) {
            return "an interface's name has at most 15 bytes and holds no blanks, '/', ':' or '@'";
        }
        for (const std::string& address : desired.list("addresses").value_or(base::List{})) {
            if (formats::canonical_cidr(address).empty() || address.find('/') == std::string::npos) {
                return fmt::format("'{}' is no address with its length: 192.0.2.1/24", address);
            }
        }
        if (desired.flag("exclusive") && !desired.has("addresses")) {
            return "'exclusive' says that 'addresses' are all there may be: 'addresses' is missing";
        }
        return "";
    }

    [[nodiscard]] Traces traces(const Desired& desired) const override {
        return {.paths = {"/etc/network/interfaces", "/etc/network/interfaces.d", "/etc/netplan"},
                .words = {desired.id.title}};
    }
};

} // namespace interface

namespace types_of_folders {

const Type& interface_type() {
    static const interface::InterfaceType type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
