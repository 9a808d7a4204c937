#include "resource/types/accounts/parts.hpp"

namespace plumbline::resource::accounts {

namespace {

std::vector<Attribute> all_attributes() {
    std::vector<Attribute> all;
    for (const Claim& claim : claims()) {
        all.push_back({.name = claim.attribute, .kind = Kind::boolean, .doc = claim.doc});
    }
    all.push_back({.name = "homes_mode",
                   .kind = Kind::mode,
                   .doc = "The permissions of the home directories of accounts that can log in, such as "
                          "{at_most: \"0750\"}."});
    all.push_back({.name = "except",
                   .kind = Kind::list,
                   .doc = "Names of accounts of which nothing is asked.",
                   .compared = false});
    all.push_back({.name = "system_below",
                   .kind = Kind::integer,
                   .doc = "Accounts with a lower number than this, but root, are system accounts.",
                   .compared = false,
                   .fallback = "1000"});
    return all;
}

} // namespace

const Schema& schema() {
    static const Schema all{
        .type = "accounts",
        .doc =
            "What must hold of all accounts and groups of a host. Each that it does not hold of is told by "
            "itself. An account can log in when its shell is none of nologin, false, sync, shutdown and "
            "halt.",
        .title_doc = "Free text that names the claim.",
        .attributes = all_attributes(),
        .asks = "Reads /etc/passwd, /etc/group and /etc/shadow (which needs root) and looks at each home "
                "directory. Where passwd has other sources than files, getent lists theirs, as far as they "
                "let it. What stands for a password becomes a word on the host; no hash leaves it.",
        .enforces = "Nothing: which account, number or home is the right one is a person's to decide: "
                    "declare `user`, `group` or `directory`.",
        .example = "accounts: sane\nno_empty_passwords: true\nunique_ids: true\nunique_names: true\n"
                   "homes_mode: {at_most: \"0750\"}\n",
        .phase = Phase::accounts};
    return all;
}

} // namespace plumbline::resource::accounts
