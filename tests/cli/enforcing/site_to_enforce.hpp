#pragma once

#include "approval/signature/keys.hpp"
#include "cli/desk.hpp"
#include "cli/listener.hpp"
#include "plan/samples.hpp"

#include <string>

namespace plumbline::test {

/// A site whose plans two people must approve, of one host that is seen when it is connected to, and a plan
/// of it that both have signed.
class SiteToEnforce {
public:
    SiteToEnforce();

    /// Settings of plumbline.yaml instead of `approval: …`.
    void settings(const std::string& text) const;
    /// Writes the plan, without signatures. `bytes`: instead of its own.
    void write(const std::string& bytes) const;
    void write() const { write(plan::as_json(plan)); }
    void sign(const std::string& name, std::string_view purpose = approval::for_plan) const;
    void approve() const;
    void sign_off() const;

    /// `plumbline enforce plan.json`, its output with KEY of NAME as NAME's; `approved`: --approve.
    [[nodiscard]] Ended enforce(const std::string& approved = "") const;
    /// What is said where nothing was touched.
    [[nodiscard]] static Ended refused(const std::string& lines);

    Desk desk;
    Keys keys;
    mutable Listener host;
    plan::Plan plan;
};

} // namespace plumbline::test
