#include "kill_at.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <map>
#include <optional>
#include <set>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumbline::enforce {
namespace {

/// What changes a file system, by number.
const std::map<long, std::string>& changing_calls() {
    static const std::map<long, std::string> all{
#ifdef SYS_open
        {SYS_open, "open"},
        {SYS_creat, "creat"},
        {SYS_rename, "rename"},
        {SYS_unlink, "unlink"},
        {SYS_rmdir, "rmdir"},
        {SYS_mkdir, "mkdir"},
        {SYS_link, "link"},
        {SYS_symlink, "symlink"},
        {SYS_chmod, "chmod"},
        {SYS_chown, "chown"},
        {SYS_lchown, "lchown"},
#endif
        {SYS_openat, "openat"},
        {SYS_write, "write"},
        {SYS_renameat, "renameat"},
        {SYS_renameat2, "renameat2"},
        {SYS_unlinkat, "unlinkat"},
        {SYS_mkdirat, "mkdirat"},
        {SYS_linkat, "linkat"},
        {SYS_symlinkat, "symlinkat"},
        {SYS_fchmod, "fchmod"},
        {SYS_fchmodat, "fchmodat"},
        {SYS_fchown, "fchown"},
        {SYS_fchownat, "fchownat"},
        {SYS_setxattr, "setxattr"},
        {SYS_lsetxattr, "lsetxattr"},
        {SYS_fsetxattr, "fsetxattr"},
        {SYS_removexattr, "removexattr"},
        {SYS_fsync, "fsync"},
        {SYS_sync, "sync"},
        {SYS_ftruncate, "ftruncate"},
        {SYS_utimensat, "utimensat"},
        {SYS_copy_file_range, "copy_file_range"},
        {SYS_ioctl, "ioctl"},
        {SYS_sendfile, "sendfile"}};
    return all;
}

/// Whether this very call may change something: opening for reading, and writing to pipes, does not.
bool changes(pid_t pid, const __ptrace_syscall_info& info) {
    const auto number = static_cast<long>(info.seccomp.nr);
    if (changing_calls().count(number) == 0)
        return false;
    constexpr std::uint64_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    if (number == SYS_openat)
        return (info.seccomp.args[2] & writing) != 0;
#ifdef SYS_open
    if (number == SYS_open)
        return (info.seccomp.args[1] & writing) != 0;
#endif
    if (number == SYS_ioctl)
        return info.seccomp.args[1] == 0x40086602; // FS_IOC_SETFLAGS, and not what terminals are asked
    if (number == SYS_write) {
        const std::string link =
            "/proc/" + std::to_string(pid) + "/fd/" + std::to_string(static_cast<int>(info.seccomp.args[0]));
        char text[32] = {};
        return ::readlink(link.c_str(), text, sizeof text - 1) > 0 && text[0] == '/' &&
               std::string(text).rfind("/dev/", 0) != 0;
    }
    return true;
}

/// Only those calls stop the program: seccomp(2) tells the tracer.
bool stop_at_changing_calls() {
    std::vector<sock_filter> filter{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr))};
    for (const auto& [number, name] : changing_calls()) {
        filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(number), 0, 1));
        filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE));
    }
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& input,
                         const std::string& output) {
    const int in = ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
    const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    if (in < 0 || out < 0 || ::dup2(in, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(out, 2) < 0 ||
        ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0 || ::raise(SIGSTOP) != 0 ||
        !stop_at_changing_calls())
        ::_exit(126);
    ::execvp(words.front(), words.data());
    ::_exit(127);
}

/// Lets every process go on from stop to stop, and counts.
class Tracer {
public:
    Tracer(pid_t first, std::size_t number) : first_(first), number_(number) {}

    Killed follow() {
        int status = 0;
        if (::waitpid(first_, &status, 0) != first_ || !WIFSTOPPED(status))
            FAIL("the program to kill did not start");
        constexpr long options = PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                                 PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;
        REQUIRE(::ptrace(PTRACE_SETOPTIONS, first_, nullptr, options) == 0);
        processes_.insert(first_);
        go_on(first_, 0);
        while (!processes_.empty()) {
            const pid_t pid = ::waitpid(-1, &status, __WALL);
            if (pid < 0)
                break;
            if (WIFEXITED(status) || WIFSIGNALED(status))
                processes_.erase(pid);
            else if (stop(pid, status))
                return result_;
        }
        result_.ended = true;
        return result_;
    }

private:
    void go_on(pid_t pid, int signal) { ::ptrace(PTRACE_CONT, pid, nullptr, signal); }

    /// True when all were killed.
    bool stop(pid_t pid, int status) {
        processes_.insert(pid);
        const int signal = WSTOPSIG(status);
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8)) {
            if (count(pid))
                return true;
            go_on(pid, 0);
        } else
            go_on(pid, signal == SIGTRAP || signal == SIGSTOP ? 0 : signal);
        return false;
    }

    bool count(pid_t pid) {
        __ptrace_syscall_info info{};
        if (::ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info) <= 0 ||
            info.op != PTRACE_SYSCALL_INFO_SECCOMP || !changes(pid, info))
            return false;
        if (++result_.calls < number_)
            return false;
        result_.last = changing_calls().at(static_cast<long>(info.seccomp.nr));
        for (const pid_t each : processes_)
            ::kill(each, SIGKILL);
        kill_who_was_just_born();
        return true;
    }

    /// A child may stop for the first time only now.
    void kill_who_was_just_born() {
        int status = 0;
        for (pid_t pid = 0; (pid = ::waitpid(-1, &status, __WALL)) > 0;)
            if (WIFSTOPPED(status))
                ::kill(pid, SIGKILL);
    }

    pid_t first_;
    std::size_t number_;
    Killed result_ = {};
    std::set<pid_t> processes_ = {};
};

} // namespace

Killed kill_at(const std::vector<std::string>& command, const std::string& input_file,
               const std::string& output_file, std::size_t number) {
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0)
        become(command, input_file, output_file);
    return Tracer(pid, number).follow();
}

} // namespace plumbline::enforce
