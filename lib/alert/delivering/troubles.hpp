#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::alert {

/// What went wrong with messages, each said once, with how many it befell.
class Troubles {
public:
    /// Of whatever bytes: made one printable line of bounded length.
    void add(const std::string& words);
    [[nodiscard]] std::vector<std::string> lines() const;

private:
    std::vector<std::pair<std::string, std::size_t>> counted_;
};

/// One printable line, cut where it is long.
[[nodiscard]] std::string shortened(const std::string& words, std::size_t most);

} // namespace plumbline::alert
