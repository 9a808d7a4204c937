#include "facts/domains.hpp"

#include "base/nearest.hpp"
#include "facts/os_release.hpp"

#include <algorithm>
#include <map>

namespace plumbline::facts {
namespace {

using Names = std::vector<std::string>;

/// What a kernel calls its machine (uname -m), and by what other names people know it.
const Names machines{"x86_64",  "aarch64", "armv6l", "armv7l", "i386", "i586",    "i686",
                     "ppc64le", "ppc64",   "s390x",  "mips64", "mips", "riscv64", "loongarch64"};
const std::map<std::string, std::string, std::less<>> other_names{
    {"amd64", "x86_64"},  {"x86-64", "x86_64"}, {"x64", "x86_64"},      {"arm64", "aarch64"},
    {"armhf", "armv7l"},  {"armel", "armv6l"},  {"ppc64el", "ppc64le"}, {"x86", "i686"},
    {"riscv", "riscv64"}, {"powerpc", "ppc64"}};

const Names families{"debian", "redhat", "suse", "arch", "alpine", "gentoo", "bsd", "darwin"};

bool holds(const Names& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// A distribution that is not its own family is never a host's family.
std::optional<std::string> family_meant(const std::string& value) {
    if (holds(families, value))
        return std::nullopt;
    const auto facts = os_facts({{"ID", value}});
    if (const auto family = facts.find("os.family");
        family != facts.end() && family->second != base::Value(value))
        return base::to_text(family->second);
    return base::nearest(value, families);
}

std::optional<std::string> machine_meant(const std::string& value) {
    if (const auto known = other_names.find(value); known != other_names.end())
        return known->second;
    return holds(machines, value) ? std::nullopt : base::nearest(value, machines);
}

} // namespace

std::vector<std::string> all_values(std::string_view fact) {
    if (fact == "init")
        return {"systemd", "openrc", "sysv", "busybox", "other"};
    if (fact == "pkg")
        return {"dpkg", "rpm", "apk", "pacman"};
    if (fact == "virtual")
        return {"none",   "container", "kvm",       "vmware", "virtualbox",
                "hyperv", "xen",       "parallels", "bhyve",  "other"};
    return {};
}

std::optional<std::string> meant(std::string_view fact, const std::string& value) {
    if (fact == "os.family")
        return family_meant(value);
    return fact == "arch" ? machine_meant(value) : std::nullopt;
}

} // namespace plumbline::facts
