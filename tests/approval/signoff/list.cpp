#include "signed_standard.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

using namespace plumbline;
using test::SignedStandard;
using test::told;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

TEST_CASE("an edited list is refused, and says where") {
    const SignedStandard standard;
    standard.sign("jane");
    const auto text = base::read_file(standard.list(), 4096);
    const auto lines = base::lines(text);
    const std::string motd(lines[3]);
    const std::string base_yaml(lines[4]);
    const auto digest = std::string(lines[2]);
    struct Row {
        const char* what;
        std::string text;
        std::string words;
    };
    const std::vector<Row> rows{
        {"empty", "", "line 1: expected 'plumbline.signoff/1', found nothing"},
        {"another version", replaced(text, "signoff/1", "signoff/2"),
         "line 1: expected 'plumbline.signoff/1', found 'plumbline.signoff/2'"},
        {"no serial", replaced(text, "serial 1", "serial 0"),
         "line 2: expected 'serial' and a number from 1 on, found 'serial 0'"},
        {"a serial in another form", replaced(text, "serial 1", "serial 01"),
         "line 2: expected 'serial' and a number from 1 on, found 'serial 01'"},
        {"a serial that is too large", replaced(text, "serial 1", "serial 99999999999999999999"),
         "line 2: expected 'serial' and a number from 1 on, found 'serial 99999999999999999999'"},
        {"reordered", replaced(replaced(text, motd + "\n", ""), base_yaml, base_yaml + "\n" + motd),
         "line 5: expected each path once, sorted, found 'motd' after one that does not come before it"},
        {"twice", replaced(text, motd, motd + "\n" + motd),
         "line 5: expected each path once, sorted, found 'motd' after one that does not come before it"},
        {"a length that lies", replaced(text, "file 4:motd", "file 99999:motd"),
         "line 4: expected 'file LENGTH:PATH SIZE SHA256', found '" +
             replaced(motd, "file 4:motd", "file 99999:motd").substr(0, 80) + "'"},
        {"a number in another form", replaced(text, "file 4:motd 5", "file 4:motd 05"),
         "from line 4 on: expected numbers without zeros before them"},
        {"cut", text.substr(0, text.size() - 1),
         "line 6: expected 'file LENGTH:PATH SIZE SHA256', found '" + std::string(lines[5]).substr(0, 80) +
             "'"},
        {"a file left out", replaced(text, motd + "\n", ""),
         "line 3: expected 'digest " +
             base::sha256(replaced(text, motd + "\n", "").substr(text.find("file "))) +
             "', which is what its lines come to, found '" + digest + "'"},
        {"a link", text + "link 1:x 4:motd\n", "line 7: expected files alone, found the symbolic link 'x'"},
        {"an odd name", replaced(text, "file 4:motd", "file 4:-otd"),
         "line 4: '-otd' has a name that begins with '-' or a blank, or ends with one"},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        standard.write(".signoff/list", row.text);
        CHECK(told(standard, standard.check(1)) == "invalid\nacme/.signoff/list: " + row.words +
                                                       "; put back the list that was signed, or take it away "
                                                       "and sign again with `plumbline sign acme`");
    }
    standard.write(".signoff/list", std::string((16 << 20) + 1, 'x'));
    CHECK(told(standard, standard.check(1)) ==
          "invalid\nacme/.signoff/list is too large: more than 16777216 bytes");
}
