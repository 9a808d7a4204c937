#include "packet/folder/new_folder.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ostream>

namespace plumbline::packet {
namespace {

namespace fs = std::filesystem;

/// "DIR/" and a link to DIR mean DIR.
fs::path real_place(const fs::path& place) {
    std::error_code failed;
    if (auto canonical = fs::canonical(place, failed); !failed)
        return canonical;
    const auto absolute = fs::absolute(place).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

[[noreturn]] void fail_with_errno(std::string_view doing, const fs::path& path) {
    base::fail("cannot {} {}: {}", doing, path.string(), std::strerror(errno));
}

void sync(const fs::path& folder) {
    const base::Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.is_open())
        ::fsync(opened.get()); // some file systems refuse; the rename is atomic all the same
}

} // namespace

NewFolder::NewFolder(const fs::path& place) : place_(real_place(place)) {
    auto beside = (place_.parent_path() / ("." + place_.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(beside.data()) == nullptr)
        fail_with_errno("write beside", place_);
    path_ = beside;
}

NewFolder::~NewFolder() {
    std::error_code ignored;
    if (!path_.empty())
        fs::remove_all(path_, ignored);
}

void NewFolder::add(const std::string& name, const std::function<void(std::ostream&)>& write) {
    const auto file = path_ / name;
    fs::create_directories(file.parent_path());
    base::write_atomically(file, write);
    manifest_[name] = base::sha256_hex(bytes_of(file));
}

void NewFolder::add(const std::string& name, std::string_view bytes) {
    add(name, [&](std::ostream& out) { out << bytes; });
}

void NewFolder::add_apart(std::string_view name, std::string_view bytes) {
    base::write_atomically(path_ / name, bytes);
}

void NewFolder::put_in_place() {
    sync(path_);
    if (::rename(path_.c_str(), place_.c_str()) == 0) {
        path_.clear();
    } else {
        // a folder with something in it gives way to no rename: the two change places at once (renameat2(2))
        const bool is_taken = errno == ENOTEMPTY || errno == EEXIST;
        if (!is_taken || ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) != 0)
            fail_with_errno("write", place_);
    }
    sync(place_.parent_path());
}

} // namespace plumbline::packet
