#include "records/recorded.hpp"

#include "base/error.hpp"
#include "history/local/state_folder.hpp"
#include "history/local/token_key.hpp"
#include "history/reader.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

/// The one of the recorded sites that is meant. `asked`: by an option, so that no other will do.
std::string choose_site(const std::vector<std::string>& sites, const std::optional<std::string>& meant,
                        bool asked, const std::string& where) {
    if (meant && std::ranges::find(sites, *meant) != sites.end())
        return *meant;
    if (sites.empty())
        base::fail("nothing is recorded yet in {}: `plumbline audit` records each run", where);
    if (asked)
        base::fail("no run of {} is recorded in {}: expected one of {}", *meant, where,
                   fmt::join(sites, ", "));
    if (sites.size() > 1)
        base::fail("{} holds runs of more than one site: choose one with --site DIR or -s PATH: {}", where,
                   fmt::join(sites, ", "));
    return sites.front();
}

/// A reader must not make an empty history where there is none.
void check_there_is_one(const history::Address& address) {
    if (address.kind == history::Address::Kind::sqlite && !fs::exists(address.place))
        base::fail(
            "there is no history yet: looked for {}; the first `plumbline audit` makes it; another place "
            "is named by --history URL, or by `history:` in the plumbline.yaml of --site DIR",
            address.place);
}

/// One name for one place: "." and the folder's own path mean the same.
std::string path_of(const fs::path& path) {
    auto absolute = fs::absolute(path).lexically_normal();
    return (absolute.has_filename() ? absolute : absolute.parent_path()).string();
}

} // namespace

std::optional<history::Address> history_address(const Workspace& workspace, const Options& options) {
    auto url = options.history;
    if (!url && workspace.site)
        url = workspace.site->history;
    if (url == "none")
        return std::nullopt;
    return history::parse_address(
        url.value_or("sqlite://" + (history::state_folder() / "history.db").string()));
}

fs::path folder_of(const std::optional<history::Address>& address) {
    return address && address->kind == history::Address::Kind::sqlite ? fs::path(address->place).parent_path()
                                                                      : history::state_folder();
}

std::string subject_of(const Workspace& workspace) {
    const auto& own = workspace.site ? workspace.site->standard : std::nullopt;
    const bool drafts = own && workspace.standard && path_of(*own) != path_of(*workspace.standard);
    if (workspace.site && !drafts)
        return "site " + path_of(workspace.site->folder);
    return "standard " + path_of(*workspace.standard);
}

void add_recorded_options(CLI::App& command, Options& options) {
    add_site_options(command, options);
    add_standard_option(command, options);
    command
        .add_option("--history", options.history,
                    "Where runs are recorded: sqlite:///PATH or postgresql://USER@HOST/DATABASE")
        ->type_name("URL")
        ->group("What to look at");
}

Recorded open_history(const Options& options, history::Access access, Absent absent) {
    base::Diagnostics diagnostics;
    auto workspace = open_workspace(options, diagnostics);
    settle(diagnostics);
    const auto address = history_address(workspace, options);
    if (!address)
        base::fail("there is no history to read: {} says none; name one with --history sqlite:///PATH",
                   options.history ? "--history" : "the site's plumbline.yaml");
    if (absent == Absent::is_an_error)
        check_there_is_one(*address);
    Recorded recorded;
    recorded.database = std::make_unique<history::Database>(*address, access);
    if (workspace.site || workspace.standard)
        recorded.site = subject_of(workspace);
    recorded.file = std::move(workspace.site);
    return recorded;
}

Recorded open_recorded(const Options& options, history::Access access) {
    auto recorded = open_history(options, access);
    std::vector<std::string> sites;
    recorded.database->snapshot([&] { sites = history::Reader::sites(*recorded.database); });
    const bool asked = options.site || options.standard;
    const auto meant = recorded.site.empty() ? std::nullopt : std::optional(recorded.site);
    recorded.site = choose_site(sites, meant, asked, recorded.database->address().text);
    return recorded;
}

drift::Secrecy secrecy_of(const history::Address& address) {
    auto key = history::token_key(folder_of(address));
    return key ? drift::Secrecy(std::move(*key)) : drift::Secrecy();
}

} // namespace plumbline::cli
