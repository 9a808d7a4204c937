#include "base/error.hpp"
#include "base/file.hpp"
#include "inventory/draft/merge.hpp"
#include "inventory/format/document.hpp"
#include "inventory/format/formats.hpp"
#include "inventory/format/program.hpp"
#include "inventory/inventory.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace plumbline::inventory {
namespace {

namespace fs = std::filesystem;
constexpr int deepest_folder = 16;

/// What Ansible skips in a folder of inventories, by the end of the name.
constexpr std::array<std::string_view, 13> skipped_ends{
    ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".ini", ".cfg", ".retry"};
/// Those of them that inventories are often written in.
constexpr std::array<std::string_view, 2> surprising_ends{".ini", ".cfg"};

template <std::size_t Count>
bool ends_with_any(std::string_view name, const std::array<std::string_view, Count>& ends) {
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

base::Place command_line() {
    return whole_file("command line");
}

std::string read_standard_input() {
    std::string text;
    std::array<char, 1 << 16> chunk{};
    while (true) {
        const auto count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count == 0)
            return text;
        if (count < 0 && errno != EINTR)
            base::fail("cannot read the inventory from standard input: {}", std::strerror(errno));
        if (count > 0)
            text.append(chunk.data(), static_cast<std::size_t>(count));
        if (text.size() > most_bytes)
            base::fail("the inventory on standard input is too large: more than {} bytes", most_bytes);
    }
}

enum class Form { ini, yaml, json };

/// By the name's end; without a telling one by the first line that says something.
Form form_of(const base::Source& source) {
    static const RE2 first_line(R"((?m)^[ \t]*([^#;\s].*)$)");
    static const RE2 yaml_line(R"((?:---|["']?[^\s:\["'=]+["']?:(?:\s.*)?)\s*)");
    for (const auto& [end, form] :
         {std::pair{".json", Form::json}, {".yml", Form::yaml}, {".yaml", Form::yaml}, {".ini", Form::ini}})
        if (source.name.ends_with(end))
            return form;
    std::string line;
    if (!RE2::PartialMatch(source.text, first_line, &line))
        return Form::ini;
    if (line.starts_with('{'))
        return Form::json;
    return RE2::FullMatch(line, yaml_line) || line.starts_with("$ANSIBLE_VAULT") ? Form::yaml : Form::ini;
}

class Loader {
public:
    explicit Loader(base::Diagnostics& diagnostics) : draft_(diagnostics), diagnostics_(diagnostics) {}

    void load(const std::string& source) {
        std::error_code error;
        const bool folder = fs::is_directory(source, error);
        if (source == "-")
            load_standard_input();
        else if (folder)
            load_folder(source, 0);
        else if (source.find(',') != std::string::npos && !fs::exists(source, error))
            return load_names(source);
        else
            load_file(source);
        if (source != "-")
            add_variable_files(folder ? fs::path(source) : fs::path(source).parent_path());
    }

    /// "user@host", "host:port", "[::1]:22".
    void add_plain_name(std::string_view written) {
        const auto at = written.rfind('@');
        auto address = split_port(at == std::string_view::npos ? written : written.substr(at + 1));
        if (address.name.size() > 2 && address.name.front() == '[' && address.name.back() == ']')
            address.name = address.name.substr(1, address.name.size() - 2);
        const std::string user(at == std::string_view::npos ? std::string_view() : written.substr(0, at));
        if (!is_plain_name(written, address,
                           at == std::string_view::npos ? std::nullopt : std::optional(user)))
            return;
        const auto host = draft_.add_host(address.name, Draft::ungrouped, std::nullopt, command_line());
        if (!host)
            return;
        if (!user.empty())
            draft_.set_variable(*host, "ansible_user", user);
        if (address.port)
            draft_.set_variable(*host, "ansible_port", *address.port);
        if (written == "localhost")
            draft_.set_variable(*host, "ansible_connection", "local");
    }

    /// A person who names localhost means this machine, whether or not the inventory lists it.
    void add_localhost_if_named(const std::vector<std::string>& names) {
        if (std::find(names.begin(), names.end(), "localhost") != names.end() &&
            !draft_.find_host("localhost"))
            add_plain_name("localhost");
    }

    Inventory finish() {
        if (!draft_.settle())
            return {};
        std::vector<VariableFiles*> files;
        for (const auto& folder : folders_)
            files.push_back(&variable_files_.at(folder));
        return merge(draft_, files, diagnostics_);
    }

private:
    bool is_plain_name(std::string_view written, const Address& address,
                       const std::optional<std::string>& user) {
        auto problem = user ? user_problem(*user) : std::string();
        if (problem.empty())
            problem = address_problem(address.name);
        if (problem.empty() && address.port && !parse_port(*address.port))
            problem = fmt::format("a port is a number from 1 to 65535, found '{}'", *address.port);
        if (!problem.empty())
            diagnostics_.error(command_line(), fmt::format("'{}' names no host: {}", written, problem),
                               "write HOST, USER@HOST, HOST:PORT or [IPV6]:PORT");
        return problem.empty();
    }

    void load_standard_input() {
        if (std::exchange(standard_input_read_, true))
            return diagnostics_.error(command_line(),
                                      "'-' is given twice, but standard input can be read once only");
        try {
            load_text(checked_source("<stdin>", read_standard_input(), diagnostics_));
        } catch (const base::Error& error) {
            diagnostics_.error({}, error.what());
        }
    }

    void load_names(std::string_view list) {
        while (!list.empty()) {
            const auto end = list.find(',');
            if (const auto name = list.substr(0, end); !name.empty())
                add_plain_name(name);
            list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
        }
    }

    void load_folder(const fs::path& folder, int depth) {
        if (depth == deepest_folder)
            return diagnostics_.error(
                whole_file(folder.string()),
                fmt::format("folders of inventories are nested more than {} deep", deepest_folder));
        for (const auto& path : list_folder(folder, diagnostics_)) {
            std::error_code error;
            if (is_skipped(path))
                continue;
            if (fs::is_directory(path, error))
                load_folder(path, depth + 1);
            else
                load_file(path);
        }
    }

    bool is_skipped(const fs::path& path) {
        const auto name = path.filename().string();
        if (ends_with_any(name, surprising_ends))
            diagnostics_.warning(whole_file(path.string()),
                                 "skipped: in a folder, Ansible reads no files that end in .ini or .cfg",
                                 "give it a name without that end");
        return name.starts_with('.') || name == "group_vars" || name == "host_vars" ||
               name == "vars_plugins" || ends_with_any(name, skipped_ends);
    }

    void load_file(const fs::path& path) {
        try {
            auto text = base::read_file(path, most_bytes);
            if (is_program(path, text))
                return load_program(path);
            load_text(checked_source(path.string(), std::move(text), diagnostics_));
        } catch (const base::Error& error) {
            diagnostics_.error({}, error.what(), "check the path that is given as inventory");
        }
    }

    void load_text(const base::SourcePtr& source) {
        if (!source)
            return;
        if (source->text.starts_with("#!"))
            return diagnostics_.error({source, 1, 1}, "this is a script, but it is not executable",
                                      fmt::format("chmod +x {}", source->name));
        const auto form = form_of(*source);
        if (form == Form::ini)
            return read_ini(source, draft_, diagnostics_);
        const auto root =
            read_document(source, form == Form::json ? Syntax::json : Syntax::yaml, diagnostics_);
        if (!root)
            return;
        if (form == Form::json && is_listing(*root))
            read_listing(*root, nullptr, draft_, diagnostics_);
        else
            read_groups(*root, draft_, diagnostics_);
    }

    void load_program(const fs::path& path) {
        const auto listing = list_program(path, diagnostics_);
        if (listing)
            read_listing(*listing, ask_program(path, diagnostics_), draft_, diagnostics_);
    }

    void add_variable_files(const fs::path& folder) {
        const auto path = folder.empty() ? fs::path(".") : folder;
        variable_files_.try_emplace(path, path, diagnostics_);
        folders_.push_back(path);
    }

    Draft draft_;
    base::Diagnostics& diagnostics_;
    std::map<fs::path, VariableFiles> variable_files_;
    std::vector<fs::path> folders_; ///< one for each source, in their order
    bool standard_input_read_ = false;
};

} // namespace

std::optional<std::string> Host::variable(std::string_view variable_name) const {
    const auto found = variables.find(std::string(variable_name));
    return found == variables.end() ? std::nullopt : std::optional(base::to_text(found->second));
}

Inventory load_inventory(const Sources& sources, base::Diagnostics& diagnostics) {
    Loader loader(diagnostics);
    for (const auto& source : sources.inventories)
        loader.load(source);
    if (sources.inventories.empty())
        for (const auto& name : sources.names)
            loader.add_plain_name(name);
    else
        loader.add_localhost_if_named(sources.names);
    return loader.finish();
}

} // namespace plumbline::inventory
