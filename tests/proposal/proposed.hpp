#pragma once

#include "catalog/catalog.hpp"
#include "proposal/comparison.hpp"
#include "proposal/faces/words.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

using Lines = std::vector<std::string>;
using Files = std::map<std::string, std::string>; ///< path in the standard's folder → text

/// A standard in a folder of its own, compiled; throws what is wrong with it.
class Written {
public:
    explicit Written(const Files& files) {
        for (const auto& [name, text] : files) {
            if (name.find('/') != std::string::npos)
                folder_.directory(std::filesystem::path(name).parent_path().string());
            folder_.file(name, text);
        }
        base::Diagnostics diagnostics;
        standard_ = standard::load_standard(folder_.path(), diagnostics);
        if (standard_)
            compiler_ = std::make_unique<catalog::Compiler>(*standard_, diagnostics);
        refuse(diagnostics);
    }

    catalog::Catalog catalog(const inventory::Host& host) {
        base::Diagnostics diagnostics;
        auto catalog = compiler_->compile(host, {}, diagnostics);
        refuse(diagnostics);
        return *catalog;
    }
    [[nodiscard]] const standard::Standard& standard() const { return *standard_; }

private:
    static void refuse(const base::Diagnostics& diagnostics) {
        if (diagnostics.has_errors())
            throw std::runtime_error(base::render(diagnostics));
    }

    TemporaryFolder folder_;
    std::optional<standard::Standard> standard_;
    std::unique_ptr<catalog::Compiler> compiler_;
};

/// A folder's only file, with these resources.
inline Files with_resources(const std::string& yaml) {
    return {{"standard.yaml", "plumbline: 1\nstandard: demo\nresources:\n" + yaml}};
}

inline inventory::Host host(const std::string& name, const std::set<std::string>& groups = {},
                            base::Values variables = {}) {
    auto all = groups;
    all.insert("all");
    return {name, all, std::move(variables)};
}

inline proposal::Proposal compared(const Files& before, const Files& after,
                                   const std::vector<inventory::Host>& hosts = {host("web1")}) {
    Written from(before);
    Written to(after);
    proposal::Comparison comparison(from.standard(), to.standard());
    for (const auto& one : hosts)
        comparison.add(one, from.catalog(one), to.catalog(one));
    auto proposal = comparison.finish();
    proposal.from.origin = "old";
    proposal.to.origin = "new";
    return proposal;
}

/// "changed file:/a [web1, web2]: mode 0644 > 0600; content diff", one line a change.
inline Lines told(const proposal::Proposal& proposal) {
    Lines lines;
    for (const auto& change : proposal.changes) {
        Lines parts;
        for (const auto& one : change.alterations)
            parts.push_back(one.diff.empty()
                                ? fmt::format("{} {} > {}", one.name, proposal::before_words(one),
                                              proposal::after_words(one))
                                : one.name + " diff");
        lines.push_back(fmt::format("{} {} [{}]: {}", proposal::name(change.kind),
                                    change.declared().id.text(), fmt::join(change.hosts, ", "),
                                    fmt::join(parts, "; ")));
    }
    return lines;
}

} // namespace plumbline::test
