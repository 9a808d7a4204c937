// packet: what a change-advisory board gets of a run: a folder with the report, and of each change what it
// is, what it risks, and how it would be taken back; with a manifest that is signed with the site's key.
// Knows reports, risks and signatures; must not know a host or a history.
#pragma once

#include "packet/contents/change.hpp"
#include "report/face.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace plumbline::packet {

/// Throws base::Error where a packet can't be put: nothing may be there, or an empty folder, or a packet with
/// no file that is not its own, which is replaced.
void check_place(const std::filesystem::path& place);

/// A run, as it becomes a packet. Hosts are shown to it one by one, as to a report's face.
class Packet {
public:
    Packet();

    /// A host with all its findings and facts. Throws base::Error.
    void add(const report::HostResult& host);
    /// Writes it beside its place and renames it: a reader sees all of it or nothing. With a private SSH key
    /// (or a public one whose other half the agent holds) it is signed. Same report, same background: same
    /// files, but for the signature. Throws base::Error; then what was there before is still there.
    void write(const std::filesystem::path& place, const report::Report& report,
               const report::Background& background, const std::optional<std::filesystem::path>& key) const;

private:
    std::unique_ptr<report::Face> page_;
    std::unique_ptr<report::Face> json_;
};

/// The lines that tell a reviewer what is in it and where to begin, raw.
[[nodiscard]] std::string outline_of(const report::Report& report, const std::filesystem::path& place,
                                     const std::optional<std::filesystem::path>& key);

/// The JSON Schema of changes.json (plumbline.packet/1), as `plumbline schema --packet` prints it.
[[nodiscard]] std::string packet_schema();

} // namespace plumbline::packet
