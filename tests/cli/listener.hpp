#pragma once

#include "base/file.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

/// Something on loopback that takes connections and never says a word.
class Listener {
public:
    Listener();
    [[nodiscard]] const std::string& port() const { return port_; }
    /// An inventory in INI: one host, silent, that is reached here.
    [[nodiscard]] std::string inventory() const {
        return "silent ansible_host=127.0.0.1 ansible_port=" + port_ + "\n";
    }
    /// Connections that were made so far.
    [[nodiscard]] std::size_t connections();
    /// Waits for one, at most 20 s; false when none came.
    [[nodiscard]] bool wait_for_connection();
    /// Whether the other sides of all connections close within 10 s.
    [[nodiscard]] bool all_closed();

private:
    base::Descriptor socket_;
    std::string port_;
    std::vector<base::Descriptor> accepted_;
};

} // namespace plumbline::test
