// catalog: standard × host × facts → the resources of this host. Knows layers, overrides, variables and
// `when`; must not know what is on any host.
#pragma once

#include "base/diagnostic.hpp"
#include "facts/facts.hpp"
#include "inventory/inventory.hpp"
#include "probe/question.hpp"
#include "resource/type.hpp"
#include "standard/standard.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plumbline::catalog {

/// One resource of one host. Those without variables are shared between all hosts.
struct Resource {
    std::shared_ptr<const resource::Desired> desired;
    const resource::Type* type = nullptr;
};

/// All resources of one host, in the order of the standard. Without a choice by tags, `requires` and `notify`
/// lead nowhere outside it.
struct Catalog {
    std::string host;
    std::vector<Resource> resources;
    /// What questions() answers, where many hosts share it; else null.
    std::shared_ptr<const probe::Queries> shared_questions = nullptr;
    std::vector<standard::Identity>
    notified(const standard::Identity& id) const; ///< what a change of it restarts
};

/// Compiles a standard (which must outlive it) once, so that each host's catalog costs little. Diagnostics of
/// compilation are those that hold for every host: unknown types, attributes, values, patterns, overrides
/// that never apply.
class Compiler {
public:
    Compiler(const standard::Standard& standard, base::Diagnostics& diagnostics);
    ~Compiler();
    Compiler(const Compiler&) = delete;
    Compiler& operator=(const Compiler&) = delete;

    /// The catalog of a host; `tags` keeps only resources with one of them (empty: all). What is wrong for
    /// this host (undefined variables, an identity twice, a value of the wrong kind, dangling and circular
    /// requires and notify) goes to `diagnostics`, and nothing is returned; nor is it after an error of
    /// compilation.
    [[nodiscard]] std::optional<Catalog>
    compile(const inventory::Host& host, const std::set<std::string>& tags, base::Diagnostics& diagnostics);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// What all resources of the catalog ask and the facts' own questions, each once, grouped by kind.
[[nodiscard]] probe::Queries questions(const Catalog& catalog);

/// Whether a resource applies to a host with these facts, or why not: "os.family is debian, wanted redhat".
/// When a fact that decides could not be told by the host, that is `unknown`.
struct Applies {
    bool applies = true;
    bool unknown = false;
    std::string reason;
};
[[nodiscard]] Applies applies(const resource::Desired& desired, const facts::Facts& facts);

} // namespace plumbline::catalog
