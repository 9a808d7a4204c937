#pragma once

#include "probe/question.hpp"
#include "resource/desired.hpp"
#include "resource/observed.hpp"
#include "resource/schema.hpp"
#include "resource/steps/ground.hpp"
#include "resource/steps/step.hpp"
#include "resource/traces.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumbline::resource {

/// One thing that enforce would do: the words that a report prints, and the same as data.
struct Action {
    std::string words; ///< "set mode 0644 (now 0600)"
    std::string verb;  ///< "set-mode"
    std::map<std::string, std::string> arguments = {};
    bool operator==(const Action&) const = default;
};
using Remedy = std::vector<Action>;

/// A resource type. Implementations are final, hold no state and touch nothing: they ask, understand and
/// propose; the framework compares. Each lives in lib/resource/types/NAME with the part of the probe that it
/// needs (probe.sh), and offers itself as `const Type& NAME_type()`, from which the build writes the
/// registry.
class Type {
public:
    Type() = default;
    Type(const Type&) = delete;
    Type& operator=(const Type&) = delete;
    virtual ~Type() = default;

    [[nodiscard]] virtual const Schema& schema() const = 0;
    /// What to ask, as data.
    [[nodiscard]] virtual probe::Queries queries(const Desired& desired) const = 0;
    /// What must hold: by default each compared attribute that is set; beside `state: absent`, that alone.
    [[nodiscard]] virtual Expectations expect(const Desired& desired) const;
    /// Pure: what the answers say.
    [[nodiscard]] virtual Observed observe(const Desired& desired, const probe::Answers& answers) const = 0;
    /// Pure: what enforce would do about what drifts. By default "set PROPERTY EXPECTED (now ACTUAL)".
    [[nodiscard]] virtual Remedy remedy(const Desired& desired, const Observed& observed,
                                        const std::vector<Compared>& drifts) const;
    /// What else must be asked before steps() can tell how that is done: mostly nothing.
    [[nodiscard]] virtual probe::Queries ground(const Desired& desired, const std::vector<Compared>& drifts,
                                                const facts::Facts& facts) const;
    /// Pure: how what drifts is put right, or why it is not. By default nothing is: the type is only audited.
    [[nodiscard]] virtual Steps steps(const Desired& desired, const Ground& ground) const;
    /// Pure: what is done when something that notifies it has changed. By default nothing.
    [[nodiscard]] virtual Steps refresh(const Desired& desired, const facts::Facts& facts) const;
    /// Pure: where a change of it leaves marks. By default a title that is a path is the path that is
    /// written.
    [[nodiscard]] virtual Traces traces(const Desired& desired) const;
    /// What is wrong with a combination of attributes that the schema alone can't say; the message, or "".
    [[nodiscard]] virtual std::string object_to(const Desired& desired) const;
};

/// Every type, by name, in the order of names.
[[nodiscard]] const std::vector<const Type*>& types();
/// The type of that name, or nullptr.
[[nodiscard]] const Type* find_type(std::string_view name);
[[nodiscard]] std::vector<std::string> type_names();

} // namespace plumbline::resource
