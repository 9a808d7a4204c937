#pragma once

#include "impact/declared_variants.hpp"
#include "impact/impact.hpp"

#include "history/texts/record_text.hpp"

#include <memory>
#include <string>
#include <vector>

namespace plumbline::test {

inline const drift::Secrecy secrecy("a key of the test");
inline const facts::Facts facts{{"os.family", "debian"}, {"hostname", "web1"}};

inline catalog::Catalog catalog_of(const Variants& resources) {
    catalog::Catalog catalog;
    catalog.host = "web1";
    for (const auto& desired : resources)
        catalog.resources.push_back({desired, resource::find_type(desired->id.type)});
    return catalog;
}

/// The catalog of these resources, as an author writes them.
inline catalog::Catalog catalog_of(const std::vector<std::string>& yaml) {
    Variants resources;
    for (const auto& one : yaml)
        resources.push_back(std::make_shared<const resource::Desired>(read(one)));
    return catalog_of(resources);
}

/// What comes back from the history after an audit that had these answers.
inline history::Reader::LastSeen last_seen(const catalog::Catalog& catalog, const probe::Answers& answers) {
    history::Reader::LastSeen seen;
    seen.facts = facts;
    for (const auto& finding : drift::find(catalog, facts, answers, secrecy)) {
        const auto& desired = *finding.desired;
        seen.findings[desired.id] = history::read_seen(
            history::seen_text(finding), history::read_declared(history::declared_text(desired, secrecy)));
        seen.declared[desired.id] = history::declaration_digest(desired, secrecy);
    }
    return seen;
}

} // namespace plumbline::test
