#include "base/file.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace plumbline::base {
namespace {

[[noreturn]] void fail_with_errno(std::string_view doing, const std::filesystem::path& path) {
    fail("cannot {} {}: {}", doing, path.string(), std::strerror(errno));
}

/// Where a rename may put a file: a name that stands for another file goes on standing for it, and a device,
/// a pipe or a folder is not replaced.
std::filesystem::path place_to_replace(const std::filesystem::path& path) {
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (!std::filesystem::exists(status))
        return path;
    if (!std::filesystem::is_regular_file(status))
        fail("cannot write {}: expected a file, or nothing yet, found something else", path.string());
    return std::filesystem::is_symlink(path, failed) ? std::filesystem::canonical(path) : path;
}

void sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.is_open())
        ::fsync(opened.get()); // some file systems refuse; the rename is atomic all the same
}

} // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.is_open())
        fail_with_errno("read", path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        fail_with_errno("read", path);
    if (!S_ISREG(status.st_mode))
        fail("cannot read {}: not a regular file", path.string());
    std::string bytes;
    std::array<char, 1 << 16> chunk{};
    while (true) {
        const auto count = ::read(file.get(), chunk.data(), chunk.size());
        if (count == 0)
            return bytes;
        if (count < 0 && errno != EINTR)
            fail_with_errno("read", path);
        if (count > 0)
            bytes.append(chunk.data(), static_cast<std::size_t>(count));
        if (bytes.size() > limit)
            fail("{} is too large: more than {} bytes", path.string(), limit);
    }
}

void write_atomically(const std::filesystem::path& name, const std::function<void(std::ostream&)>& write) {
    const auto path = place_to_replace(name);
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::string beside = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
    const Descriptor file(::mkostemp(beside.data(), O_CLOEXEC));
    if (!file.is_open())
        fail_with_errno("write beside", path);
    try {
        std::ofstream out(beside, std::ios::binary);
        write(out);
        out.close();
        if (!out || ::fsync(file.get()) != 0 || ::rename(beside.c_str(), path.c_str()) != 0)
            fail_with_errno("write", path);
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
    sync_folder(folder);
}

void write_atomically(const std::filesystem::path& path, std::string_view bytes) {
    write_atomically(path, [&](std::ostream& out) { out << bytes; });
}

Descriptor unnamed_file() {
    const char* folder = std::getenv("TMPDIR");
    for (const char* place : {folder, "/tmp"})
        if (place != nullptr)
            if (Descriptor file(::open(place, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600)); file.is_open())
                return file;
    Descriptor file(::memfd_create("plumbline", MFD_CLOEXEC));
    if (!file.is_open())
        fail("cannot make a temporary file: {}", std::strerror(errno));
    return file;
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    if (this != &other) {
        close();
        number_ = other.release();
    }
    return *this;
}

void Descriptor::close() {
    if (number_ >= 0)
        ::close(number_);
    number_ = -1;
}

int Descriptor::release() {
    const int number = number_;
    number_ = -1;
    return number;
}

} // namespace plumbline::base
