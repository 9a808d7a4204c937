#include "support/content_answer.hpp"
#include "support/desired.hpp"
#include "support/steps_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("alternative");
const probe::Answer nano = probe::Answered{"resolves /bin/nano"};

Lines steps(const test::Texts& texts, const std::string& record, const probe::Answer& link = nano) {
    std::vector<probe::Answer> answers{link};
    if (!record.empty())
        answers.insert(answers.end(), {test::content_answer(record), probe::Absent{}});
    return test::steps_of(type, test::desired(type, "editor", texts), answers);
}

} // namespace

TEST_CASE("an alternative is chosen, and what was chosen before is the way back") {
    CHECK(
        steps({{"target", "/usr/bin/vim.basic"}}, "") ==
        Lines{
            "run update-alternatives --set editor /usr/bin/vim.basic; back update-alternatives --set editor "
            "/bin/nano"});
    CHECK(steps({{"target", "/usr/bin/vim.basic"}}, "auto\n/usr/bin/editor\n") ==
          Lines{"run update-alternatives --set editor /usr/bin/vim.basic; back update-alternatives --auto "
                "editor"});
    CHECK(steps({{"target", "/usr/bin/vim.basic"}, {"mode", "manual"}}, "auto\n/usr/bin/editor\n") ==
          Lines{"run update-alternatives --set editor /usr/bin/vim.basic; back update-alternatives --auto "
                "editor"});
    CHECK(steps({{"mode", "auto"}}, "manual\n/usr/bin/editor\n") ==
          Lines{"run update-alternatives --auto editor; back update-alternatives --set editor /bin/nano"});
    CHECK(steps({{"mode", "manual"}}, "auto\n/usr/bin/editor\n") ==
          Lines{"run update-alternatives --set editor /bin/nano; back update-alternatives --auto editor"});
}

TEST_CASE("what update-alternatives can't choose is declined") {
    CHECK(steps({{"target", "/usr/bin/vim.basic"}, {"mode", "auto"}}, "auto\n/usr/bin/editor\n") ==
          Lines{"declined target: what is chosen by itself can't be named: say mode: manual, or change the "
                "priorities"});
    CHECK(steps({{"target", "/bin/nano"}}, "", probe::Absent{}) ==
          Lines{"declined state: packages bring alternatives and take them away: declare the package"});
    auto desired = test::desired(type, "editor");
    desired.attributes["target"] = {Matches{"/usr/bin/vim.*"}};
    CHECK(test::steps_of(type, desired, {nano}) ==
          Lines{"declined target: 'matching /usr/bin/vim.*' names no one value that could be set; name one"});
}
