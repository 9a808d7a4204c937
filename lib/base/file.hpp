#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace plumbline::base {

/// The whole of a regular file, at most `limit` bytes. Throws Error with the reason, or when it is longer.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t limit);

/// Writes beside the place (mode 0600 and the umask), syncs, renames: a reader sees the old file or the new,
/// whole. A symlink is followed to the file that it names. Throws Error, also for what is there and no
/// regular file; the old file is then still there.
void write_atomically(const std::filesystem::path& path, const std::function<void(std::ostream&)>& write);
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

/// A file descriptor that is closed when it goes.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    void close();
    int release();

private:
    int number_ = -1;
};

/// A file that has no name and so is gone with its descriptor, in $TMPDIR or /tmp; in memory where neither
/// can be written.
[[nodiscard]] Descriptor unnamed_file();

} // namespace plumbline::base
