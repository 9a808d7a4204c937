// setting: the files behind a title, fetched in one round trip, and their entries in the order in which the
// program reads them.
#pragma once

#include "probe/question.hpp"
#include "resource/types/setting/lens.hpp"

namespace plumbline::resource::setting {

/// An entry and the file that it stands in.
struct Placed {
    formats::Entry entry;
    std::string file;
    [[nodiscard]] std::string place() const; ///< "/etc/ssh/sshd_config:33"
};

/// Something that the program reads and the audit can't: what stands there is not known.
struct Gap {
    std::size_t at = 0;  ///< it stands before the entry of this index
    std::string section; ///< it concerns no other; "" when it may concern any
    std::string reason;
};

struct Gathered {
    std::vector<Placed> entries;
    std::vector<Gap> gaps;
    std::vector<std::string> files; ///< that were read, in order
    bool there = false;             ///< some file of the configuration is
};

[[nodiscard]] Layout layout_of(const Lens& lens, const std::string& title);
[[nodiscard]] probe::Queries files_of(const Layout& layout);
[[nodiscard]] Gathered gather(const Lens& lens, const Layout& layout, const probe::Answers& answers);

} // namespace plumbline::resource::setting
