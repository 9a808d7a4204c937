#include "support/steps.hpp"
#include "support/desired.hpp"

using namespace plumbline;
using resource::SetAttributes;
using resource::Steps;

TEST_CASE("programs that are not allowed lose both bits, and keep the rest", "[steps]") {
    const auto& type = *resource::find_type("setuid");
    const auto desired = test::desired(type, "/srv", {{"allowed", base::List{"/srv/ok"}}});
    probe::Answers answers;
    answers.add(type.queries(desired).front(),
                probe::Answered{"//f+4755,0,0,1,1,1,6,1,2049,root:root/a\n"
                                "//f+7711,0,0,1,1,1,6,1,2049,root:root/b\n"
                                "//f+4755,0,0,1,1,1,6,1,2049,root:root/ok\n//=0/\n"});
    CHECK(test::steps(type, desired, answers) == Steps{.all = {SetAttributes{"/srv/a", {.mode = "0755"}},
                                                               SetAttributes{"/srv/b", {.mode = "1711"}}}});
}
