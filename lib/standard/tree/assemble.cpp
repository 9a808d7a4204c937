#include "standard/tree/fragment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::standard {
namespace {

/// Puts the files of one profile together.
class Assembly {
public:
    Assembly(Fragments& fragments, base::Diagnostics& diagnostics)
        : fragments_(fragments), diagnostics_(diagnostics) {}

    void add(const Fragment& fragment) {
        chain_.push_back(&fragment);
        seen_.insert(fragment.location.relative);
        for (const auto& written : fragment.includes)
            include(written);
        add_variables(fragment);
        for (const auto& declaration : fragment.declarations)
            add_declaration(declaration);
        chain_.pop_back();
    }

    Profile profile;

private:
    void include(const Text& written) {
        constexpr std::size_t deepest = 32;
        const auto beside = std::filesystem::path(chain_.back()->location.relative).parent_path();
        const auto location = fragments_.folder().locate(written.text, beside, written.place, diagnostics_);
        if (!location || is_circle(*location, written))
            return;
        if (chain_.size() == deepest) {
            diagnostics_.error(written.place, fmt::format("includes go deeper than {} files", deepest));
            return;
        }
        if (seen_.contains(location->relative))
            return;
        if (const auto* fragment = fragments_.get(*location))
            add(*fragment);
    }

    bool is_circle(const Location& location, const Text& written) {
        const auto begin = std::find_if(chain_.begin(), chain_.end(), [&](const Fragment* fragment) {
            return fragment->location.relative == location.relative;
        });
        if (begin == chain_.end())
            return false;
        std::string circle;
        for (auto file = begin; file != chain_.end(); ++file)
            circle += (*file)->location.name + " -> ";
        diagnostics_.error(written.place,
                           fmt::format("includes go in a circle: {}{}", circle, location.name));
        return true;
    }

    void add_variables(const Fragment& fragment) {
        for (const auto& [name, value] : fragment.vars) {
            const auto& place = fragment.var_places.at(name);
            const auto [first, is_new] = places_.try_emplace(name, place);
            if (is_new)
                profile.vars[name] = value;
            else
                diagnostics_.error(place, fmt::format("the variable '{}' is given twice: first at {}", name,
                                                      first->second.text()));
        }
    }

    void add_declaration(const Declaration& declaration) {
        const auto [first, is_new] = declared_.try_emplace(declaration.id, declaration.place);
        if (is_new)
            profile.declarations.push_back(declaration);
        else
            diagnostics_.error(declaration.place, fmt::format("{} is declared twice: first at {}",
                                                              declaration.id.text(), first->second.text()));
    }

    Fragments& fragments_;
    base::Diagnostics& diagnostics_;
    std::vector<const Fragment*> chain_; ///< the includes that led here
    std::set<std::string> seen_;
    std::map<std::string, base::Place> places_; ///< of variables
    std::map<Identity, base::Place> declared_;
};

} // namespace

Profile Fragments::assemble(const std::string& name, const Fragment& first) {
    Assembly assembly(*this, diagnostics_);
    assembly.add(first);
    assembly.profile.name = name;
    return std::move(assembly.profile);
}

} // namespace plumbline::standard
