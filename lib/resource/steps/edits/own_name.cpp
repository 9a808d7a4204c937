#include "resource/steps/edits/own_name.hpp"

#include "base/digest.hpp"

namespace plumbline::resource::steps {

std::string own_name(const std::string& title) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    constexpr std::size_t longest = 60;
    constexpr std::size_t digits = 8;
    std::string name;
    for (const char letter : title.substr(0, longest)) {
        name += plain.find(letter) == std::string_view::npos ? '-' : letter;
    }
    return "plumbline-" + (name == title ? name : name + "-" + base::sha256_hex(title).substr(0, digits));
}

} // namespace plumbline::resource::steps
