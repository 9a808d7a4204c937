// measure COMMAND…: runs a command and prints what it and all its descendants cost, as one line on standard
// error: "user SECONDS sys SECONDS wall SECONDS peak KIB". Peak is the largest sum of PSS (proc(5),
// smaps_rollup) of its tree that was seen, sampled 20 times a second: the sampling costs this process, not
// the measured ones.
#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <thread>

namespace {

/// What a file of /proc holds; empty when its process has just ended.
std::string read_whole(pid_t pid, const char* name) {
    const std::string path = "/proc/" + std::to_string(pid) + "/" + name;
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    char bytes[4096];
    const ssize_t count = file < 0 ? 0 : read(file, bytes, sizeof bytes);
    if (file >= 0)
        close(file);
    return {bytes, count > 0 ? static_cast<std::size_t>(count) : 0};
}

pid_t parent_of(pid_t pid) {
    const std::string text = read_whole(pid, "stat");
    const auto after_name = text.rfind(')');
    return after_name == std::string::npos ? 0 : std::atoi(text.c_str() + after_name + 4);
}

long pss_of(pid_t pid) {
    const std::string text = read_whole(pid, "smaps_rollup");
    const auto found = text.find("\nPss:");
    return found == std::string::npos ? 0 : std::atol(text.c_str() + found + 5);
}

/// The sum over `root` and everything below it, in KiB.
long pss_of_tree(pid_t root) {
    std::multimap<pid_t, pid_t> children;
    DIR* proc = opendir("/proc");
    for (const dirent* entry = readdir(proc); entry != nullptr; entry = readdir(proc))
        if (const pid_t pid = std::atoi(entry->d_name); pid > 0)
            children.emplace(parent_of(pid), pid);
    closedir(proc);
    std::set<pid_t> open{root};
    long sum = 0;
    while (!open.empty()) {
        const pid_t pid = open.extract(open.begin()).value();
        sum += pss_of(pid);
        const auto [first, last] = children.equal_range(pid);
        for (auto child = first; child != last; ++child)
            open.insert(child->second);
    }
    return sum;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

int main(int, char** argv) {
    const auto start = std::chrono::steady_clock::now();
    const pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[1], argv + 1);
        std::perror(argv[1]);
        _exit(127);
    }
    long peak = 0;
    int status = 0;
    rusage usage{};
    while (wait4(pid, &status, WNOHANG, &usage) == 0) {
        peak = std::max(peak, pss_of_tree(pid));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::fprintf(stderr, "user %.3f sys %.3f wall %.3f peak %ld\n", seconds(usage.ru_utime),
                 seconds(usage.ru_stime), wall.count(), peak);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
