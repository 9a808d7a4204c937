#include "resource/check.hpp"
#include "base/digest.hpp"
#include "resource/type.hpp"
#include "support/standard_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using resource::Desired;
using resource::Severity;
using test::declaration;
using test::lines;

namespace {

std::optional<std::string> no_source(std::string_view, const base::Place&) {
    return std::nullopt;
}

/// What is made of a declaration that is right.
Desired checked(const std::string& yaml, const resource::ReadSource& source = no_source) {
    base::Diagnostics diagnostics;
    auto desired = resource::check(declaration(yaml), source, diagnostics);
    INFO(base::render(diagnostics));
    REQUIRE(desired);
    CHECK(diagnostics.all().empty());
    return *desired;
}

/// The canonical form of one attribute.
std::string canonical(const std::string& yaml, const std::string& attribute) {
    return to_text(checked(yaml).attributes.at(attribute));
}

} // namespace

TEST_CASE("values are kept in canonical form") {
    const std::string digest(64, 'A');
    CHECK(canonical("file: /a\nmode: \"644\"", "mode") == "0644");
    CHECK(canonical("file: /a\nmode: \"4755\"", "mode") == "4755");
    CHECK(canonical("file: /a\nsize: 10 MiB", "size") == "10485760");
    CHECK(canonical("file: /a\nsize: 4k", "size") == "4096");
    CHECK(canonical("file: /a\nsize: 5kB", "size") == "5000");
    CHECK(canonical("file: /a\nsize: 12", "size") == "12");
    CHECK(canonical("file: /a\nowner: 0", "owner") == "0");
    CHECK(canonical("file: /a\nsha256: sha256:" + digest, "sha256") == "sha256:" + std::string(64, 'a'));
    CHECK(canonical("service: ssh\nenabled: true", "enabled") == "true");
    CHECK(canonical("service: ssh\nenabled: \"false\"", "enabled") == "false");
    CHECK(canonical("directory: /a\nkeep: one\npurge: true", "keep") == "one");
    CHECK(canonical("directory: /a\nkeep: [one, two]\npurge: true", "keep") == "one, two");
}

TEST_CASE("a matcher stands where a value stands") {
    CHECK(canonical("file: /a\nmode: {at_most: \"640\"}", "mode") == "at most 0640");
    CHECK(canonical("file: /a\nsize: {at_least: 1k}", "size") == "at least 1024");
    CHECK(canonical("file: /a\nsize: \">= 1k, < 2k\"", "size") == ">= 1024, < 2048");
    CHECK(canonical("file: /a\nowner: {one_of: [root, daemon]}", "owner") == "one of: root, daemon");
    CHECK(canonical("file: /a\nowner: {not: {matches: \"www.*\"}}", "owner") == "not matching www.*");
    CHECK(canonical("package: a\nversion: \">= 1:9.2, !=2~rc1\"", "version") == ">= 1:9.2, != 2~rc1");
    CHECK(canonical("package: a\nversion: \"1.10\"", "version") == "1.10");
}

TEST_CASE("groups are flattened and defaults supplied") {
    const auto desired =
        checked("directory: /a\nrecurse: {files: {mode: {at_most: \"644\"}}, ignore: [\"*.o\"]}");
    CHECK(to_text(desired.attributes.at("recurse.files.mode")) == "at most 0644");
    CHECK(desired.list("recurse.ignore") == base::List{"*.o"});
    CHECK(desired.text("state") == "present");
    CHECK_FALSE(desired.flag("purge"));
    CHECK_FALSE(desired.has("recurse.depth"));
}

TEST_CASE("content is kept beside its digest") {
    const auto desired = checked("file: /a\ncontent: |\n  hello\n");
    CHECK(desired.contents.at("content").bytes == "hello\n");
    CHECK(desired.text("content") == base::sha256("hello\n"));
}

TEST_CASE("a source becomes the content") {
    const auto source = [](std::string_view relative, const base::Place&) {
        return std::optional("bytes of " + std::string(relative));
    };
    const auto desired = checked("file: /a\nsource: files/motd", source);
    CHECK(desired.contents.at("content").bytes == "bytes of files/motd");
    CHECK(desired.text("content") == base::sha256("bytes of files/motd"));
}

TEST_CASE("a source that can't be read leaves nothing") {
    base::Diagnostics diagnostics;
    CHECK_FALSE(resource::check(declaration("file: /a\nsource: files/motd"), no_source, diagnostics));
    CHECK(lines(diagnostics).empty()); // whoever reads sources has said it
}

TEST_CASE("every resource takes the common attributes") {
    const auto desired = checked(
        "file: /a\nseverity: critical\nwhy: CIS 5.2.1\ntags: [ssh, cis]\ncontact: x@example.org\n"
        "requires: \"package:a:b\"\nnotify: [\"service:ssh\", \"service:cron\"]\nenforce: never\n"
        "sensitive: true\nwhen: {os.family: debian, os.version: \">= 12\", virtual: {not: container}}");
    CHECK(desired.severity == Severity::critical);
    CHECK(desired.why == "CIS 5.2.1");
    CHECK(desired.tags == base::List{"ssh", "cis"});
    CHECK(desired.contact == "x@example.org");
    CHECK(desired.requires_ == std::vector<resource::Identity>{{"package", "a:b"}});
    CHECK(desired.notify == std::vector<resource::Identity>{{"service", "ssh"}, {"service", "cron"}});
    CHECK(desired.audit_only);
    CHECK(desired.sensitive);
    CHECK(to_text(desired.when.at("os.family")) == "debian");
    CHECK(to_text(desired.when.at("os.version")) == ">= 12");
    CHECK(to_text(desired.when.at("virtual")) == "not container");
    CHECK_FALSE(desired.has("severity"));
}

TEST_CASE("a title of any bytes is a path") {
    CHECK(checked("file: !bytes \"/srv/bad\\xffname\"").id.title == "/srv/bad\xffname");
    CHECK(checked("file: \"/srv/a b\\nc\"").id.title == "/srv/a b\nc");
}

TEST_CASE("the example of every type is right") {
    for (const auto* type : resource::types()) {
        INFO(type->schema().type);
        const auto desired = checked(type->schema().example, [](std::string_view, const base::Place&) {
            return std::optional<std::string>("x");
        });
        CHECK_FALSE(type->expect(desired).empty());
    }
}
