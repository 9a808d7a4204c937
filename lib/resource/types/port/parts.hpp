// port: what the type is made of.
#pragma once

#include "resource/type.hpp"
#include "resource/types/port/listeners.hpp"

namespace plumbline::resource::port {

[[nodiscard]] const Schema& schema();

/// What a title names: tcp:22 at any address, tcp:127.0.0.1:22 at one, tcp all that listens, `all` both
/// protocols'.
struct Place {
    std::string protocol = {}; ///< "" for both
    std::string address = {};  ///< "" for any
    std::optional<std::uint16_t> port = {};

    [[nodiscard]] bool is_sweep() const { return !port; }
};
/// Nothing when the title is none.
[[nodiscard]] std::optional<Place> read_title(std::string_view title);

/// How a listener stands to a place.
enum class Match {
    none,
    bound,   ///< it is what the title names
    covers,  ///< it listens at every address, and so at this one as well
    unclear, ///< a socket of [::] of which is not known whether it takes IPv4 connections
};
[[nodiscard]] Match match(const Place& place, const Listener& listener);

} // namespace plumbline::resource::port
