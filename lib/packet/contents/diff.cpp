#include "packet/contents/files.hpp"

#include "base/escape.hpp"
#include "base/value.hpp"

#include <fmt/format.h>

namespace plumbline::packet {
namespace {

using resource::Compared;

std::string name_of(const Compared& compared) {
    return base::printable(compared.subject.empty()
                               ? compared.property
                               : fmt::format("{} of {}", compared.property, compared.subject));
}

} // namespace

std::string diff_of(const Change& change) {
    const auto& finding = change.finding();
    std::string lines;
    std::size_t count = 0;
    for (const auto& compared : finding.properties) {
        if (compared.status != Compared::Status::drift)
            continue;
        ++count;
        lines +=
            fmt::format("-{0}: {1}\n+{0}: {2}\n", name_of(compared),
                        base::printable(base::to_text(compared.actual)), base::printable(compared.expected));
    }
    return fmt::format("--- actual\n+++ standard\n@@ -1,{0} +1,{0} @@ {1}\n{2}{3}", count,
                       base::printable(finding.desired->id.text()), lines, finding.diff);
}

} // namespace plumbline::packet
