// measure COMMAND…: runs a command and prints what it and all its descendants cost, as one line on standard error:
// "user SECONDS sys SECONDS wall SECONDS peak KIB". Peak is the largest sum of PSS (proc(5), smaps_rollup) of its tree
// that was seen, sampled 20 times a second: the sampling costs this process, not the measured ones.
#include <dirent.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>

namespace {

pid_t parent_of(pid_t pid) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    const auto after_name = text.rfind(')');
    return after_name == std::string::npos ? 0 : std::atoi(text.c_str() + after_name + 4);
}

long pss_of(pid_t pid) {
    std::ifstream rollup("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string line; std::getline(rollup, line);)
        if (line.rfind("Pss:", 0) == 0)
            return std::atol(line.c_str() + 4);
    return 0;
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

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

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
    std::fprintf(stderr, "user %.3f sys %.3f wall %.3f peak %ld\n", seconds(usage.ru_utime), seconds(usage.ru_stime),
                 wall.count(), peak);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
