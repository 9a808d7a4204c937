#pragma once

#include "catalog/catalog.hpp"
#include "drift/finding.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace plumbline::test {

/// A type that says what it is told to say.
class Talkative final : public resource::Type {
public:
    resource::Expectations expectations;
    std::function<resource::Observed()> seen = [] { return resource::Observed{}; };
    resource::Remedy proposed;
    /// Instead of `proposed`, when it is set.
    std::function<resource::Remedy(const resource::Desired&, const std::vector<resource::Compared>&)>
        understood;
    probe::Queries asked;

    [[nodiscard]] const resource::Schema& schema() const override {
        static const resource::Schema schema{
            .type = "talk", .doc = "", .title_doc = "", .attributes = {}, .example = ""};
        return schema;
    }
    [[nodiscard]] probe::Queries queries(const resource::Desired&) const override { return asked; }
    [[nodiscard]] resource::Expectations expect(const resource::Desired&) const override {
        return expectations;
    }
    [[nodiscard]] resource::Observed observe(const resource::Desired&, const probe::Answers&) const override {
        return seen();
    }
    [[nodiscard]] resource::Remedy remedy(const resource::Desired& desired, const resource::Observed&,
                                          const std::vector<resource::Compared>& drifts) const override {
        return understood ? understood(desired, drifts) : proposed;
    }

    /// Expects the property to be `wanted`, and has it observed as `reading`.
    Talkative& property(const std::string& name, const std::string& wanted, resource::Reading reading,
                        const std::string& subject = "") {
        expectations.push_back({name, resource::Kind::text, {resource::Exactly{wanted}}});
        auto before = seen;
        seen = [before, name, reading, subject] {
            auto observed = before();
            observed.observations.push_back({name, subject, reading});
            return observed;
        };
        return *this;
    }
};

/// What is found of one resource of that type.
inline drift::Finding find_one(const Talkative& type, resource::Desired desired,
                               const facts::Facts& facts = {}, const probe::Answers& answers = {},
                               const drift::Secrecy& secrecy = drift::Secrecy()) {
    catalog::Catalog catalog;
    catalog.host = "web1";
    catalog.resources.push_back({std::make_shared<const resource::Desired>(std::move(desired)), &type});
    return drift::find(catalog, facts, answers, secrecy).at(0);
}

inline resource::Desired named(const std::string& title) {
    resource::Desired desired;
    desired.id = {"talk", title};
    return desired;
}

} // namespace plumbline::test
