#pragma once

#include "adoption/changes/wish.hpp"
#include "inventory/inventory.hpp"
#include "resource/desired.hpp"
#include "standard/standard.hpp"

#include <string>
#include <vector>

namespace plumbline::adoption {

/// Where the words stand that make a resource of one host.
class Written {
public:
    /// All must outlive it. Throws base::Error when the standard does not declare it.
    Written(const standard::Standard& standard, const inventory::Host& host,
            const resource::Desired& desired);

    [[nodiscard]] const standard::Declaration& declaration() const { return *declaration_; }

    /// What stands for a key on this host, in the declaration or in the last override of it; nullptr where it
    /// is not written.
    [[nodiscard]] const standard::Element* find(const std::string& key) const;
    /// Along the keys of a change; nullptr where that is not written.
    [[nodiscard]] const standard::Element* find(const std::vector<std::string>& path) const;
    /// The override that says it, or nullptr.
    [[nodiscard]] const standard::Override* override_of(const std::string& key) const;
    /// Its number among the standard's, from 0, where it is for this host alone: then it can be edited.
    [[nodiscard]] std::optional<std::size_t> own_override_of(const std::string& key) const;

    /// Why a change can't be made where the words stand, with their place: they are no value, but name one.
    /// Empty when it can.
    [[nodiscard]] std::string why_not_here(const Change& change) const;
    /// The key whose words give the change its value: `source` for content that stands in a file.
    [[nodiscard]] std::string key_of(const Change& change) const;
    /// Whether the file that `source` names is a template.
    [[nodiscard]] bool is_rendered() const;

private:
    [[nodiscard]] std::string why_variable(const Change& change, const standard::Element& words) const;
    [[nodiscard]] std::string where_from(const std::string& variable) const;

    const standard::Standard& standard_;
    const inventory::Host& host_;
    const resource::Desired& desired_;
    const standard::Declaration* declaration_ = nullptr;
    const standard::Profile* profile_ = nullptr;
    std::vector<const standard::Override*> overrides_; ///< for this host, in order
};

} // namespace plumbline::adoption
