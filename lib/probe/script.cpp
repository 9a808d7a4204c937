#include "probe/script.hpp"

#include "base/digest.hpp"

#include <fmt/format.h>

namespace plumbline::probe {

bool is_on_demand(std::string_view kind) {
    const auto at = on_demand().find(fmt::format("probe_{}() {{", kind));
    return at == 0 || (at != std::string_view::npos && on_demand()[at - 1] == '\n');
}

std::string script_digest() {
    return base::sha256(script());
}

} // namespace plumbline::probe
