#include "resource/types/setting/augeas/apart.hpp"

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "resource/types/setting/augeas/engine.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumbline::resource::setting {
namespace {

constexpr auto time_at_most = std::chrono::seconds(2);
constexpr rlim_t memory_at_most = rlim_t{512} << 20U;
constexpr std::size_t output_at_most = 64U << 20U;

void limit(__rlimit_resource_t resource, rlim_t bound) {
    const rlimit limits{bound, bound};
    ::setrlimit(resource, &limits);
}

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written <= 0) {
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// The child's whole life. Its answer begins with 'T' and a tree, or 'M', the line, a newline and the
/// message.
[[noreturn]] void be_child(int answers, const std::string& lens, const std::string& bytes) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, 3);
#ifndef __SANITIZE_ADDRESS__ // whose shadow memory alone is beyond any limit
    limit(RLIMIT_DATA, memory_at_most);
#endif
    const auto parsed = Engine::instance().parse(lens, bytes);
    if (const auto* malformed = std::get_if<formats::Malformed>(&parsed)) {
        write_all(answers, fmt::format("M{}\n{}", malformed->line, malformed->message));
    } else {
        write_all(answers, "T" + write_tree(std::get<Tree>(parsed)));
    }
    ::_exit(0);
}

/// All that the child writes; nothing when it is late or says too much.
std::optional<std::string> listen(int descriptor) {
    const auto deadline = base::Deadline::after(time_at_most);
    std::string heard;
    std::array<char, 65536> buffer{};
    while (heard.size() < output_at_most) {
        pollfd ready{descriptor, POLLIN, 0};
        if (::poll(&ready, 1, deadline.remaining_ms()) <= 0) {
            return std::nullopt;
        }
        const auto count = ::read(descriptor, buffer.data(), buffer.size());
        if (count <= 0) {
            return heard;
        }
        heard.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return std::nullopt;
}

std::variant<Tree, formats::Malformed> understand(const std::string& heard) {
    if (heard.starts_with('T')) {
        if (auto tree = read_tree(std::string_view(heard).substr(1))) {
            return *std::move(tree);
        }
    }
    const auto newline = heard.find('\n');
    if (heard.starts_with('M') && newline != std::string::npos) {
        return formats::Malformed{std::strtoul(heard.c_str() + 1, nullptr, 10), heard.substr(newline + 1)};
    }
    return formats::Malformed{0, "Augeas did not get through with it"};
}

} // namespace

std::variant<Tree, formats::Malformed> parse_apart(const std::string& lens, const std::string& bytes) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        base::fail("no pipe to parse a file with: {}", std::strerror(errno));
    }
    base::Descriptor reading(ends[0]);
    base::Descriptor writing(ends[1]);
    const auto pid = ::fork();
    if (pid < 0) {
        base::fail("no process to parse a file with: {}", std::strerror(errno));
    }
    if (pid == 0) {
        be_child(writing.get(), lens, bytes);
    }
    writing.close();
    const auto heard = listen(reading.get());
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    if (!heard) {
        return formats::Malformed{0, "Augeas takes too long to parse it"};
    }
    return understand(*heard);
}

} // namespace plumbline::resource::setting
