#include "facts/os_release.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::facts;

namespace {

struct System {
    std::string release; ///< as the distribution ships it
    std::string id, version, family, name;
};

const std::vector<System> systems{
    {"PRETTY_NAME=\"Debian GNU/Linux 11 (bullseye)\"\nNAME=\"Debian "
     "GNU/Linux\"\nVERSION_ID=\"11\"\nVERSION=\"11 "
     "(bullseye)\"\nVERSION_CODENAME=bullseye\nID=debian\nHOME_URL=\"https://www.debian.org/\"\n",
     "debian", "11", "debian", "Debian GNU/Linux 11 (bullseye)"},
    {"PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian "
     "GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n",
     "debian", "12", "debian", "Debian GNU/Linux 12 (bookworm)"},
    {"PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nNAME=\"Debian "
     "GNU/Linux\"\nVERSION_ID=\"13\"\nVERSION=\"13 "
     "(trixie)\"\nVERSION_CODENAME=trixie\nDEBIAN_VERSION_FULL=13.1\nID=debian\n",
     "debian", "13", "debian", "Debian GNU/Linux 13 (trixie)"},
    {"PRETTY_NAME=\"Debian GNU/Linux trixie/sid\"\nNAME=\"Debian "
     "GNU/Linux\"\nVERSION_CODENAME=trixie\nID=debian\n",
     "debian", "", "debian", "Debian GNU/Linux trixie/sid"},
    {"PRETTY_NAME=\"Ubuntu 24.04.1 LTS\"\nNAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nVERSION=\"24.04.1 LTS "
     "(Noble "
     "Numbat)\"\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n",
     "ubuntu", "24.04", "debian", "Ubuntu 24.04.1 LTS"},
    {"NAME=\"Linux Mint\"\nVERSION=\"21.3 (Virginia)\"\nID=linuxmint\nID_LIKE=\"ubuntu "
     "debian\"\nPRETTY_NAME=\"Linux "
     "Mint 21.3\"\nVERSION_ID=\"21.3\"\n",
     "linuxmint", "21.3", "debian", "Linux Mint 21.3"},
    {"NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME=\"Alpine Linux v3.20\"\n", "alpine",
     "3.20.3", "alpine", "Alpine Linux v3.20"},
    {"NAME=\"Rocky Linux\"\nVERSION=\"9.4 (Blue Onyx)\"\nID=\"rocky\"\nID_LIKE=\"rhel centos "
     "fedora\"\nVERSION_ID=\"9.4\"\n"
     "PLATFORM_ID=\"platform:el9\"\nPRETTY_NAME=\"Rocky Linux 9.4 (Blue Onyx)\"\nANSI_COLOR=\"0;32\"\n",
     "rocky", "9.4", "redhat", "Rocky Linux 9.4 (Blue Onyx)"},
    {"NAME=\"Red Hat Enterprise Linux\"\nVERSION=\"9.3 "
     "(Plow)\"\nID=\"rhel\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"9.3\"\n"
     "PRETTY_NAME=\"Red Hat Enterprise Linux 9.3 (Plow)\"\n",
     "rhel", "9.3", "redhat", "Red Hat Enterprise Linux 9.3 (Plow)"},
    {"NAME=\"Oracle Linux Server\"\nVERSION=\"8.9\"\nID=\"ol\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"8.9\"\n"
     "PRETTY_NAME=\"Oracle Linux Server 8.9\"\n",
     "ol", "8.9", "redhat", "Oracle Linux Server 8.9"},
    {"NAME=\"Amazon Linux\"\nVERSION=\"2023\"\nID=\"amzn\"\nID_LIKE=\"fedora\"\nVERSION_ID=\"2023\"\n"
     "PRETTY_NAME=\"Amazon Linux 2023\"\n",
     "amzn", "2023", "redhat", "Amazon Linux 2023"},
    {"NAME=\"openSUSE Leap\"\nVERSION=\"15.6\"\nID=\"opensuse-leap\"\nID_LIKE=\"suse "
     "opensuse\"\nVERSION_ID=\"15.6\"\n"
     "PRETTY_NAME=\"openSUSE Leap 15.6\"\n",
     "opensuse-leap", "15.6", "suse", "openSUSE Leap 15.6"},
    {"NAME=\"SLES\"\nVERSION=\"15-SP5\"\nVERSION_ID=\"15.5\"\nPRETTY_NAME=\"SUSE Linux Enterprise Server 15 "
     "SP5\"\nID=\"sles\"\nID_LIKE=\"suse\"\n",
     "sles", "15.5", "suse", "SUSE Linux Enterprise Server 15 SP5"},
    {"NAME=\"Arch Linux\"\nPRETTY_NAME=\"Arch "
     "Linux\"\nID=arch\nBUILD_ID=rolling\nANSI_COLOR=\"38;2;23;147;209\"\n",
     "arch", "", "arch", "Arch Linux"},
    {"NAME=\"Void\"\nID=\"void\"\nPRETTY_NAME=\"Void Linux\"\n", "void", "", "void", "Void Linux"},
    {"NAME=Buildroot\nVERSION=2024.02\nID=buildroot\nVERSION_ID=2024.02\nPRETTY_NAME=\"Buildroot 2024.02\"\n",
     "buildroot", "2024.02", "buildroot", "Buildroot 2024.02"},
    {"", "", "", "", ""},
};

std::string fact(const base::Values& facts, const std::string& name) {
    const auto found = facts.find(name);
    return found == facts.end() ? "" : base::to_text(found->second);
}

} // namespace

TEST_CASE("a distribution is told by its os-release") {
    for (const System& system : systems) {
        INFO(system.name);
        const base::Values facts = os_facts(parse_os_release(system.release));
        CHECK(fact(facts, "os.id") == system.id);
        CHECK(fact(facts, "os.version") == system.version);
        CHECK(fact(facts, "os.family") == system.family);
        CHECK(fact(facts, "os.name") == system.name);
        CHECK((facts.count("os.version") == 1) == !system.version.empty());
    }
}

TEST_CASE("os-release is unquoted as a shell would, and never run") {
    using Release = std::map<std::string, std::string>;
    CHECK(parse_os_release(
              "A=\"x \\\"y\\\" \\$HOME `id`\"\nB='x\\y'\nC=a\\ b\nD=\nE=\"\n# F=1\nG =2\nlower=3\nH=$(id)") ==
          Release{{"A", "x \"y\" $HOME `id`"},
                  {"B", "x\\y"},
                  {"C", "a b"},
                  {"D", ""},
                  {"E", "\""},
                  {"H", "$(id)"}});
}
