#include "cli/desk.hpp"
#include "support/by_schema.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using nlohmann::json;
using test::Ended;
using test::Words;

namespace {

/// An audit of a machine that drifts, as text on standard output and JSON in report.json.
struct Drifting : test::Desk {
    Drifting() {
        test::write_standard(*this);
        file("extra", "");
    }
    [[nodiscard]] Words audit(const Words& more) const {
        Words words{"audit", "-s", "standard.yaml", "--history", "none"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    /// The names in the folder that were not there before.
    [[nodiscard]] Words written() const {
        Words names;
        for (const auto& entry : std::filesystem::directory_iterator(path()))
            names.push_back(entry.path().filename());
        std::erase_if(names, [](const auto& name) {
            return name == "standard.yaml" || name == "motd" || name == "extra";
        });
        std::sort(names.begin(), names.end());
        return names;
    }
};

/// The report without what differs from run to run.
json comparable(const std::string& text) {
    auto report = json::parse(text);
    for (const auto* key : {"id", "started", "finished"})
        report.at("run").erase(key);
    for (auto& host : report.at("hosts")) {
        host.erase("seconds");
        if (host.contains("facts"))
            host.at("facts").erase("now");
    }
    return report;
}

} // namespace

TEST_CASE("reports go to files as well, for their owner alone, and say what standard output says") {
    const Drifting desk;
    const auto text = desk.run(desk.audit({}));
    const auto ended = desk.run(
        desk.audit({"--output", "json=report.json", "--output", "text=report.txt", "--color", "always"}));
    CHECK(ended.status == 2);
    CHECK(desk.written() == Words{"report.json", "report.txt"});
    for (const auto* name : {"report.json", "report.txt"})
        CHECK(std::filesystem::status(desk.path(name)).permissions() == std::filesystem::perms(0600));
    CHECK(desk.read("report.txt").find('\x1b') == std::string::npos);
    CHECK(ended.output.find('\x1b') != std::string::npos);
    CHECK(desk.neutral(desk.read("report.txt")) == text.output);
    CHECK(comparable(desk.neutral(desk.read("report.json"))) ==
          comparable(desk.run(desk.audit({"--format", "json"})).output));
}

TEST_CASE(
    "the JSON keeps to the schema that the program prints, and is the same twice but for times and run id") {
    const Drifting desk;
    desk.file("hosts.ini", "here ansible_connection=local\ngone ansible_host=127.0.0.1 ansible_port=1\n");
    const auto words = desk.audit({"-i", "hosts.ini", "--format", "json"});
    const auto first = desk.run(words);
    const auto second = desk.run(words);
    const auto schema = json::parse(desk.run({"schema", "--report"}).output);
    CHECK(first.status == 6);
    CHECK(test::objections(schema, json::parse(first.output)).empty());
    CHECK(comparable(first.output) == comparable(second.output));
    CHECK(json::parse(first.output).at("run").at("id") != json::parse(second.output).at("run").at("id"));
}

TEST_CASE("a report that can't be written is said, and comes out on standard output all the same") {
    const Drifting desk;
    const auto report = desk.run(desk.audit({}));
    REQUIRE(report.status == 2);
    desk.file("old.json", "old\n");
    // nothing can be made in /proc, whoever asks
    const auto ended =
        desk.run(desk.audit({"--output", "json=/proc/report.json", "--output", "text=new.txt"}));
    CHECK(ended == Ended{1, report.output,
                         "plumbline: cannot write beside /proc/report.json: No such file or directory\n"});
    CHECK(desk.neutral(desk.read("new.txt")) == report.output);
}

TEST_CASE("where there is no room for a report the old one stays whole") {
    const Drifting desk;
    const auto [hosts, output, message] = GENERATE(table<Words, std::string, std::string>({
        {{"a", "b", "c"}, "text=old", "plumbline: cannot write old: File too large\n"},
        {{"a"}, "json=old", "plumbline: cannot keep the report of a until the run is over: File too large\n"},
    }));
    auto words = desk.audit({"--transport", "local", "--by", "host"});
    words.insert(words.end(), hosts.begin(), hosts.end());
    const auto report = desk.run(words);
    desk.file("old", "old\n");
    // a file may grow to 512 bytes, and then write(2) fails as it does on a full disk
    words.insert(words.end(), {"--output", output});
    CHECK(desk.shell("ulimit -f 1; trap '' XFSZ; exec \"$@\"", words) == Ended{1, report.output, message});
    CHECK(desk.read("old") == "old\n");
    CHECK(desk.written() == Words{"old"});
}
