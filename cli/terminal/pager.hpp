#pragma once

#include <sys/types.h>

namespace plumbline::cli {

/// While it lives, standard output goes through $PAGER, or less -R where there is one: on a terminal only,
/// and neither with an empty PAGER nor with PAGER=cat. When it goes, the reader has closed the pager.
class Pager {
public:
    Pager();
    Pager(const Pager&) = delete;
    Pager& operator=(const Pager&) = delete;
    ~Pager();

private:
    int terminal_ = -1; ///< standard output as it was
    pid_t pid_ = -1;
};

} // namespace plumbline::cli
