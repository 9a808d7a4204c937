#include "resource/formats/address.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <array>
#include <optional>

namespace plumbline::resource::formats {

namespace {

/// An address in network order.
struct Address {
    std::array<unsigned char, 16> bytes{};
    int family = AF_INET;
};

std::optional<Address> read(std::string_view text) {
    Address address;
    const std::string terminated(text);
    for (const int family : {AF_INET, AF_INET6}) {
        address.family = family;
        if (text.find('\0') == std::string_view::npos &&
            inet_pton(family, terminated.c_str(), address.bytes.data()) == 1) {
            return address;
        }
    }
    return std::nullopt;
}

std::string write(const Address& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(address.family, address.bytes.data(), text.data(), text.size());
    return text.data();
}

struct Cidr {
    Address address;
    unsigned length = 0;
};

std::optional<Cidr> read_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = read(text.substr(0, slash));
    if (!address) {
        return std::nullopt;
    }
    const unsigned most = address->family == AF_INET ? 32 : 128;
    const auto length = slash == std::string_view::npos ? std::optional(most)
                                                        : base::to_integer<unsigned>(text.substr(slash + 1));
    return length && *length <= most ? std::optional(Cidr{*address, *length}) : std::nullopt;
}

std::string write(const Cidr& cidr) {
    return write(cidr.address) + "/" + std::to_string(cidr.length);
}

} // namespace

std::string canonical_address(std::string_view text) {
    const std::size_t percent = text.find('%');
    const auto address = read(text.substr(0, percent));
    if (!address) {
        return "";
    }
    return write(*address) + (percent == std::string_view::npos ? "" : std::string(text.substr(percent)));
}

bool is_ipv6(std::string_view address) {
    return address.find(':') != std::string_view::npos;
}

std::string canonical_cidr(std::string_view text) {
    const auto cidr = read_cidr(text);
    return cidr ? write(*cidr) : "";
}

std::string network_of(std::string_view text) {
    auto cidr = read_cidr(text);
    if (!cidr) {
        return "";
    }
    for (unsigned bit = cidr->length; bit < 128; ++bit) {
        unsigned char& byte = cidr->address.bytes.at(bit / 8);
        byte = static_cast<unsigned char>(byte & ~(0x80U >> (bit % 8)));
    }
    return write(*cidr);
}

bool is_loopback(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

} // namespace plumbline::resource::formats
