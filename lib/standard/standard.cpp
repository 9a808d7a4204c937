#include "standard/standard.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/nearest.hpp"
#include "standard/tree/fragment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::standard {
namespace {

constexpr std::size_t largest_source = 4 << 20;

/// Reads the main file and what hangs on it.
class Loader {
public:
    Loader(const Folder& folder, base::Diagnostics& diagnostics)
        : fragments_(folder, diagnostics), diagnostics_(diagnostics) {
        standard_.folder = folder.path();
    }

    std::optional<Standard> load(const Location& main) {
        auto element = fragments_.read(main);
        if (!element)
            return std::nullopt;
        Form form(std::move(*element), "a standard", diagnostics_);
        read_names(form);
        read_own(form, main);
        read_profiles(form);
        read_layers(form);
        for (auto& element_of_override : form.take_list("override"))
            read_override(std::move(element_of_override));
        form.refuse_others();
        return std::move(standard_);
    }

    [[nodiscard]] const Fingerprints& files() const { return fragments_.files(); }

private:
    void read_names(Form& form) {
        if (const auto language = form.require("plumbline"))
            check_language(*language, diagnostics_);
        if (auto name = form.require_text("standard"))
            standard_.name = std::move(name->text);
        if (auto version = form.take_text("version"))
            standard_.version = std::move(version->text);
        if (auto contact = form.take_text("contact"))
            standard_.contact = std::move(contact->text);
    }

    /// The main file's variables are the standard's; those of its includes, which are weaker, its own
    /// profile's.
    void read_own(Form& form, const Location& main) {
        Fragment own{main, {}, {}, {}, {}};
        read_fragment(form, own, diagnostics_);
        standard_.vars = std::move(own.vars);
        own.vars = {};
        standard_.profiles[""] = fragments_.assemble("", own);
        standard_.layers.push_back({{""}, "all", form.place()});
    }

    void read_profiles(Form& form) {
        for (const auto& [name, place, value] : form.take_entries("profiles")) {
            if (name.empty())
                diagnostics_.error(place, "the name of a profile must not be empty");
            const auto written =
                read_text(value, fmt::format("the file of profile '{}'", name), diagnostics_);
            places_.emplace(name, place);
            if (!written)
                continue;
            const auto location = fragments_.folder().locate(written->text, "", written->place, diagnostics_);
            const auto* fragment = location ? fragments_.get(*location) : nullptr;
            if (fragment != nullptr && !name.empty())
                standard_.profiles[name] = fragments_.assemble(name, *fragment);
        }
    }

    void read_layers(Form& form) {
        for (auto& element : form.take_list("apply"))
            read_layer(std::move(element));
        for (const auto& [name, place] : places_)
            if (!applied_.contains(name))
                diagnostics_.warning(place, fmt::format("the profile '{}' is applied to no host", name),
                                     "name it under 'apply'");
    }

    void read_layer(Element element) {
        Form form(std::move(element), "an entry of 'apply'", diagnostics_);
        Layer layer{{}, "all", form.place()};
        const auto profiles = form.require("profiles");
        for (auto& profile :
             profiles ? read_texts(*profiles, "'profiles'", diagnostics_) : std::vector<Text>{}) {
            if (!places_.contains(profile.text))
                refuse_profile(profile);
            else if (standard_.profiles.contains(profile.text))
                layer.profiles.push_back(profile.text);
            applied_.insert(std::move(profile.text));
        }
        if (auto pattern = form.take_text("to"))
            layer.pattern = std::move(pattern->text);
        form.refuse_others();
        standard_.layers.push_back(std::move(layer));
    }

    void refuse_profile(const Text& profile) {
        std::vector<std::string> names;
        for (const auto& [name, place] : places_)
            names.push_back(name);
        diagnostics_.error(profile.place, fmt::format("there is no profile '{}'", profile.text),
                           base::suggestion(profile.text, names));
    }

    void read_override(Element element) {
        Form form(std::move(element), "an override", diagnostics_);
        Override change{"all", {}, nullptr, "", form.place()};
        if (auto pattern = form.take_text("to"))
            change.pattern = std::move(pattern->text);
        if (const auto written = form.require_text("resource"))
            change.resource = read_identity(*written);
        change.set = std::make_shared<const Mapping>(read_set(form));
        if (auto why = form.require_text("why"))
            change.why = std::move(why->text);
        form.refuse_others();
        standard_.overrides.push_back(std::move(change));
    }

    Identity read_identity(const Text& written) {
        const auto identity = parse_identity(written.text);
        if (!identity)
            diagnostics_.error(written.place, fmt::format("'{}' names no resource", written.text),
                               "write TYPE:TITLE, as in file:/etc/motd");
        return identity.value_or(Identity{});
    }

    Mapping read_set(Form& form) {
        auto value = form.require("set");
        if (!value)
            return {};
        if (auto* entries = std::get_if<Mapping>(&value->content); entries != nullptr && !entries->empty())
            return std::move(*entries);
        diagnostics_.error(value->place,
                           fmt::format("'set' must be a mapping of attributes, found {}",
                                       value->mapping() != nullptr ? "an empty one" : value->kind()));
        return {};
    }

    Fragments fragments_;
    base::Diagnostics& diagnostics_;
    Standard standard_;
    std::map<std::string, base::Place> places_; ///< of the profiles' names
    std::set<std::string> applied_;
};

/// What `source:` among these attributes names, for the digest of a single file. What can't be read is left
/// to read_standard_file, which says so.
void add_source(const Mapping& attributes, const Folder& folder, Fingerprints& files,
                base::Diagnostics& diagnostics) {
    for (const auto& [key, place, value] : attributes) {
        if (key != "source" || value.scalar() == nullptr)
            continue;
        const auto& written = value.scalar()->text;
        if (written.find("{{") != std::string::npos) {
            diagnostics.error(
                value.place, "a source with variables needs a standard that is a folder",
                "the digest of a single file holds the files that it names; put it in a folder as "
                "standard.yaml");
            continue;
        }
        base::Diagnostics said_later;
        const auto location = folder.locate(written, "", value.place, said_later);
        if (!location || files.contains(location->relative))
            continue;
        try {
            files[location->relative] = fingerprint(base::read_file(location->place, largest_source));
        } catch (const base::Error&) {
            continue; // said later
        }
    }
}

void add_sources(const Standard& standard, const Folder& folder, Fingerprints& files,
                 base::Diagnostics& diagnostics) {
    const Mapping* last = nullptr; // a list of titles shares its attributes
    for (const auto& [name, profile] : standard.profiles)
        for (const auto& declaration : profile.declarations)
            if (std::exchange(last, declaration.attributes.get()) != declaration.attributes.get())
                add_source(*declaration.attributes, folder, files, diagnostics);
    for (const auto& change : standard.overrides)
        add_source(*change.set, folder, files, diagnostics);
}

void set_digest(Standard& standard, Fingerprints files, const Links& links) {
    standard.listing = listing_of(files, links);
    standard.digest = base::sha256(standard.listing);
    for (auto& [path, print] : files)
        standard.files.emplace(path, std::move(print.sha256));
}

} // namespace

std::optional<Identity> parse_identity(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
        return std::nullopt;
    return Identity{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

std::optional<Standard> load_standard(const std::filesystem::path& path, base::Diagnostics& diagnostics) {
    std::error_code failed;
    const bool is_folder = std::filesystem::is_directory(path, failed);
    if (failed) {
        diagnostics.error({},
                          fmt::format("cannot read the standard {}: {}", path.string(), failed.message()));
        return std::nullopt;
    }
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Folder folder(is_folder ? path : parent);
    const auto main =
        folder.locate(is_folder ? "standard.yaml" : path.filename().string(), "", {}, diagnostics);
    if (!main)
        return std::nullopt;
    Loader loader(folder, diagnostics);
    auto standard = loader.load(*main);
    if (!standard)
        return std::nullopt;
    auto files = loader.files();
    Links links;
    if (is_folder)
        add_tree(folder, files, links, diagnostics);
    else
        add_sources(*standard, folder, files, diagnostics);
    set_digest(*standard, std::move(files), links);
    return standard;
}

std::optional<std::string> read_standard_file(const Standard& standard, std::string_view relative,
                                              const base::Place& place, base::Diagnostics& diagnostics) {
    const auto location = Folder(standard.folder).locate(relative, "", place, diagnostics);
    if (!location)
        return std::nullopt;
    try {
        auto bytes = base::read_file(location->place, largest_source);
        const auto known = standard.files.find(location->relative);
        if (known != standard.files.end() && known->second == fingerprint(bytes).sha256)
            return bytes;
        diagnostics.error(place, fmt::format("'{}' has changed since the standard was loaded", relative),
                          "run again");
    } catch (const base::Error& error) {
        diagnostics.error(place, error.what());
    }
    return std::nullopt;
}

} // namespace plumbline::standard
