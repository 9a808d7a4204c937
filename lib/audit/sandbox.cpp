#include "audit/sandbox.hpp"

#include "base/file.hpp"

#include <csignal>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace plumbline::audit {
namespace {

void limit(__rlimit_resource_t resource, rlim_t bound) {
    rlimit limits{};
    if (::getrlimit(resource, &limits) != 0)
        return;
    limits.rlim_cur = limits.rlim_max == RLIM_INFINITY ? bound : std::min(bound, limits.rlim_max);
    limits.rlim_max = limits.rlim_cur;
    ::setrlimit(resource, &limits);
}

constexpr std::uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                  LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                  LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                  LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                  LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

/// The C library has no wrappers for Landlock yet.
void allow_writing(int ruleset, const char* path) {
    const base::Descriptor file(::open(path, O_PATH | O_CLOEXEC));
    if (!file.is_open())
        return;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = LANDLOCK_ACCESS_FS_WRITE_FILE;
    rule.parent_fd = file.get();
    ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

void forbid_writing() {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = writing;
    const base::Descriptor ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0)));
    if (!ruleset.is_open())
        return;
    for (const char* path : {"/dev/null", "/dev/tty"})
        allow_writing(ruleset.get(), path);
    ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0);
}

} // namespace

void die_with_parent() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
}

void enter_sandbox() {
    die_with_parent();
#ifndef __SANITIZE_ADDRESS__ // whose shadow memory alone is beyond any limit
    constexpr rlim_t memory = rlim_t{512} << 20U;
    limit(RLIMIT_DATA, memory);
#endif
    limit(RLIMIT_NOFILE, 256);
    ::prctl(PR_SET_DUMPABLE, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    forbid_writing();
}

} // namespace plumbline::audit
