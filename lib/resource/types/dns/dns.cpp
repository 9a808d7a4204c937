#include "resource/type.hpp"
#include "resource/types/dns/addresses.hpp"
#include "resource/understand.hpp"

#include <fmt/format.h>

namespace plumbline::resource {

namespace dns {

namespace {

probe::Question question(const Desired& desired) {
    if (const auto server = desired.text("server")) {
        return {"dns_at", {desired.id.title, *server}};
    }
    return {"dns", {desired.id.title}};
}

/// A name that has no address but exists is as absent as one that does not: nothing can be reached by it.
Observed observe_resolved(const Resolved& found) {
    Observed observed;
    if (!found.addresses.empty()) {
        observed.observations = {{.property = "state", .reading = Present{"present"}},
                                 {.property = "addresses", .reading = Present{found.addresses}}};
    } else if (found.failure.empty()) {
        observed.observations = {{.property = "state", .reading = Present{"absent"}},
                                 {.property = "addresses", .reading = Missing{}}};
        observed.remarks.emplace_back(found.no_such_name ? "the server says that there is no such name"
                                                         : "the name has no address");
    } else {
        observed.observations = {{.property = "state", .reading = Unreadable{found.failure}},
                                 {.property = "addresses", .reading = Unreadable{found.failure}}};
    }
    return observed;
}

bool is_name(const std::string& name) {
    return !name.empty() && name.size() <= 253 && name.front() != '-' && name.front() != '+' &&
           name.front() != '@' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
               std::string::npos;
}

bool is_server(const std::string& server) {
    return !server.empty() && server.front() != '-' &&
           server.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:_-") ==
               std::string::npos;
}

const Schema& the_schema() {
    static const Schema all{
        .type = "dns",
        .doc = "What a name resolves to, as seen from the host.",
        .title_doc = "The name.",
        .attributes =
            {
                {.name = "state",
                 .kind = Kind::choice,
                 .doc = "Whether the name must have an address.",
                 .fallback = "present",
                 .choices = {"present", "absent"}},
                {.name = "addresses",
                 .kind = Kind::list,
                 .doc = "Its IPv4 and IPv6 addresses, all of them; {contains: [...]} for some."},
                {.name = "server",
                 .kind = Kind::text,
                 .doc =
                     "The name server to ask, by name or address; without it, the host's own name services "
                     "(nsswitch.conf(5), the hosts file included) are.",
                 .compared = false},
            },
        .asks = "getent ahosts, or with a server dig or busybox's nslookup; one process and at most 20 "
                "seconds a name. A "
                "name that getent does not find is unknown, since it does not say why.",
        .enforces = "Nothing: names are the name servers'.",
        .example = "dns: db.example.org\naddresses: [192.0.2.7]\nserver: 192.0.2.53\n",
        .phase = Phase::services};
    return all;
}

} // namespace

class Dns final : public Type {
public:
    const Schema& schema() const override { return the_schema(); }

    probe::Queries queries(const Desired& desired) const override { return {question(desired)}; }

    Observed observe(const Desired& desired, const probe::Answers& answers) const override {
        return understand(answers.to(question(desired)), expect(desired),
                          "the host gave no answer of the expected form", read_addresses, observe_resolved,
                          [] { return Observed{}; });
    }

    Remedy remedy(const Desired&, const Observed&, const std::vector<Compared>&) const override { return {}; }

    std::string object_to(const Desired& desired) const override {
        if (!is_name(desired.id.title)) {
            return "a host's name holds letters, digits, '.', '_' and '-', and does not begin with '-'";
        }
        if (const auto server = desired.text("server"); server && !is_server(*server)) {
            return "a server is named by its name or address";
        }
        return "";
    }
};

} // namespace dns

namespace types_of_folders {

const Type& dns_type() {
    static const dns::Dns type;
    return type;
}

} // namespace types_of_folders

} // namespace plumbline::resource
