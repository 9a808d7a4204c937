#include "probe/script.hpp"

#include "base/digest.hpp"

namespace plumbline::probe {

std::string script_digest() {
    return base::sha256(script());
}

} // namespace plumbline::probe
