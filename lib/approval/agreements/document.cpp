#include "approval/agreements/document.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/file.hpp"
#include "standard/guarded.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 1 << 20;
constexpr std::size_t most_files = 10'000;

base::SourcePtr source_of(const fs::path& path, std::string text = {}) {
    return std::make_shared<const base::Source>(base::Source{path.string(), std::move(text)});
}

bool is_yaml(const fs::path& path) {
    return path.extension() == ".yaml" || path.extension() == ".yml";
}

bool is_odd(const std::string& name) {
    return base::printable(name) != name || name.find(' ') != std::string::npos || name.starts_with('-');
}

/// Reads the files of the process one by one.
class Reader {
public:
    explicit Reader(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void read(const fs::path& given) {
        const auto source = (given / "").parent_path(); // without a slash at its end
        std::error_code error;
        const auto status = fs::symlink_status(source, error);
        if (fs::is_directory(status.type() == fs::file_type::symlink ? fs::status(source, error) : status))
            return read_folder(source);
        if (status.type() == fs::file_type::not_found)
            return refuse(
                source, "there is no such file or folder",
                fmt::format("make it, or take it out of plumbline.yaml: mkdir {}", source.string()));
        read_file(source, source.filename().string());
    }

    std::vector<Document> documents;

private:
    void refuse(const fs::path& path, std::string message, std::string hint = {}) {
        diagnostics_.error({source_of(path), 0, 0}, std::move(message), std::move(hint));
    }

    void read_folder(const fs::path& folder) {
        standard::refuse_if_others_may_write(folder, source_of(folder), diagnostics_);
        std::vector<fs::path> paths;
        std::error_code error;
        for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
            if (is_yaml(at->path()) && !at->path().filename().native().starts_with('.'))
                paths.push_back(at->path());
        if (error)
            return refuse(folder, fmt::format("cannot list the folder: {}", error.message()));
        if (paths.size() > most_files)
            return refuse(folder,
                          fmt::format("expected at most {} files, found {}", most_files, paths.size()));
        std::ranges::sort(paths);
        for (const auto& path : paths)
            read_file(path, (folder.filename() / path.filename()).string());
    }

    void read_file(const fs::path& path, std::string name) {
        std::error_code error;
        const auto type = fs::symlink_status(path, error).type();
        if (type == fs::file_type::symlink)
            return refuse(path, "is a symbolic link", "put the file itself there");
        if (type != fs::file_type::regular)
            return refuse(path, "is no regular file");
        if (is_odd(path.filename().string()))
            return refuse(path, "has an odd name: blanks, control characters and a leading '-' are refused");
        read_regular(path, std::move(name));
    }

    void read_regular(const fs::path& path, std::string name) {
        base::SourcePtr source;
        try {
            source = source_of(path, base::read_file(path, largest));
        } catch (const base::Error& error) {
            return refuse(path, error.what());
        }
        standard::refuse_if_others_may_write(path, source, diagnostics_);
        if (auto root = standard::read_yaml(source, diagnostics_, {.bytes = largest}))
            documents.push_back({path, std::move(name), source, std::move(*root)});
    }

    base::Diagnostics& diagnostics_;
};

} // namespace

std::string Document::place(const base::Place& place) const {
    return fmt::format("{}:{}", name, place.line);
}

std::vector<Document> read_documents(const std::vector<fs::path>& sources, base::Diagnostics& diagnostics) {
    Reader reader(diagnostics);
    for (const auto& source : sources)
        reader.read(source);
    return std::move(reader.documents);
}

} // namespace plumbline::approval
