#include "base/version.hpp"

namespace plumbline::base {

std::string_view version() {
    return PLUMBLINE_VERSION;
}

} // namespace plumbline::base
