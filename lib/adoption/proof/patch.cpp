#include "adoption/proof/patch.hpp"

#include "base/escape.hpp"
#include "drift/hunks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::adoption {
namespace {

namespace fs = std::filesystem;

bool is_plain(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x20 && code < 0x7F && byte != '"' && byte != '\\';
}

/// A path as git writes it: in quotes, with octal escapes, where a byte asks for it.
std::string quoted(const std::string& path) {
    if (std::ranges::all_of(path, is_plain))
        return path;
    std::string out = "\"";
    for (const char byte : path)
        out += is_plain(byte)
                   ? std::string(1, byte)
                   : fmt::format("\\{:03o}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    return out + "\"";
}

/// After ---/+++; a tab ends a name with blanks.
std::string name_line(const std::string& path) {
    return quoted(path) + (path.find(' ') != std::string::npos ? "\t\n" : "\n");
}

std::string hunk_text(const drift::Hunk& hunk) {
    auto out = fmt::format("@@ -{},{} +{},{} @@\n", hunk.actual_start, hunk.count('-'), hunk.standard_start,
                           hunk.count('+'));
    for (const auto& line : hunk.lines)
        out += line.sign + line.text + (line.text.ends_with('\n') ? "" : "\n\\ No newline at end of file\n");
    return out;
}

std::string diff_of(const Tree::Edited& edited, const std::string& path) {
    auto out = fmt::format("diff --git {} {}\n", quoted("a/" + path), quoted("b/" + path));
    if (edited.before)
        out += "--- " + name_line("a/" + path);
    else
        out += "new file mode 100644\n--- /dev/null\n";
    out += "+++ " + name_line("b/" + path);
    for (const auto& hunk : drift::hunks(edited.before.value_or(""), edited.after))
        out += hunk_text(hunk);
    return out;
}

} // namespace

Root root_of(const fs::path& standard_folder) {
    const auto folder = fs::canonical(standard_folder);
    for (auto above = folder;; above = above.parent_path()) {
        std::error_code ignored;
        if (fs::exists(above / ".git", ignored))
            return {above, true};
        if (!above.has_relative_path())
            return {folder, false};
    }
}

std::string patch_of(const std::vector<std::string>& head, const std::vector<Tree::Edited>& edited,
                     const fs::path& standard_folder) {
    std::string out;
    for (const auto& line : head)
        out += "# " + base::printable(line) + "\n";
    const auto root = root_of(standard_folder).folder;
    const auto below = fs::canonical(standard_folder).lexically_relative(root);
    for (const auto& one : edited)
        out += diff_of(one, (below / one.file).lexically_normal().generic_string());
    return out;
}

} // namespace plumbline::adoption
