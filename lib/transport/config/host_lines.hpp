#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::transport {

/// The Host lines of ssh_config: hosts that the same ones match get the same answer of `ssh -G`, but for
/// their name.
class HostLines {
public:
    /// Reads the file of -F ("none": nothing), or when it is empty the user's and the system's, and what they
    /// include.
    static HostLines read(const std::string& config_file);

    /// One letter for each Host line, in their order: whether it matches. Equal texts mean equal blocks.
    [[nodiscard]] std::string signature(std::string_view host) const;
    /// Whether nothing but Host lines decides: no Match, no CanonicalizeHostname, no quoting this reader
    /// leaves alone.
    [[nodiscard]] bool decide_alone() const { return decide_alone_; }

private:
    void read_file(const std::filesystem::path& path, const std::filesystem::path& base, int depth);
    void read_line(std::string_view line, const std::filesystem::path& base, int depth);
    void include(const std::vector<std::string>& patterns, const std::filesystem::path& base, int depth);

    std::vector<std::vector<std::string>> lines_;
    bool decide_alone_ = true;
};

} // namespace plumbline::transport
