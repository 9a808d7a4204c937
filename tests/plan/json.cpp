#include "plan/samples.hpp"
#include "support/by_schema.hpp"
#include "support/temporary_folder.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace plumbline;
using nlohmann::json;
using test::sample_plan;

namespace {

/// The lines but the second, which is the digest's.
std::string without_digest(const std::string& text) {
    auto lines = base::lines(text);
    lines.erase(lines.begin() + 1);
    return fmt::format("{}\n", fmt::join(lines, "\n"));
}

/// An edit whose digest is that of the rest.
std::string resealed(const std::string& text) {
    auto rest = without_digest(text);
    return rest.insert(2, fmt::format(" \"digest\": \"{}\",\n", base::sha256(rest)));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string refusal(const std::string& text) {
    try {
        static_cast<void>(plan::read_plan(text));
        return "";
    } catch (const base::Error& error) {
        return error.what();
    }
}

} // namespace

TEST_CASE("a plan is read back as it was written, and its digest is that of the other lines") {
    const auto plan = sample_plan();
    const auto text = plan::as_json(plan);
    CHECK(plan::read_plan(text) == plan);
    CHECK(plan::as_json(plan::read_plan(text)) == text);
    CHECK(plan::digest_of(plan) == base::sha256(without_digest(text)));
    CHECK(text.starts_with("{\n \"digest\": \"" + plan::digest_of(plan) +
                           "\",\n \"format\": \"plumbline.plan/1\",\n"));
    auto other = plan;
    other.hosts.back().resources.front().steps.front().words += " ";
    CHECK(plan::digest_of(other) != plan::digest_of(plan));
}

TEST_CASE("identical work stands in a plan once, the riskiest first") {
    const auto form = json::parse(plan::as_json(sample_plan()));
    REQUIRE(form["changes"].size() == 3);
    CHECK(form["changes"][0]["resource"] == "file:/etc/ssh/sshd_config");
    CHECK(form["changes"][1]["resource"] == "file:/etc/motd");
    CHECK(form["changes"][2]["resource"] == "user:joe");
    CHECK(form["hosts"][2]["changes"] == json({2, 1}));
    CHECK(form["hosts"][3]["changes"] == json({2, 1}));
    CHECK(form["refreshes"].size() == 1);
}

TEST_CASE("the published schema takes plans, and nothing that it does not name") {
    const auto schema = json::parse(plan::plan_schema());
    const auto form = json::parse(plan::as_json(sample_plan()));
    CHECK(test::objections(schema, form) == "");
    const std::vector<std::string> pointers{"/more",
                                            "/standard/more",
                                            "/hosts/0/more",
                                            "/hosts/2/left/0/more",
                                            "/changes/0/more",
                                            "/changes/0/drifts/0/more",
                                            "/changes/0/steps/0/more",
                                            "/changes/0/risks/0/more",
                                            "/changes/0/declined/0/more",
                                            "/refreshes/0/more"};
    for (const auto& pointer : pointers) {
        auto other = form;
        other[json::json_pointer(pointer)] = "x";
        INFO(pointer);
        CHECK(test::objections(schema, other) != "");
        CHECK(refusal(other.dump()) != "");
    }
}

TEST_CASE("a plan that was edited is refused, whatever was edited") {
    const auto text = plan::as_json(sample_plan());
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"mode 0644", "mode 0666"},
                                                          {"2026-11-20T17:00:02Z", "2027-11-20T17:00:02Z"},
                                                          {"web2", "web3"},
                                                          {"acme\"", "acmf\""},
                                                          {"PermitRootLogin no", "PermitRootLogin NO"}}) {
        const auto edited = replaced(text, from, to);
        const auto own = base::sha256(without_digest(edited));
        CHECK(refusal(edited) == "digest: expected " + own + ", the one of the rest, found " +
                                     plan::digest_of(sample_plan()) +
                                     ": the plan was edited after it was made; make it anew with `plumbline "
                                     "plan`");
    }
}

TEST_CASE("a plan is read in the very form in which it was written") {
    const auto text = plan::as_json(sample_plan());
    const std::string other = ": expected the plan in the very form in which it was written, found another: "
                              "it was edited or written anew by something else; make it anew with `plumbline "
                              "plan`";
    CHECK(refusal(replaced(text, " \"format\"", "  \"format\"")) == "line 3" + other);
    CHECK(refusal(replaced(text, "/etc/motd", "\\u002fetc/motd")).starts_with("line "));
    CHECK(refusal(replaced(text, " \"id\"", " \"id\": \"twice\",\n \"id\"")) != "");
    CHECK(refusal(text + " ") == fmt::format("line {}", base::lines(text).size() + 1) + other);
    CHECK(refusal(json::parse(text).dump()).starts_with("line 1: expected the plan in the very form"));
}

TEST_CASE("what is no plan is refused with its place and what was expected there") {
    const auto text = plan::as_json(sample_plan());
    const std::string one = "\"number\": 1";
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"plumbline.plan/1", "plumbline.plan/2",
         "format: expected \"plumbline.plan/1\", found \"plumbline.plan/2\""},
        {"\"id\": \"01JDABCDEFGHJKMNPQRSTVWXYZ\"", "\"id\": 7", "id: expected a text, found 7"},
        {"\"made\": \"2026-11-20T13:00:02Z\"", "\"made\": \"yesterday\"",
         "made: expected a time like \"2026-11-20T13:00:02Z\", found \"yesterday\""},
        {"2026-11-20T17:00:02Z", "2026-11-20T13:00:02Z",
         "expires: expected a time after it was made, found \"2026-11-20T13:00:02Z\""},
        {"\"severity\": \"high\"", "\"severity\": \"dire\"",
         "changes[0].severity: expected info, low, medium, high or critical, found \"dire\""},
        {"\"operation\": \"write-file\"", "\"operation\": \"format-disk\"",
         "changes[0].steps[0].operation: expected one of write-file, set-attributes, make-folder, make-link, "
         "remove, run, found \"format-disk\""},
        {"\"class\": \"connectivity\"", "\"class\": \"none\"",
         "changes[0].risks[0].class: expected restart, reboot, purge or connectivity, found \"none\""},
        {one, "\"number\": 0", "changes[0].number: expected a number from 1, found 0"},
        {one, "\"number\": -1", "changes[0].number: expected a number from 1, found -1"},
        {one, "\"number\": 3", "changes[0].number: expected 1, in the order of the list, found 3"},
        {"\"resource\": \"file:/etc/ssh/sshd_config\"", "\"resource\": \"sshd\"",
         "changes[0].resource: expected a resource (TYPE:TITLE), found \"sshd\""},
        {"\"seen\": \"sha256:", "\"seen\": \"sha1:",
         "changes[0].seen: expected a digest (sha256: and 64 hexadecimal digits), found \"sha1:" +
             base::sha256_hex("file:/etc/ssh/sshd_config") + "\""},
        {"\"name\": \"app1\"", "\"name\": \"web9\"",
         "hosts[1].name: expected hosts by name, each once, found \"db1\""},
        {"\"address\": \"app1.example.org:22\"", "\"adress\": \"x\"",
         "hosts[0].adress: expected no such member (a plan of another version is to be made anew), found "
         "\"x\""},
        {"\"hosts\": [", "\"hosts\": {}, \"x\": [", "hosts: expected a list, found an object"},
        {"\"now\": \"0600\"", "\"now\": [1]", "changes[1].drifts[0].now[0]: expected a text, found 1"},
    };
    for (const auto& [from, to, expected] : cases) {
        INFO(from << " → " << to);
        CHECK(refusal(resealed(replaced(text, from, to))) == expected);
    }
    CHECK(refusal("") == "expected JSON, found something else at line 1");
    CHECK(refusal("[]") == "the plan: expected an object, found a list");
    CHECK(refusal("{}") == "digest: expected a digest (sha256: and 64 hexadecimal digits), found nothing");
    CHECK(refusal(std::string(100'000, '[')) ==
          "expected JSON that is nested at most 8 deep, found it deeper");
    CHECK(refusal(std::string(plan::largest_plan + 1, ' ')) ==
          "expected a plan of at most 67108864 bytes, found 67108865");
}

TEST_CASE("work that no host has is refused, and hosts that name none that is there") {
    const auto form = [](const std::string& pointer, const json& value) {
        auto edited = nlohmann::ordered_json::parse(plan::as_json(sample_plan()));
        edited[nlohmann::ordered_json::json_pointer(pointer)] = value;
        return edited.dump(1, ' ', true) + "\n";
    };
    CHECK(refusal(form("/hosts/0/changes/0", 4)) ==
          "hosts[0].changes: expected numbers of 1 to 3, found a list");
    CHECK(refusal(form("/hosts/0/changes", json::array())) ==
          "changes[2]: expected to be of some host, found of none");
}

TEST_CASE("hostile texts are kept as they are, in ASCII alone") {
    auto plan = sample_plan();
    const std::string hostile = "\x1b]0;owned\x07 \xe2\x80\xaegnp \"}],\n \\u0041";
    plan.hosts[0].resources[0].declined = {{hostile, hostile}};
    plan.hosts[0].left = {{{"file", hostile}, hostile}};
    plan.hosts[1].error = hostile;
    const auto text = plan::as_json(plan);
    CHECK(plan::read_plan(text) == plan);
    CHECK(std::ranges::all_of(text, [](char byte) { return byte == '\n' || (byte >= ' ' && byte <= '~'); }));
    plan.hosts[1].error = "\xff\xfe";
    CHECK(plan::read_plan(plan::as_json(plan)).hosts[1].error == "\\xff\\xfe");
    CHECK(plan::digest_of(plan::read_plan(plan::as_json(plan))) == plan::digest_of(plan));
}

TEST_CASE("a plan's file is told by its path where it can't be read") {
    const test::TemporaryFolder folder;
    const auto path = folder.file("plan.json", plan::as_json(sample_plan()));
    const auto file = plan::read_plan_file(path);
    CHECK(file.plan == sample_plan());
    CHECK(file.digest == plan::digest_of(sample_plan()));
    CHECK(file.bytes == plan::as_json(sample_plan()));
    folder.file("plan.json", "{}");
    CHECK_THROWS_WITH(plan::read_plan_file(path), "digest: expected a digest (sha256: and 64 hexadecimal "
                                                  "digits), found nothing\n  while reading the plan " +
                                                      path);
}

TEST_CASE("a plan holds from when it was made until it expires") {
    const auto plan = sample_plan();
    CHECK(plan::out_of_date(plan, plan.made) == "");
    CHECK(plan::out_of_date(plan, plan.expires) == "");
    CHECK(plan::out_of_date(plan, plan.made - std::chrono::seconds(59)) == "");
    CHECK(plan::out_of_date(plan, plan.expires + std::chrono::seconds(1)) ==
          "expected a plan that holds now, 2026-11-20T17:00:03Z, found one that expired at "
          "2026-11-20T17:00:02Z; make it anew with `plumbline plan`");
    CHECK(plan::out_of_date(plan, plan.made - std::chrono::minutes(2)) ==
          "expected a plan made before now, 2026-11-20T12:58:02Z, found one made at 2026-11-20T13:00:02Z; "
          "set the clocks of both machines, or make it anew with `plumbline plan`");
}
