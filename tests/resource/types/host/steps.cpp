#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("host");
const std::string path = "/etc/hosts";
using List = base::List;

resource::Desired db(const test::Texts& texts) {
    return test::desired(type, "db1.example.org", texts);
}

} // namespace

TEST_CASE("the lines that name a host are changed, and other names keep their address", "[steps]") {
    const auto [texts, before, after] = GENERATE(table<test::Texts, std::string, std::string>({
        {{{"address", List{"192.0.2.10"}}, {"aliases", List{"db1"}}},
         "127.0.0.1\tlocalhost\n",
         "127.0.0.1\tlocalhost\n192.0.2.10 db1.example.org db1\n"},
        {{{"address", List{"192.0.2.10"}}},
         "192.0.2.9\tdb1.example.org # main\n",
         "192.0.2.10\tdb1.example.org # main\n"},
        {{{"address", List{"192.0.2.10"}}},
         "192.0.2.9  db1.example.org  other\n",
         "192.0.2.9  other\n192.0.2.10 db1.example.org\n"},
        {{{"address", List{"192.0.2.10"}}, {"aliases", List{"other"}}},
         "192.0.2.9  db1.example.org  other\n",
         "192.0.2.10  db1.example.org  other\n"},
        {{{"address", List{"192.0.2.10", "2001:db8::1"}}},
         "192.0.2.10 DB1.example.org\n",
         "192.0.2.10 DB1.example.org\n2001:db8::1 db1.example.org\n"},
        {{{"address", List{"192.0.2.10"}}},
         "192.0.2.10 db1.example.org\n192.0.2.11 db1.example.org\n",
         "192.0.2.10 db1.example.org\n"},
        {{{"address", List{"192.0.2.10"}}, {"aliases", List{"a", "b"}}},
         "192.0.2.10 db1.example.org a c#x",
         "192.0.2.10 db1.example.org a b#x"},
        {{{"state", "absent"}},
         "192.0.2.10 db1.example.org\n192.0.2.11 web db1.example.org # x\n",
         "192.0.2.11 web # x\n"},
    }));
    const test::FileHost host{.files = {{path, before}}};
    test::check_steps(type, db(texts), host, {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("hosts that are not written", "[steps]") {
    const test::FileHost host{.files = {{path, "192.0.2.9 db1.example.org\n"}}};
    auto some = db({});
    some.attributes["address"] = {resource::Contains{{"192.0.2.10"}}};
    CHECK(
        host.steps(type, some) ==
        test::declined("'containing 192.0.2.10' names no one value that could be set; name one", "address"));
    CHECK(test::FileHost{}.steps(type, db({})) ==
          test::declined("the standard names no address that a line could give it; name one"));
}
