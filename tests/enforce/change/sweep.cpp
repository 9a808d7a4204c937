// Killed before each of its changing system calls, the host's side leaves every file old or new, and whole;
// who comes next tidies up, and it all ends as if nothing had happened.
#include "host.hpp"
#include "kill_at.hpp"
#include "support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

using namespace plumbline;
using namespace plumbline::enforce;
using resource::Image;
using resource::image_of_file;

namespace {

using Words = std::vector<std::string>;

const std::string made = "printf 'old\\n' >/etc/conf; chown 1:2 /etc/conf; chmod 4750 /etc/conf; "
                         "setfacl -m u:33:r /etc/conf; setfattr -n user.note -v text /etc/conf; "
                         "touch -d @1000000000 /etc/conf; echo plain >/etc/plain; chmod 600 /etc/plain; "
                         "mkdir -p /etc/gone/below; echo kept >/etc/gone/below/file; ln -s was /etc/link";

std::vector<resource::Step> write_of_one_file() {
    return {write_file("/etc/conf", std::string(10'000, 'n') + "\n", image_of_file("old\n"))};
}

std::vector<resource::Step> whole_batch() {
    resource::Attributes attributes;
    attributes.mode = "0640";
    attributes.group = "adm";
    attributes.acl = base::List{"user:34:r"};
    attributes.xattrs["user.other"] = "text";
    resource::MakeFolder folder{"/etc/made", {}};
    folder.attributes.mode = "0770";
    return {folder, write_file("/etc/made/file", "new\n", {}),
            resource::SetAttributes{"/etc/plain", attributes},
            resource::MakeLink{"/etc/link", "is", image_of_link("was")},
            resource::Remove{"/etc/gone", {Image::Kind::directory, ""}}};
}

constexpr std::size_t plain = 1; ///< the place of what only gets other attributes

/// Of each path its kind, its attributes and all that is in it.
Words look(const Host& host) {
    const std::string said = host.sh(
        "for path in /etc/conf /etc/plain /etc/gone /etc/link /etc/made/file; do\n"
        "if [ -L $path ]; then readlink $path; elif [ -e $path ]; then\n"
        "find $path -printf '%p %y %m %U %G\\n'; getfacl -R -pcn $path\n"
        "getfattr -R -d -m '^user' --absolute-names $path; find $path -type f -exec sha256sum '{}' +; fi\n"
        "echo =; done");
    Words all(1);
    std::istringstream lines(said);
    for (std::string line; std::getline(lines, line);)
        if (line == "=")
            all.emplace_back();
        else
            all.back() += line + '\n';
    all.pop_back();
    REQUIRE(all.size() == 5);
    return all;
}

bool each_is_old_or_new(const Words& seen, const Words& before, const Words& after) {
    for (std::size_t index = 0; index < seen.size(); ++index)
        if (seen[index] != before[index] && seen[index] != after[index])
            return false;
    return true;
}

struct Sweep {
    std::vector<resource::Step> steps;
    Words before = {};
    Words after = {};

    explicit Sweep(std::vector<resource::Step> all) : steps(std::move(all)) {
        Host host;
        host.sh(made);
        before = look(host);
        REQUIRE(words(host.open()) == "applied");
        REQUIRE(words(host.apply(steps)) == Words(steps.size(), "applied"));
        after = look(host);
    }

    /// False when nothing was left to kill.
    [[nodiscard]] bool kill(std::size_t number, const std::string& request) const {
        Host host;
        host.sh(made);
        REQUIRE(words(host.open()) == "applied");
        const test::TemporaryFolder folder;
        std::ofstream(folder.path("request")) << request;
        const Killed killed =
            kill_at(host.enter({"dash"}, ":"), folder.path("request"), folder.path("said"), number);
        INFO("killed before call " << number << ", " << killed.last);
        Words seen = look(host);
        seen[plain] =
            before[plain]; // attributes are changed one after the other: who comes next puts them back
        CHECK(each_is_old_or_new(seen, before, after));
        rerun(host);
        return !killed.ended;
    }

    void rerun(const Host& host) const {
        CHECK(words(host.open()) == "applied");
        CHECK(host.hidden("/etc").empty());
        CHECK(each_is_old_or_new(look(host), before, after));
        for (const std::string& said : words(host.apply(steps)))
            CHECK((said == "applied" || said == "already"));
        CHECK(look(host) == after);
        std::vector<std::size_t> numbers(steps.size());
        for (std::size_t index = 0; index < numbers.size(); ++index)
            numbers[index] = numbers.size() - 1 - index;
        CHECK(words(host.take_back(numbers)) == Words(steps.size(), "applied"));
        CHECK(look(host) == before);
        CHECK(host.hidden("/etc").empty());
    }
};

} // namespace

/// Every call of that number and each so many after it.
void sweep_each(const std::vector<resource::Step>& steps, std::size_t first, std::size_t stride) {
    const Sweep sweep(steps);
    const std::string request = apply({test_run, 0, steps}, test_nonce);
    std::size_t number = first;
    while (sweep.kill(number, request))
        number += stride;
    CHECK(number > 30);
}

// In parts, since ctest runs those side by side.
TEMPLATE_TEST_CASE_SIG("a write that is killed anywhere leaves the old file or the new one", "",
                       ((std::size_t first), first), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) {
    sweep_each(write_of_one_file(), first, 12);
}

TEST_CASE("a batch that is killed anywhere ends as if it had not been") {
    sweep_each(whole_batch(), 7, 37);
}

TEST_CASE("the sweep catches who writes in place") {
    const Host host;
    const test::TemporaryFolder folder;
    std::ofstream(folder.path("request")) << "cat /etc/next >/etc/conf\n";
    host.write("/etc/next", "new\n");
    std::set<std::string> seen;
    for (std::size_t number = 1;; ++number) {
        host.write("/etc/conf", "old\n");
        if (kill_at(host.enter({"dash"}, ":"), folder.path("request"), folder.path("said"), number).ended)
            break;
        seen.insert(host.read("/etc/conf"));
    }
    CHECK(seen.count("") == 1); // neither the old one nor the new one
}
