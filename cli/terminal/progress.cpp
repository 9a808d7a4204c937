#include "terminal/progress.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

namespace plumbline::cli {

Progress::Progress(std::size_t hosts) : total_(hosts), live_(::isatty(STDERR_FILENO) == 1) {
    if (live_)
        std::cerr << fmt::format("\rlooking at {} host{} …\x1b[K", hosts, hosts == 1 ? "" : "s")
                  << std::flush;
}

void Progress::finished(const report::HostResult& host) {
    constexpr std::size_t longest_name = 40;
    ++counts_.total;
    switch (host.status()) {
    case report::HostResult::Status::in_sync:
        ++counts_.in_sync;
        break;
    case report::HostResult::Status::drifted:
        ++counts_.drifted;
        break;
    case report::HostResult::Status::failed:
        ++counts_.failed;
        break;
    }
    if (live_)
        std::cerr << fmt::format("\r{}/{} hosts, {} drifted, {} failed; {}\x1b[K", counts_.total, total_,
                                 counts_.drifted, counts_.failed,
                                 base::printable(host.name).substr(0, longest_name))
                  << std::flush;
}

void Progress::clear() {
    if (live_)
        std::cerr << "\r\x1b[K" << std::flush;
    live_ = false;
}

} // namespace plumbline::cli
