#include "resource/formats/debian/apt_sources.hpp"
#include "resource/formats/gathering.hpp"
#include "resource/formats/readers.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace plumbline::resource::formats;

namespace {

struct Format {
    std::string name;
    Reader read;
    std::string whole; ///< a file that uses all that the format has
};

Contents read_list(std::string_view bytes) {
    auto read = read_apt_list(bytes);
    return std::holds_alternative<Malformed>(read) ? Contents(std::get<Malformed>(read))
                                                   : Contents(Entries{});
}

const std::vector<Format>& formats() {
    static const std::vector<Format> all{
        {"ini", read_ini, "[a b]\nk = v \\\n# c\n more\n; d\nq='x'\nalone\n[c]\n"},
        {"commented ini", read_commented_ini, "[a] ; c\nk = \"v # w\\\" \" # d\n'k'\n"},
        {"folded ini", read_folded_ini, "[a]\nk: v\n more\n# c\n\tmore\nl=\n"},
        {"json", read_json,
         "{\"a\": [1, -2.5e+3, true, null, {\"b\": \"\\u00fc\\\"\\ud83d\\ude00\"}, []], \"c\": {}}\n"},
        {"yaml", read_yaml,
         "%YAML 1.2\n---\na: &x [1, 'b', \"\\x41\"]\nb: *x\nc: |\n  t\n  u\nd: {e: !!str 1}\n"},
        {"xml", read_xml,
         "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><!-- d --><a b='c'>&amp;&#65;<d/>"
         "<![CDATA[e]]><d f=\"g\">h</d></a>\n"},
        {"toml", read_toml,
         "a.\"b\" = [1, 0xff, 1e3, 'x', \"\"\"y\"\"\"]\n[[t]]\nd = 1979-05-27T07:32:00Z\n[t.u]\nv = {w = "
         "true}\n"},
        {"deb822", read_deb822, "A: 1\nB:\n folded\n .\n# c\n\nPackage: p\nC: d\n"},
        {"apt list", read_list, "deb [ a=b c+=d ] cdrom:[e f]/ g h i # j\n# k\ndeb-src \"l m\" ./\n"},
        {"nginx", read_nginx,
         "a 'b\\'' \"c\" ${d}e\\;f; # g\nh { i {j k;} server {l;} server {} }\nm_by_lua_block {{}}\n"},
    };
    return all;
}

/// Whatever it is, it is entries whose lines are lines of the text, or malformed at one with a message.
void read_torn(const Format& format, const std::string& text) {
    const Contents contents = format.read(text);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    bool sound = true;
    if (const auto* malformed = std::get_if<Malformed>(&contents)) {
        sound = malformed->line <= lines && !malformed->message.empty();
    } else {
        for (const Entry& entry : std::get<Entries>(contents)) {
            sound = sound && entry.line >= 1 && entry.line <= lines;
        }
    }
    if (!sound) {
        FAIL(format.name << " of: " << text);
    }
}

} // namespace

TEST_CASE("a configuration file that is cut anywhere is read or refused") {
    for (const Format& format : formats()) {
        REQUIRE(std::holds_alternative<Entries>(format.read(format.whole)));
        for (std::size_t length = 0; length <= format.whole.size(); ++length) {
            read_torn(format, format.whole.substr(0, length));
            read_torn(format, format.whole.substr(length));
        }
    }
}

TEST_CASE("a configuration file with bytes changed, doubled or taken out is read or refused") {
    constexpr char pool[] = "\0\t\n\r \"'#&*!|>?:-[]{}<,%@`~=;\\$0a\xC3\xFF";
    const std::string_view bytes(pool, sizeof pool - 1);
    std::mt19937 random(20261121); // the same texts each time
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
    for (const Format& format : formats()) {
        for (int round = 0; round < 3000; ++round) {
            std::string text = format.whole;
            for (std::size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
                const std::size_t at = below(text.size());
                switch (below(3)) {
                case 0:
                    text[at] = bytes[below(bytes.size())];
                    break;
                case 1:
                    text.insert(at, text.substr(below(text.size()), below(20)));
                    break;
                default:
                    text.erase(at, below(8));
                }
            }
            read_torn(format, text);
        }
    }
}

TEST_CASE("garbage is read or refused") {
    std::mt19937 random(20261121);
    for (const Format& format : formats()) {
        for (int round = 0; round < 500; ++round) {
            std::string text(random() % 300, ' ');
            std::generate(text.begin(), text.end(), [&] { return static_cast<char>(1 + random() % 255); });
            read_torn(format, text);
        }
    }
}

TEST_CASE("no reader takes a file over the limit, or more entries") {
    const std::string large(most_bytes + 1, '\n');
    for (const Format& format : formats()) {
        CHECK(format.read(large) == Contents(Malformed{0, "expected at most 4 MiB, found 4194305 bytes"}));
    }
    std::string many;
    for (std::size_t i = 0; i <= most_entries; ++i) {
        many += "a=1\n";
    }
    CHECK(read_ini(many) ==
          Contents(Malformed{most_entries + 1, "expected at most 100000 entries, found more"}));
}
