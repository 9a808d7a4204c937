#include "terminal/attempts.hpp"

#include "base/escape.hpp"

#include <iostream>

namespace plumbline::cli {

void Attempts::say(const std::string& message) {
    std::cerr << "plumbline: " << base::printable_lines(message) << '\n';
}

} // namespace plumbline::cli
