#include "transport/transport.hpp"

namespace plumbline::transport {

std::string_view name(Stage stage) {
    switch (stage) {
    case Stage::resolve:
        return "resolve";
    case Stage::connect:
        return "connect";
    case Stage::hostkey:
        return "hostkey";
    case Stage::auth:
        return "auth";
    case Stage::channel:
        return "channel";
    case Stage::probe:
        return "probe";
    case Stage::parse:
        return "parse";
    case Stage::deadline:
        return "deadline";
    }
    return "probe";
}

} // namespace plumbline::transport
