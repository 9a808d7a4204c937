#include "support.hpp"

#include "base/child.hpp"
#include "base/error.hpp"

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace plumbline::test {

Folder::Folder() {
    std::string name = std::filesystem::temp_directory_path() / "plumbline-transport-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        base::fail("cannot make a folder for the test");
    path_ = name;
}

Folder::~Folder() {
    std::filesystem::remove_all(path_);
}

std::string Folder::write(const std::string& name, std::string_view text) const {
    const auto path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    ::chmod(path.c_str(), 0600);
    return path;
}

std::string command(const std::vector<std::string>& argv) {
    const auto result = base::run_child(argv, {}, {base::Deadline::after(base::Milliseconds(20'000))});
    if (result.end != base::ChildResult::End::exited || result.code != 0)
        base::fail("{} failed: {}", argv.front(), result.errors);
    return result.output;
}

pid_t start(const std::vector<std::string>& argv, const std::filesystem::path& log) {
    std::vector<char*> words;
    for (const auto& word : argv)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid != 0)
        return pid;
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(file, 1);
    ::dup2(file, 2);
    ::dup2(::open("/dev/null", O_RDONLY), 0);
    ::execv(words[0], words.data());
    ::_exit(127);
}

void stop(pid_t pid) {
    ::kill(pid, SIGTERM);
    ::waitpid(pid, nullptr, 0);
}

Bound::Bound() : socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
}

int free_port() {
    return Bound().port();
}

std::vector<transport::Outcome> talk(const transport::Destination& destination,
                                     const std::vector<std::string>& inputs, const transport::Limits& limits,
                                     const std::function<void(const transport::Outcome&)>& between) {
    transport::Resolver resolver;
    std::vector<transport::Outcome> outcomes;
    const auto next = [&](transport::Outcome outcome) -> std::optional<std::string> {
        outcomes.push_back(std::move(outcome));
        if (outcomes.size() == inputs.size())
            return std::nullopt;
        if (between)
            between(outcomes.back());
        return inputs[outcomes.size()];
    };
    transport::converse(destination, inputs.front(), limits, resolver, next);
    return outcomes;
}

transport::Outcome answer_to(const transport::Destination& destination, const std::string& input,
                             const transport::Limits& limits) {
    return talk(destination, {input}, limits).front();
}

transport::Outcome greet(const transport::Destination& destination, const transport::Limits& limits) {
    return answer_to(destination, "echo hello\n", limits);
}

std::string told(const transport::Outcome& outcome) {
    if (const auto* output = std::get_if<transport::Output>(&outcome))
        return "answer: " + output->bytes;
    const auto& failure = std::get<transport::Failure>(outcome);
    return std::string(name(failure.stage)) + ": " + failure.message;
}

transport::Limits short_limits() {
    transport::Limits limits;
    limits.connect = limits.auth = limits.probe = base::Milliseconds(500);
    limits.host = base::Milliseconds(1'000);
    return limits;
}

} // namespace plumbline::test
