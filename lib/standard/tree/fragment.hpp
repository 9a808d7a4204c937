#pragma once

#include "standard/form.hpp"
#include "standard/standard.hpp"
#include "standard/tree/digest.hpp"
#include "standard/tree/folder.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::standard {

/// What any file of a standard may declare, as this file alone declares it.
struct Fragment {
    Location location;
    Variables vars;
    std::map<std::string, base::Place> var_places; ///< of the names
    std::vector<Text> includes;
    std::vector<Declaration> declarations;
};

/// Takes vars, include and resources.
void read_fragment(Form& form, Fragment& fragment, base::Diagnostics& diagnostics);

/// Reads each file of a standard once.
class Fragments {
public:
    Fragments(const Folder& folder, base::Diagnostics& diagnostics)
        : folder_(folder), diagnostics_(diagnostics) {}

    [[nodiscard]] const Folder& folder() const { return folder_; }
    /// The YAML of a file, whose fingerprint is kept.
    [[nodiscard]] std::optional<Element> read(const Location& location);
    /// An included file or a profile; null when it could not be read, which has been said.
    [[nodiscard]] const Fragment* get(const Location& location);
    /// The profile that begins with this file, its includes before it.
    [[nodiscard]] Profile assemble(const std::string& name, const Fragment& first);

    [[nodiscard]] const Fingerprints& files() const { return files_; }

private:
    const Folder& folder_;
    base::Diagnostics& diagnostics_;
    std::map<std::string, std::optional<Fragment>> fragments_; ///< by relative path
    Fingerprints files_;
};

} // namespace plumbline::standard
