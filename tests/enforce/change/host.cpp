#include "host.hpp"

#include "base/child.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sys/xattr.h>
#include <unistd.h>

namespace plumbline::enforce {
namespace {

/// $1 is the root, $2 what is run first, the rest the command.
constexpr const char* enter_root = R"(
root=$1 before=$2
shift 2
mount --make-rprivate / &&
mount --bind /usr "$root/usr" && mount -o remount,bind,ro "$root/usr" &&
mount -t proc proc "$root/proc" &&
mount --bind /dev/null "$root/dev/null" && mount --bind /dev/full "$root/dev/full" || exit 99
chroot "$root" /bin/sh -c "$before" </dev/null || exit 98
exec chroot "$root" "$@"
)";

/// In memory where such a file system keeps attributes and flags (Linux 6.6), since every step waits for the
/// disk.
std::string make_root() {
    for (const std::string below : {"/dev/shm", "/tmp"}) {
        std::string root = below + "/plumbline-change-XXXXXX";
        if (::mkdtemp(root.data()) == nullptr)
            continue;
        if (below == "/tmp" || ::setxattr(root.c_str(), "user.test", "", 0, 0) == 0)
            return root;
        ::rmdir(root.c_str());
    }
    FAIL("no folder can be made in /tmp");
    return {};
}

base::ChildLimits limits() {
    return {.deadline = base::Deadline::after(base::Milliseconds(100'000)), .output = 64 << 20};
}

} // namespace

const std::vector<Command>& change_shells() {
    static const std::vector<Command> all{{"dash"}, {"bash", "--posix"}, {"busybox", "ash"},
                                          {"mksh"}, {"ksh93"},           {"yash"}};
    return all;
}

Host::Host() : root_(make_root()) {
    REQUIRE(::geteuid() == 0);
    for (const std::string folder : {"usr", "proc", "dev", "etc", "var/lib", "tmp", "root", "home", "run"})
        std::filesystem::create_directories(at("/" + folder));
    for (const std::string link : {"bin", "sbin", "lib", "lib64"})
        if (std::filesystem::exists("/" + link))
            std::filesystem::create_symlink("usr/" + link, at("/" + link));
    for (const std::string device : {"null", "full"})
        std::ofstream(at("/dev/" + device)).flush();
    for (const std::string name : {"ld.so.cache", "passwd", "group", "nsswitch.conf"})
        std::filesystem::copy("/etc/" + name, at("/etc/" + name),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::copy_symlinks);
    std::filesystem::permissions(root_, std::filesystem::perms(0755));
    std::filesystem::permissions(at("/tmp"), std::filesystem::perms(01777));
}

Host::~Host() {
    try { // flags that a test has set would keep the folder; not every file system has them
        (void)base::run_child({"chattr", "-R", "-i", "-a", at("/etc")}, "", limits());
    } catch (const base::Error&) { // then removing says no more than this would
    }
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
}

void Host::write(const std::string& path, const std::string& bytes) const {
    std::ofstream(at(path), std::ios::binary) << bytes;
}

std::string Host::read(const std::string& path) const {
    return base::read_file(at(path), 64 << 20);
}

bool Host::has(const std::string& path) const {
    return std::filesystem::exists(std::filesystem::symlink_status(at(path)));
}

std::vector<std::string> Host::hidden(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(at(folder)))
        if (entry.path().filename().string().rfind(".plumbline", 0) == 0)
            names.push_back(entry.path().filename().string());
    return names;
}

Command Host::enter(const Command& command, const std::string& first) const {
    Command words{"unshare", "-m", "sh", "-c", enter_root, "sh", root_, first};
    words.insert(words.end(), command.begin(), command.end());
    return words;
}

std::string Host::run(const Command& command, const std::string& input, const std::string& first) const {
    try {
        const auto result = base::run_child(enter(command, first), input, limits());
        if (result.end == base::ChildResult::End::exited && (result.code == 99 || result.code == 98))
            FAIL("the root could not be made: " << result.errors);
        if (!result.errors.empty())
            UNSCOPED_INFO("said by " << command.front() << ": " << result.errors);
        return result.output;
    } catch (const base::Error& error) {
        FAIL("install what tests/packages.sh names: " << error.what());
    }
    return {};
}

std::string Host::sh(const std::string& command) const {
    const std::string said = run({"sh", "-c", command + "\necho \"=$?\""}, "");
    if (said.size() < 3 || said.substr(said.size() - 3) != "=0\n")
        FAIL(command << ": " << said);
    return said.substr(0, said.size() - 3);
}

std::vector<StepResult> Host::results(const std::string& request, std::size_t expected) const {
    const std::string bytes = run(shell, request, before);
    const auto outcome = read_results(bytes, expected, test_nonce);
    if (const auto* incomplete = std::get_if<probe::Incomplete>(&outcome))
        FAIL(shell.front() << ": " << incomplete->reason << "\n" << bytes);
    return std::get<std::vector<StepResult>>(outcome);
}

StepResult Host::ask(const std::string& request) const {
    return results(request, 1).front();
}

StepResult Host::open() const {
    return ask(open_journal(test_run, test_nonce));
}

std::vector<StepResult> Host::apply(const std::vector<resource::Step>& steps, std::size_t first) const {
    return results(enforce::apply({test_run, first, steps}, test_nonce), steps.size());
}

std::vector<StepResult> Host::take_back(const std::vector<std::size_t>& steps) const {
    return results(enforce::take_back(test_run, steps, test_nonce), steps.size());
}

StepResult Host::close() const {
    return ask(close_journal(test_run, test_nonce));
}

std::vector<JournalEntry> Host::journal() const {
    const std::string bytes = run(shell, ask_journal(test_run, test_nonce));
    const auto outcome = read_journal(bytes, test_nonce);
    if (const auto* incomplete = std::get_if<probe::Incomplete>(&outcome))
        FAIL(incomplete->reason << "\n" << bytes);
    return std::get<std::vector<JournalEntry>>(outcome);
}

resource::Image image_of_link(const std::string& text) {
    return {resource::Image::Kind::link, text};
}

resource::WriteFile write_file(const std::string& path, const std::string& bytes,
                               const resource::Image& before) {
    return {path, {bytes, base::sha256(bytes)}, before};
}

std::string words(const StepResult& result) {
    return std::string(name(result.outcome)) + (result.words.empty() ? "" : ": " + result.words);
}

std::vector<std::string> words(const std::vector<StepResult>& results) {
    std::vector<std::string> all;
    for (const StepResult& result : results)
        all.push_back(words(result));
    return all;
}

} // namespace plumbline::enforce
