#include "resource/types/firewall/parts.hpp"

namespace plumbline::resource::firewall {

namespace {

std::vector<Attribute> attributes() {
    return {
        {.name = "state",
         .kind = Kind::choice,
         .doc = "Whether there is such a table or chain.",
         .fallback = "present",
         .choices = {"present", "absent"}},
        {.name = "policy",
         .kind = Kind::choice,
         .doc = "For the title of a chain: what becomes of a packet that no rule decides about.",
         .choices = {"accept", "drop"}},
        {.name = "ruleset",
         .doc = "All of it: for a table its chains and sets as nft list ruleset prints them, with or without "
                "the table's own braces; for a chain its rules, one a line. Counters, handles, comments, "
                "blanks and the order in sets don't matter."},
        {.name = "contains",
         .kind = Kind::list,
         .doc =
             "Rules that must be there, as nft list ruleset or iptables-save prints them; for the title of "
             "a table the chain stands before each: input tcp dport 22 accept."},
        {.name = "lacks", .kind = Kind::list, .doc = "Rules that must not be there, written likewise."},
        {.name = "persisted",
         .kind = Kind::boolean,
         .doc =
             "Whether what is saved for the next start must be the same: /etc/nftables.conf or "
             "/etc/sysconfig/nftables.conf; /etc/iptables/rules.v4 and rules.v6, or /etc/sysconfig/iptables "
             "and ip6tables. That a service loads it is for a `service` resource.",
         .compared = false},
    };
}

} // namespace

const Schema& schema() {
    static const Schema all{
        .type = "firewall",
        .doc =
            "The packet filter's rules in force: a table or a chain of nftables, a chain of iptables. They "
            "are compared word by word as the tool prints them, so ports stand as numbers.",
        .title_doc =
            "A table or chain: inet filter (a table of nftables), inet filter input (a chain of it); INPUT, "
            "nat/POSTROUTING (a chain of iptables), ip6tables INPUT.",
        .attributes = attributes(),
        .asks = "nft -s list ruleset, iptables-save or ip6tables-save, once for the host; all of them need "
                "root. With `persisted` the file with the saved rules is fetched.",
        .enforces =
            "Nothing: a rule in the wrong place cuts the connection: change the file that loads the rules "
            "(/etc/nftables.conf, /etc/iptables/rules.v4) as a `file` that notifies its service.",
        .example =
            "firewall: inet filter input\npolicy: drop\ncontains: [ct state established,related accept]\n"
            "lacks: [tcp dport 23 accept]\n",
        .phase = Phase::running};
    return all;
}

} // namespace plumbline::resource::firewall
