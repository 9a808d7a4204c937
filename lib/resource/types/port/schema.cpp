#include "resource/types/port/parts.hpp"

namespace plumbline::resource::port {

namespace {

std::vector<Attribute> attributes() {
    return {
        {.name = "state",
         .kind = Kind::choice,
         .doc = "Whether a socket listens there (TCP) or receives from anybody (UDP).",
         .fallback = "listening",
         .choices = {"listening", "closed"}},
        {.name = "process",
         .kind = Kind::list,
         .doc =
             "The names of the processes that hold the sockets, all of them; the kernel keeps 15 bytes of a "
             "name."},
        {.name = "user", .kind = Kind::list, .doc = "The accounts that opened the sockets, all of them."},
        {.name = "exclusive",
         .kind = Kind::boolean,
         .doc = "For the titles tcp, udp and all: nothing may listen but what other port resources declare.",
         .compared = false},
        {.name = "loopback",
         .kind = Kind::boolean,
         .doc = "Beside `exclusive`: whether what listens on loopback addresses alone counts as well.",
         .compared = false,
         .fallback = "true"},
    };
}

} // namespace

const Schema& schema() {
    static const Schema all{
        .type = "port",
        .doc = "A port that a host listens on, and who does. A socket of [::] that takes IPv4 connections as "
               "well (IPV6_V6ONLY is off, as Linux has it by default) listens on 0.0.0.0 too.",
        .title_doc =
            "The socket: tcp:0.0.0.0:22, tcp:[::1]:631 (one address), tcp:22 or udp:*:53 (any address); with "
            "`exclusive`: tcp, udp or all.",
        .attributes = attributes(),
        .asks = "ss -lntupe, once for the host; without ss, /proc/net/tcp and its like, and who holds which "
                "socket from /proc/PID/fd. Whose socket it is takes root to see.",
        .enforces = "Nothing: what listens is put right by the service, package or setting behind it.",
        .example = "port: tcp:0.0.0.0:22\nprocess: sshd\nuser: root\n",
        .knows_kin = true,
        .phase = Phase::services};
    return all;
}

} // namespace plumbline::resource::port
