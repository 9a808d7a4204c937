#include "cli/enforcing/site_to_enforce.hpp"

#include "standard/standard.hpp"

#include <filesystem>
#include <regex>

namespace plumbline::test {
namespace {

plan::Plan plan_of(const std::string& port, const std::string& standard) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto motd = planned("file:/etc/motd");
    motd.drifts = {{.property = "mode",
                    .status = resource::Compared::Status::drift,
                    .expected = "0644",
                    .actual = base::Value("0600")}};
    motd.steps = {planned_step("set-attributes", "/etc/motd", "set of /etc/motd: mode 0644")};
    return {.id = "01JD0000000000000000000000",
            .made = now,
            .expires = now + std::chrono::hours(4),
            .environment = "production",
            .standard_name = "acme",
            .standard_digest = standard,
            .hosts = {{.name = "silent", .address = "127.0.0.1:" + port, .resources = {motd}}},
            .tool = "plumbline"};
}

} // namespace

SiteToEnforce::SiteToEnforce() {
    for (const auto* name : {"jane", "bob", "eve"})
        keys.make(name);
    desk.file("allowed_signers",
              keys.signer("jane@example.org", "jane") + keys.signer("bob@example.org", "bob"));
    settings("approval: {signers: allowed_signers, quorum: 2}\n");
    desk.file("inventory.ini", host.inventory());
    desk.directory("standard");
    desk.file("standard/standard.yaml",
              "plumbline: 1\nstandard: acme\nresources:\n  - file: /etc/motd\n    mode: \"0644\"\n");
    sign_off();
    base::Diagnostics diagnostics;
    plan = plan_of(host.port(), standard::load_standard(desk.path("standard"), diagnostics)->digest);
    approve();
}

void SiteToEnforce::settings(const std::string& text) const {
    desk.file("plumbline.yaml", "plumbline: 1\ninventory: inventory.ini\nstandard: standard\nhistory: none\n"
                                "environment: production\nlimits: {connect: 1s, auth: 1s}\n" +
                                    text);
}

void SiteToEnforce::write(const std::string& bytes) const {
    for (const auto& signature : approval::signatures_beside(desk.path("plan.json")))
        std::filesystem::remove(signature.path);
    desk.file("plan.json", bytes);
}

void SiteToEnforce::sign(const std::string& name, std::string_view purpose) const {
    const std::filesystem::path path = desk.path("plan.json");
    const auto bytes = base::read_file(path, plan::largest_plan);
    approval::put_signature_beside(path, approval::sign(bytes, purpose, keys.folder().path(name)));
}

void SiteToEnforce::approve() const {
    write();
    sign("jane");
    sign("bob");
}

void SiteToEnforce::sign_off() const {
    for (const std::string name : {"jane", "bob"})
        REQUIRE(desk.run({"sign", "standard", "--identity", keys.folder().path(name)}).status == 0);
}

Ended SiteToEnforce::enforce(const std::string& approved) const {
    auto ended = desk.run({"enforce", "plan.json", "--ssh-config", "none", "--approve",
                           approved.empty() ? plan::digest_of(plan) : approved});
    for (const auto* name : {"jane", "bob", "eve"}) {
        const auto key = keys.fingerprint(name);
        for (auto at = ended.errors.find(key); at != std::string::npos; at = ended.errors.find(key))
            ended.errors.replace(at, key.size(), std::string("KEY of ") + name);
    }
    if (const auto at = ended.errors.find("127.0.0.1:" + host.port()); at != std::string::npos)
        ended.errors.replace(at, 10 + host.port().size(), "127.0.0.1:PORT");
    static const std::regex time(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
    static const std::regex short_digest("sha256:[0-9a-f]{12}…");
    static const std::regex digest("sha256:[0-9a-f]{64}");
    static const std::regex signature(R"((plan\.json|list)\.[\w-]+\.sig)");
    ended.errors = std::regex_replace(ended.errors, time, "TIME");
    ended.errors = std::regex_replace(ended.errors, digest, "DIGEST");
    ended.errors = std::regex_replace(ended.errors, short_digest, "DIGEST");
    ended.errors = std::regex_replace(ended.errors, signature, "$1.WORD.sig");
    return ended;
}

Ended SiteToEnforce::refused(const std::string& lines) {
    return {1, "", lines + "plumbline: nothing was changed, and no host was connected to\n"};
}

} // namespace plumbline::test
