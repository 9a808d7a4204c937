#include "support/desired.hpp"
#include "support/file_host.hpp"

using namespace plumbline;
using resource::Steps;

namespace {

const resource::Type& type = *resource::find_type("resolver");
const std::string path = "/etc/resolv.conf";
using List = base::List;

resource::Desired wanted(const test::Texts& texts) {
    return test::desired(type, "system", texts);
}

} // namespace

TEST_CASE("lines of the resolver take the place of those of their keyword", "[steps]") {
    const auto [texts, before, after] = GENERATE(table<test::Texts, std::string, std::string>({
        {{{"nameservers", List{"192.0.2.1", "192.0.2.2"}}},
         "# x\nnameserver 192.0.2.9\nsearch a\nnameserver 192.0.2.8\n",
         "# x\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nsearch a\n"},
        {{{"search", List{"a", "b"}}},
         "domain z\nnameserver 192.0.2.9\nsearch y",
         "search a b\nnameserver 192.0.2.9\n"},
        {{{"options", List{"edns0"}}}, "nameserver 192.0.2.9", "nameserver 192.0.2.9\noptions edns0\n"},
        {{{"options", List{}}}, "options edns0\nnameserver 192.0.2.9\n", "nameserver 192.0.2.9\n"},
    }));
    test::check_steps(type, wanted(texts), {.files = {{path, before}}},
                      {.all = {test::rewrite(path, before, after)}});
}

TEST_CASE("resolvers that are not written", "[steps]") {
    const test::FileHost linked{.files = {{path, "nameserver 192.0.2.9\n"}},
                                .links = {{path, "../run/systemd/resolve/stub-resolv.conf"}}};
    CHECK(linked.steps(type, wanted({{"nameservers", List{"192.0.2.1"}}})) ==
          test::declined("/etc/resolv.conf is a link; configure the service that writes what it leads to"));
    auto some = wanted({});
    some.attributes["search"] = {resource::Contains{{"a"}}};
    CHECK(test::FileHost{.files = {{path, ""}}}.steps(type, some) ==
          test::declined("'containing a' names no one value that could be set; name one", "search"));
}
