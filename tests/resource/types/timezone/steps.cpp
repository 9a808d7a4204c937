#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Image;
using resource::MakeLink;
using resource::Remove;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("timezone");
const std::string path = "/etc/localtime";
const std::string utc = "/usr/share/zoneinfo/Etc/UTC";
const auto desired = test::desired(type, "Etc/UTC");

} // namespace

TEST_CASE("the zone is a link, and its name is written where there is a file for it", "[steps]") {
    const std::string oslo = "/usr/share/zoneinfo/Europe/Oslo";
    const test::FileHost linked{.files = {{utc, "u"}, {oslo, "o"}, {"/etc/timezone", "Europe/Oslo\n"}},
                                .links = {{path, oslo}}};
    test::check_steps(type, desired, linked,
                      {.all = {MakeLink{path, utc, {Image::Kind::link, oslo}},
                               test::rewrite("/etc/timezone", "Europe/Oslo\n", "Etc/UTC\n")}});
    const test::FileHost copied{.files = {{utc, "u"}, {path, "o"}}};
    test::check_steps(type, desired, copied,
                      {.all = {Remove{path, resource::image_of_file("o")}, MakeLink{path, utc, {}}}});
}

TEST_CASE("a zone that the host does not know is not set", "[steps]") {
    const test::FileHost host{.files = {{"/x/zoneinfo/A", "o"}}, .links = {{path, "/x/zoneinfo/A"}}};
    CHECK(host.steps(type, desired) ==
          test::declined("the host has no /usr/share/zoneinfo/Etc/UTC; install tzdata"));
}
