#pragma once

#include <string>
#include <string_view>

namespace plumbline::drift {

/// Turns secret values into tokens that tell one value from another and nothing else: a plain digest of a
/// short secret could be guessed. Equal values have equal tokens under one key.
class Secrecy {
public:
    /// With a key of its own: its tokens say nothing beside those of any other.
    Secrecy();
    explicit Secrecy(std::string key) : key_(std::move(key)) {}

    /// "token:" and 32 hexadecimal digits. What says nothing stays as it is: the empty text, "absent".
    [[nodiscard]] std::string token(std::string_view value) const;

private:
    std::string key_;
};

} // namespace plumbline::drift
