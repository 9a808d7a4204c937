#include "report/spool.hpp"

#include "base/error.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace plumbline::report {

void write_at(const base::Descriptor& file, std::int64_t offset, std::string_view text,
              const std::string& host) {
    for (std::size_t done = 0; done < text.size();) {
        const auto put =
            ::pwrite(file.get(), text.data() + done, text.size() - done, offset + static_cast<off_t>(done));
        if (put < 0 && errno != EINTR)
            base::fail("cannot keep the report of {} until the run is over: {}", host, std::strerror(errno));
        done += put > 0 ? static_cast<std::size_t>(put) : 0;
    }
}

void read_at(const base::Descriptor& file, std::int64_t offset, std::size_t length, std::string& text,
             const std::string& host) {
    const auto before = text.size();
    text.resize(before + length);
    if (::pread(file.get(), text.data() + before, length, offset) != static_cast<ssize_t>(length))
        base::fail("cannot read back the report of {}: {}", host, std::strerror(errno));
}

void Spool::add(const std::string& host, std::string_view text) {
    write_at(file_, end_, text, host);
    hosts_.insert_or_assign(host, Range{end_, text.size()});
    end_ += static_cast<std::int64_t>(text.size());
}

void Spool::append(std::string& text, const std::string& host) const {
    const auto found = hosts_.find(host);
    if (found != hosts_.end())
        read_at(file_, found->second.offset, found->second.length, text, host);
}

} // namespace plumbline::report
