#include "packet/made.hpp"

#include <filesystem>

namespace plumbline::test {

report::Report three_changes() {
    const auto motd = Made("file", "/etc/motd", drift::Status::drift, 3)
                          .severity(resource::Severity::high)
                          .property("mode", Status::drift, "0644", "0600")
                          .property("owner", Status::in_sync, "root", "root")
                          .would("set mode 0644 (now 0600)");
    const auto sshd = Made("file", "/etc/ssh/sshd_config", drift::Status::pending, 7)
                          .property("content", Status::drift, "sha256:b", "sha256:a")
                          .diff("--- actual\n+++ standard\n@@ -1 +1 @@\n-a\n+b\n")
                          .would("write content (1 line)")
                          .restarts("service:ssh");
    const auto purge = Made("directory", "/etc/cron.d", drift::Status::drift, 9)
                           .severity(resource::Severity::low)
                           .property("purge", Status::drift, "absent", "file", "left")
                           .would("remove file left");
    const auto waived = Made("file", "/etc/issue", drift::Status::waived, 11)
                            .property("mode", Status::drift, "0644", "0600")
                            .would("set mode 0644 (now 0600)");
    const auto unknown = Made("file", "/etc/shadow", drift::Status::unknown, 12)
                             .unreadable("mode", "0600", "permission denied");
    const auto in_sync = Made("file", "/etc/hosts", drift::Status::in_sync, 13);
    return report_of({host("web1", {motd, sshd, purge, waived, in_sync}),
                      host("web2", {motd, unknown, in_sync}),
                      failed_host("web3", transport::Stage::connect, "timed out")});
}

void make_packet(const std::string& place, report::Report report,
                 const std::optional<std::filesystem::path>& key) {
    packet::Packet packet;
    for (auto& host : report.hosts) {
        packet.add(host);
        host.facts.clear();
        host.forget_in_sync();
    }
    packet.write(place, report, {}, key);
}

std::set<std::string> names_in(const std::string& folder) {
    namespace fs = std::filesystem;
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_directory())
            names.insert(entry.path().lexically_relative(folder).string());
    return names;
}

} // namespace plumbline::test
