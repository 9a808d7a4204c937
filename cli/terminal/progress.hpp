#pragma once

#include "report/report.hpp"

#include <cstddef>

namespace plumbline::cli {

/// A live line on standard error while hosts are looked at, only where that is a terminal.
class Progress {
public:
    explicit Progress(std::size_t hosts);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    void finished(const report::HostResult& host);
    void clear();

private:
    std::size_t total_;
    bool live_;
    report::HostCounts counts_;
};

} // namespace plumbline::cli
