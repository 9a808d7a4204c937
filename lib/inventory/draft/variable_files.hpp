#pragma once

#include "base/diagnostic.hpp"
#include "base/value.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace plumbline::inventory {

/// group_vars and host_vars of one folder: NAME, NAME.yml, NAME.yaml or NAME.json, the first that is there,
/// or a folder NAME with such files, in the order of their names.
class VariableFiles {
public:
    VariableFiles(std::filesystem::path folder, base::Diagnostics& diagnostics);

    [[nodiscard]] const base::Values& of_group(const std::string& name) { return read(groups_, name); }
    [[nodiscard]] const base::Values& of_host(const std::string& name) { return read(hosts_, name); }

private:
    struct Kind {
        std::filesystem::path folder;
        std::set<std::string> entries; ///< names in the folder
        std::map<std::string, base::Values> known;
    };

    Kind list(const std::filesystem::path& folder);
    const base::Values& read(Kind& kind, const std::string& name);
    void read_entry(const std::filesystem::path& path, int depth, base::Values& values);
    void read_folder(const std::filesystem::path& path, int depth, base::Values& values);
    void read_variables(const std::filesystem::path& path, base::Values& values);

    base::Diagnostics& diagnostics_;
    Kind groups_;
    Kind hosts_;
};

} // namespace plumbline::inventory
