#include "audit/sandbox.hpp"

#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

using namespace plumbline;

namespace {

bool kernel_has_landlock() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

/// What `attempt` says of itself in a child that has entered the sandbox.
bool inside(const std::function<bool()>& attempt) {
    const pid_t child = ::fork();
    if (child == 0) {
        audit::enter_sandbox();
        ::_exit(attempt() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

rlim_t bound_of(__rlimit_resource_t resource) {
    rlimit limits{};
    return ::getrlimit(resource, &limits) == 0 ? limits.rlim_max : RLIM_INFINITY;
}

bool opens(const std::string& path, int flags) {
    return ::open(path.c_str(), flags | O_CLOEXEC, 0600) >= 0;
}

} // namespace

TEST_CASE("a worker can write, make and remove no file, and can still read") {
    if (!kernel_has_landlock()) {
        WARN("this kernel has no Landlock, so there is nothing to hold a worker to");
        return;
    }
    const test::TemporaryFolder folder;
    const auto file = folder.file("there", "kept");
    CHECK(inside([&] { return opens(file, O_RDONLY) && opens("/dev/null", O_RDWR); }));
    CHECK(inside([&] { return !opens(file, O_WRONLY) && !opens(folder.path("new"), O_WRONLY | O_CREAT); }));
    CHECK(inside(
        [&] { return ::unlink(file.c_str()) != 0 && ::mkdir(folder.path("new").c_str(), 0700) != 0; }));
}

TEST_CASE("a worker leaves no core, gains no privileges and can't grow without bound") {
    CHECK(inside(
        [] { return ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 && ::prctl(PR_GET_DUMPABLE) == 0; }));
    CHECK(inside([] { return bound_of(RLIMIT_CORE) == 0; }));
#ifndef __SANITIZE_ADDRESS__ // a sanitized build has no such limit
    CHECK(inside([] { return bound_of(RLIMIT_DATA) != RLIM_INFINITY; }));
#endif
}
