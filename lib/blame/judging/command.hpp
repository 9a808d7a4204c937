#pragma once

#include "base/value.hpp"

#include <string>
#include <string_view>

namespace plumbline::blame {

/// A command line that a log holds, as far as it tells what was done. Logs keep no quotes: words are what
/// stands between blanks.
class CommandLine {
public:
    explicit CommandLine(std::string_view text);

    /// Whether one of its words is this one; "nginx=1.2", "name=nginx", "'nginx'" and "nginx;" hold "nginx".
    [[nodiscard]] bool names(std::string_view word) const;
    /// Whether it names it, or is a run of a program of that name.
    [[nodiscard]] bool is_about(std::string_view word) const { return names(word) || program() == word; }
    /// Whether a word is a file that holds this package: "/tmp/nginx_1.22_amd64.deb".
    [[nodiscard]] bool names_package_file(std::string_view package) const;

    [[nodiscard]] bool only_reads() const; ///< cat, grep, systemctl status: what can't have changed anything
    [[nodiscard]] bool edits() const;      ///< an editor, from which anything can be written
    [[nodiscard]] bool spreads() const;    ///< below the folders that it names: -R, a glob, rsync, tar
    [[nodiscard]] bool reboots() const;
    [[nodiscard]] bool changes_packages() const;
    [[nodiscard]] bool changes_accounts() const;
    [[nodiscard]] bool changes_units() const;
    [[nodiscard]] bool is_empty() const { return words_.empty(); }
    /// The program's name without its folder.
    [[nodiscard]] std::string program() const;

private:
    [[nodiscard]] bool runs_one_of(const base::List& programs) const;
    [[nodiscard]] bool has_word(const base::List& words) const;

    base::List words_;
};

} // namespace plumbline::blame
