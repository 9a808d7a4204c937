#include "alert/memory/memory.hpp"

#include "alert/memory/json.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

namespace plumbline::alert {
namespace {

/// A memory beyond it is taken for damaged, and never written.
constexpr std::size_t most_bytes = std::size_t{512} << 20;

std::filesystem::path place_of(const std::filesystem::path& folder, const std::string& site) {
    constexpr std::size_t digits = 16;
    return folder / fmt::format("alerts-{}.json", base::sha256_hex(site).substr(0, digits));
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!std::filesystem::is_directory(folder))
        base::fail("cannot make the folder {}: {}", folder.string(), failed.message());
}

base::Descriptor lock(const std::filesystem::path& path, base::Deadline deadline) {
    base::Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open())
        base::fail("cannot open {}: {}", path.string(), std::strerror(errno));
    constexpr base::Milliseconds pause{20};
    while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            base::fail("cannot lock {}: {}", path.string(), std::strerror(errno));
        if (deadline.passed())
            throw MemoryBusy(
                fmt::format("cannot lock {} in time: another process of plumbline has it", path.string()));
        std::this_thread::sleep_for(pause);
    }
    return file;
}

std::string put_aside(const std::filesystem::path& path, const std::string& why) {
    auto aside = path;
    aside += ".damaged-" + report::make_run_id(std::chrono::system_clock::now());
    std::error_code failed;
    std::filesystem::rename(path, aside, failed);
    if (failed)
        base::fail("cannot put {} aside, which is damaged ({}): {}", path.string(), report::one_line(why),
                   failed.message());
    return fmt::format("{} was damaged ({}): it is {} now, and what is wrong is told again", path.string(),
                       report::one_line(why), aside.filename().string());
}

} // namespace

MemoryFile::MemoryFile(const std::filesystem::path& folder, const std::string& site, base::Deadline deadline)
    : path_(place_of(folder, site)) {
    make_folder(folder);
    lock_ = lock(path_.string() + ".lock", deadline);
}

Memory MemoryFile::load(std::string& remark) const {
    std::error_code failed;
    if (!std::filesystem::exists(path_, failed))
        return {};
    try {
        return memory_from_json(base::read_file(path_, most_bytes));
    } catch (const base::Error& error) {
        remark = put_aside(path_, error.what());
        return {};
    }
}

void MemoryFile::save(const Memory& memory) const {
    const auto bytes = to_json(memory);
    if (bytes.size() > most_bytes)
        base::fail("cannot write {}: expected at most {} bytes, found {}", path_.string(), most_bytes,
                   bytes.size());
    base::write_atomically(path_, bytes);
}

} // namespace plumbline::alert
