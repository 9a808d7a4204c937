#pragma once

#include "base/file.hpp"
#include "report/report.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace plumbline::report {

// What is drawn of hosts while a run goes on waits in a file without a name. These throw base::Error that
// names the host.
void write_at(const base::Descriptor& file, std::int64_t offset, std::string_view text,
              const std::string& host);
/// Appends to `text` what was written there.
void read_at(const base::Descriptor& file, std::int64_t offset, std::size_t length, std::string& text,
             const std::string& host);

/// One text a host, in whatever order they come.
class Spool {
public:
    void add(const std::string& host, std::string_view text);
    /// Nothing for a host that was never added.
    void append(std::string& text, const std::string& host) const;

private:
    struct Range {
        std::int64_t offset = 0;
        std::size_t length = 0;
    };
    base::Descriptor file_ = base::unnamed_file();
    std::int64_t end_ = 0;
    std::map<std::string, Range> hosts_ = {};
};

} // namespace plumbline::report
