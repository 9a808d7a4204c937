#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"
#include "catalog/catalog.hpp"
#include "resource/check.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::catalog {

/// Reads each `source` of a standard once, however many hosts want it.
class Sources {
public:
    explicit Sources(const standard::Standard& standard) : standard_(standard) {}

    [[nodiscard]] std::optional<std::string> read(std::string_view relative, const base::Place& place,
                                                  base::Diagnostics& diagnostics);
    /// The same as a function; both must outlive it.
    [[nodiscard]] resource::ReadSource reader(base::Diagnostics& diagnostics);

    /// Whether hosts may differ in what is declared.
    [[nodiscard]] bool varies(const standard::Declaration& declaration);

private:
    const standard::Standard& standard_;
    std::map<std::string, std::string, std::less<>> files_;
};

using Overrides = std::vector<const standard::Override*>;

/// A declaration with the overrides that a host has for it: what its attributes become.
struct Draft {
    standard::Declaration declaration;
    std::string overridden_by;
};
[[nodiscard]] Draft apply_overrides(const standard::Declaration& declaration, const Overrides& overrides);

/// Fills in the variables and checks the result; nothing when that failed, which is said.
[[nodiscard]] std::shared_ptr<const resource::Desired>
settle(const Draft& draft, const base::Values& variables, Sources& sources, base::Diagnostics& diagnostics);

/// Variables of a standard as values; one that holds {{ is an error, for they do not refer to each other.
[[nodiscard]] base::Values values_of(const standard::Variables& variables, base::Diagnostics& diagnostics);

} // namespace plumbline::catalog
