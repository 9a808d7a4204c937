#pragma once

#include "auditing/prepared.hpp"
#include "options.hpp"

#include "enforce/gate/gate.hpp"
#include "enforce/record/earlier.hpp"
#include "plan/plan.hpp"

#include <map>
#include <optional>
#include <string>

namespace plumbline::cli {

struct EnforceOptions {
    Options shared;
    std::string plan;
    std::optional<std::string> approve;
    enforce::Choice choice;
    std::optional<std::string> stages;
    std::string bake = "0s";
    std::string check = "audit";
    std::size_t max_failures = 0;
    bool rollback_on_stop = false;
    std::string confirm_within = "5m";
    std::optional<std::string> resume;
};

/// What is gone on with, or begun.
struct Run {
    std::string id;
    plan::Plan chosen;
    std::map<std::string, enforce::Earlier> earlier = {};
    bool is_resumed = false;
};

/// Applies it, stage by stage, writes it down, and tells what became of it; returns the exit status.
[[nodiscard]] int apply(const EnforceOptions& options, Prepared& prepared, const Run& run,
                        const plan::PlanFile& file, base::Instant now);

} // namespace plumbline::cli
