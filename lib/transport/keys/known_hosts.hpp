#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plumbline::transport {

/// One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT") that speaks of the host asked for.
struct KnownKey {
    enum class Marker { none, authority, revoked };
    Marker marker = Marker::none;
    std::string type; ///< "ssh-ed25519"
    std::string blob; ///< the key as in the protocol (RFC 4253 section 6.6)
    std::string file;
    std::size_t line = 0;
};

/// How known_hosts names a host: lower case, "[host]:port" for a port other than 22.
[[nodiscard]] std::string known_name(std::string_view host, std::string_view port);

/// Whether the first field of a line (patterns, or one hashed name) speaks of the host.
[[nodiscard]] bool names_host(std::string_view field, std::string_view name);

/// A line of known_hosts if it is a well-formed one that speaks of `name`; like OpenSSH, others are passed
/// over.
[[nodiscard]] std::optional<KnownKey> read_known_line(std::string_view line, std::string_view name);

/// One file, read once and found in by name; only lines with patterns or hashed names are looked at one by
/// one.
class KnownHostsFile {
public:
    /// A file that isn't there is an empty one, as for ssh.
    explicit KnownHostsFile(const std::filesystem::path& path);

    /// Its keys for the host, in their order.
    [[nodiscard]] std::vector<KnownKey> keys(const std::string& name) const;

private:
    struct Line {
        std::size_t number;
        std::size_t begin;
        std::size_t size;
    };
    void index(const Line& line);
    [[nodiscard]] std::string_view text_of(const Line& line) const {
        return std::string_view(text_).substr(line.begin, line.size);
    }

    std::string path_;
    std::string text_;
    std::unordered_multimap<std::string, Line> by_name_;
    std::vector<Line> others_;
};

/// The files that were asked for in this run, each read once: by the parent, before its workers share what it
/// read.
class KnownHosts {
public:
    void load(const std::vector<std::string>& files);
    /// Every key of these files for the host, in their order.
    [[nodiscard]] std::vector<KnownKey> keys(const std::vector<std::string>& files, const std::string& name);

private:
    std::map<std::string, KnownHostsFile> read_;
};

} // namespace plumbline::transport
