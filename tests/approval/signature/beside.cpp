#include "approval/signature/keys.hpp"
#include "base/error.hpp"

using namespace plumbline;
using test::Keys;

namespace {

std::vector<std::string> names(const std::vector<approval::SignatureFile>& files) {
    std::vector<std::string> names;
    for (const auto& file : files)
        names.push_back(file.path.filename());
    return names;
}

} // namespace

TEST_CASE("the signatures of a file are those that bear its name") {
    const test::TemporaryFolder folder;
    for (const auto* name : {"list", "list.sig", "list.jane.sig", "list.bob.sig", "list.old.jane.sig",
                             "list..sig", "listing.sig", "other.sig", "list.jane", ".list.sig"})
        folder.file(name, name);
    const auto found = approval::signatures_beside(folder.path("list"));
    CHECK(names(found) == std::vector<std::string>{"list.bob.sig", "list.jane.sig", "list.sig"});
    CHECK(found.front().text == "list.bob.sig");
    CHECK(found.front().path == folder.path("list.bob.sig"));
    CHECK(approval::signatures_beside(folder.path("none/list")).empty());
}

TEST_CASE("too many signatures and too large ones are refused") {
    const test::TemporaryFolder folder;
    folder.file("a.large.sig", std::string((64 << 10) + 1, 'x'));
    CHECK_THROWS_WITH(approval::signatures_beside(folder.path("a")),
                      folder.path("a.large.sig") + " is too large: more than 65536 bytes");
    for (int i = 0; i < 101; ++i)
        folder.file("b." + std::to_string(i) + ".sig", "");
    CHECK_THROWS_WITH(approval::signatures_beside(folder.path("b")),
                      "more than 100 signatures lie beside " + folder.path("b") +
                          ": take those away that nobody needs");
}

TEST_CASE("a signature is put under its key's name, or where the key's last one is") {
    const Keys keys;
    const auto& folder = keys.folder();
    const auto file = folder.file("change.yaml", "change: CHG-1\n");
    const auto sign = [&](const std::string& key) {
        return approval::sign("change: CHG-1\n", approval::for_change, key);
    };
    const auto jane = keys.make("jane");
    const auto bob = keys.make("bob");
    auto word = keys.fingerprint("jane").substr(7, 16);
    for (auto& letter : word)
        letter = letter == '/' ? '_' : letter == '+' ? '-' : letter;
    const auto place = approval::put_signature_beside(file, sign(jane));
    CHECK(place == folder.path("change.yaml." + word + ".sig"));
    CHECK(approval::put_signature_beside(file, sign(bob)) != place);
    CHECK(approval::put_signature_beside(file, sign(jane)) == place);
    CHECK(approval::signatures_beside(file).size() == 2);
    std::filesystem::rename(place, folder.path("change.yaml.jane.sig"));
    CHECK(approval::put_signature_beside(file, sign(jane)) == folder.path("change.yaml.jane.sig"));
    CHECK(approval::signatures_beside(file).size() == 2);
}
