#include "base/text.hpp"
#include "resource/types/sudo/sudoers/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace plumbline::resource::sudo {

namespace {

using State = probe::FolderFile::State;

constexpr std::size_t includes_at_most = 128; // sudo's own limit of nested includes

/// Where the comment begins: at a "#" that is neither escaped, quoted, nor the beginning of a uid.
std::size_t comment_in(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            ++i;
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == '#' && !quoted) {
            const char after = i + 1 < line.size() ? line[i + 1] : ' ';
            const bool number = (after >= '0' && after <= '9') || after == '-';
            if (!number) {
                return i;
            }
        }
    }
    return line.size();
}

std::vector<Statement> statements_of(const probe::FolderFile& file) {
    std::vector<Statement> all;
    bool continues = false;
    std::size_t number = 0;
    for (std::string_view line : base::lines(file.bytes)) {
        ++number;
        const bool includes = !continues && base::trim(line).starts_with("#include");
        if (!includes) {
            line = line.substr(0, comment_in(line));
        }
        line = base::trim(line);
        const bool goes_on = line.ends_with('\\') && !line.ends_with("\\\\");
        line.remove_suffix(goes_on ? 1 : 0);
        if (!continues) {
            all.push_back({"", file.name, number});
        }
        all.back().text += (all.back().text.empty() ? "" : " ") + std::string(base::trim(line));
        continues = goes_on;
    }
    std::erase_if(all, [](const Statement& one) { return one.text.empty(); });
    return all;
}

/// The path behind @include and the like: in quotes, or with backslashes.
std::string path_of(std::string_view text) {
    std::string path;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && (text[i] == ' ' || text[i] == '\t')) {
            break;
        } else {
            i += text[i] == '\\' && i + 1 < text.size() ? 1 : 0;
            path += text[i];
        }
    }
    return path.starts_with('/') ? path : "/etc/" + path;
}

class Follower {
public:
    explicit Follower(const std::vector<probe::FolderFile>& files) : files_(files) {}

    void follow(const std::string& path, const std::string& place) {
        const auto file = std::ranges::find(files_, path, &probe::FolderFile::name);
        if (path.find('%') != std::string::npos) {
            note(fmt::format("{} includes {}, whose name is not followed", place, path));
        } else if (file == files_.end()) {
            note(fmt::format("{} includes {}, which is not there", place, path));
        } else if (++count_ > includes_at_most) {
            note("it includes more than 128 files");
        } else if (file->state != State::given) {
            note(fmt::format("{}: {}", path,
                             file->state == State::closed ? "permission denied"
                             : file->state == State::large
                                 ? fmt::format("{} bytes, more than are read", file->status.size)
                                 : "not a regular file"));
        } else {
            take(*file);
        }
    }

    [[nodiscard]] Statements result() && { return std::move(statements_); }

private:
    void note(std::string why) {
        if (statements_.unclear.empty()) {
            statements_.unclear = std::move(why);
        }
    }

    void take(const probe::FolderFile& file) {
        for (Statement& statement : statements_of(file)) {
            const std::string_view text = statement.text;
            const bool include = text.starts_with("@include") || text.starts_with("#include");
            const std::string_view rest = text.substr(std::min<std::size_t>(8, text.size()));
            if (include && rest.starts_with("dir")) {
                follow_folder(path_of(base::trim(rest.substr(3))));
            } else if (include) {
                follow(path_of(base::trim(rest)), statement.place());
            } else {
                statements_.all.push_back(std::move(statement));
            }
        }
    }

    /// Files in the order of their names; those with a dot or, at the end, a tilde are passed over.
    void follow_folder(const std::string& folder) {
        const std::string below = folder.ends_with('/') ? folder : folder + "/";
        for (const probe::FolderFile& file : files_) {
            const std::string name = file.name.starts_with(below) ? file.name.substr(below.size()) : "";
            const bool read = !name.empty() && name.find_first_of("./") == std::string::npos &&
                              !name.ends_with('~') && file.state != State::other;
            if (read) {
                follow(file.name, folder);
            }
        }
    }

    const std::vector<probe::FolderFile>& files_;
    Statements statements_;
    std::size_t count_ = 0;
};

} // namespace

std::string Statement::place() const {
    return fmt::format("{}:{}", path, number);
}

Statements read_statements(const std::vector<probe::FolderFile>& files) {
    Follower follower(files);
    follower.follow("/etc/sudoers", "sudo");
    return std::move(follower).result();
}

} // namespace plumbline::resource::sudo
