#include "history/local/token_key.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace plumbline::history {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_bytes = 32;
constexpr std::size_t key_digits = 2 * key_bytes;

void refuse_if_open_to_others(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        base::fail("cannot look at the key of secrets' tokens {}", path.string());
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    if (!S_ISREG(status.st_mode) || (status.st_mode & others) != 0 || status.st_uid != ::geteuid())
        base::fail("the key of secrets' tokens {} must be a file of this user that nobody else can read; "
                   "remove it, and a new one is made (chmod 600 is not enough: who read it can guess "
                   "short secrets from old reports)",
                   path.string());
}

std::string read_key(const fs::path& path) {
    refuse_if_open_to_others(path);
    const auto text = base::read_file(path, key_digits + 1);
    if (text.size() != key_digits + 1 || text.back() != '\n' ||
        text.find_first_not_of("0123456789abcdef") != key_digits)
        base::fail("the key of secrets' tokens {} is damaged; remove it, and a new one is made",
                   path.string());
    return text.substr(0, key_digits);
}

/// Whole or not at all, and never over another run's: the file gets its name when it is complete.
bool make_key(const fs::path& path) {
    const auto draft = path.string() + "." + base::random_hex(8);
    try {
        base::write_atomically(draft, base::random_hex(key_bytes) + "\n");
    } catch (const base::Error&) { // what can't be written is said when the memory is
        return false;
    }
    const bool is_named = ::link(draft.c_str(), path.c_str()) == 0;
    ::unlink(draft.c_str());
    return is_named || fs::exists(path);
}

} // namespace

std::optional<std::string> token_key(const fs::path& folder) {
    const auto path = folder / "token.key";
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        return std::nullopt;
    if (fs::symlink_status(path, failed).type() == fs::file_type::not_found && !make_key(path))
        return std::nullopt;
    return read_key(path);
}

} // namespace plumbline::history
