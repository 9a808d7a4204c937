#include "cli/desk.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using test::Ended;

TEST_CASE("where there is no history, show says so and how one comes to be") {
    const test::Desk desk;
    const std::string how =
        "; the first `plumbline audit` makes it; another place is named by --history URL, "
        "or by `history:` in the plumbline.yaml of --site DIR\n";
    CHECK(desk.run({"show", "--history", "sqlite://" + desk.path("none.db")}) ==
          Ended{1, "", "plumbline: there is no history yet: looked for DIR/none.db" + how});
    CHECK(
        desk.run({"show"}) ==
        Ended{1, "",
              "plumbline: there is no history yet: looked for DIR/.local/state/plumbline/history.db" + how});
    CHECK(desk.run({"show", "--history", "none"}) ==
          Ended{1, "",
                "plumbline: there is no history to read: --history says none; name one with --history "
                "sqlite:///PATH\n"});
    desk.file("plumbline.yaml", "plumbline: 1\nhistory: none\n");
    CHECK(desk.run({"show"}) ==
          Ended{1, "",
                "plumbline: there is no history to read: the site's plumbline.yaml says none; name one "
                "with --history sqlite:///PATH\n"});
}
