#pragma once

#include "drift/secrecy.hpp"
#include "history/store/database.hpp"
#include "options.hpp"
#include "workspace.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace plumbline::cli {

/// Where runs are recorded: what --history says, else the site, else history.db in the user's state folder;
/// nothing with `none`. Throws base::Error for a place that can't be one.
[[nodiscard]] std::optional<history::Address> history_address(const Workspace& workspace,
                                                              const Options& options);

/// Where what belongs to a history is kept: beside its file; else in the user's state folder.
[[nodiscard]] std::filesystem::path folder_of(const std::optional<history::Address>& address);

/// What is audited together, by name: the site's folder; or the standard where there is no site, or where it
/// is another than the site's own: what a draft finds is no part of the site's history.
[[nodiscard]] std::string subject_of(const Workspace& workspace);

/// What commands use that tell of earlier runs.
struct Recorded {
    std::unique_ptr<history::Database> database;
    std::string site;               ///< what history::Reader takes
    std::optional<site::Site> file; ///< its plumbline.yaml, where one was found
};

/// --site, -s and --history: which history, and which site in it.
void add_recorded_options(CLI::App& command, Options& options);

/// Opens the history that the options and the site name, whatever sites are in it. Throws base::Error: there
/// is none; unless it may be made, with Access::write.
enum class Absent { is_an_error, is_made };
[[nodiscard]] Recorded open_history(const Options& options, history::Access access,
                                    Absent absent = Absent::is_an_error);

/// The same for commands that tell of one site. The site is that of --site or -s, or of the folder
/// that is found; else the only one that is recorded. Throws base::Error: there is no history, or the site is
/// not in it; what there is, and what to do.
[[nodiscard]] Recorded open_recorded(const Options& options, history::Access access = history::Access::read);

/// What secrets were told by when they were recorded there.
[[nodiscard]] drift::Secrecy secrecy_of(const history::Address& address);

} // namespace plumbline::cli
