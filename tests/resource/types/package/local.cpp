#include "support/desired.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

const Type& type = *find_type("package");

std::string state_of(const std::string& title) {
    const Observed observed = test::look(type, test::desired(type, title));
    const auto* present = std::get_if<Present>(&observed.observations.front().reading);
    return present == nullptr ? "unknown" : base::to_text(present->value);
}

} // namespace

TEST_CASE("packages of this machine are looked up in its own database") {
    if (access("/var/lib/dpkg/status", R_OK) != 0) {
        WARN("this machine has no dpkg");
        return;
    }
    CHECK(state_of("dpkg") == "present");
    CHECK(state_of("no-such-package-anywhere") == "absent");
    CHECK(state_of("dpkg:no-such-arch") == "absent");
}

TEST_CASE("a name that no package can have breaks nothing of the others") {
    const Desired odd = test::desired(type, "-x 'y\"\n\xff*");
    const Desired plain = test::desired(type, "dpkg");
    const auto answers = test::ask({type.queries(odd)[0], type.queries(plain)[0]});
    CHECK(std::holds_alternative<probe::Absent>(answers.to(type.queries(odd)[0])));
    CHECK_FALSE(std::holds_alternative<probe::Absent>(answers.to(type.queries(plain)[0])));
}
