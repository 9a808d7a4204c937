#pragma once

#include "support/temporary_folder.hpp"

#include <sys/mount.h>

#include <stdexcept>
#include <string>

namespace plumbline::test {

/// A disk of its own, as small as is asked for: tmpfs(5)'s options.
class SmallDisk {
public:
    explicit SmallDisk(const std::string& options) {
        check(::mount("none", folder_.path().c_str(), "tmpfs", 0, options.c_str()));
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() { ::umount2(folder_.path().c_str(), MNT_DETACH); }

    [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }
    void make_read_only() const { remount(MS_RDONLY, ""); }
    void resize(const std::string& options) const { remount(0, options); }

private:
    static void check(int outcome) {
        if (outcome != 0)
            throw std::runtime_error("a small disk needs the rights to mount one");
    }
    void remount(unsigned long flags, const std::string& options) const {
        check(::mount("none", folder_.path().c_str(), "tmpfs", MS_REMOUNT | flags, options.c_str()));
    }

    TemporaryFolder folder_;
};

} // namespace plumbline::test
