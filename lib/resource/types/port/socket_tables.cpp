#include "base/text.hpp"
#include "probe/fields.hpp"
#include "resource/formats/address.hpp"
#include "resource/types/port/listeners.hpp"

#include <arpa/inet.h>
#include <array>
#include <map>

namespace plumbline::resource::port {

namespace {

constexpr std::string_view tables = "/proc/net/";
/// TCP_LISTEN, and TCP_CLOSE of a datagram socket without a peer.
constexpr std::string_view listens = "0A";
constexpr std::string_view unconnected = "07";

/// A socket's number in the kernel, and what it is.
struct Socket {
    std::string inode;
    Listener listener;
};

/// Words of four bytes, each in the host's order, as hexadecimal digits: 0100007F is 127.0.0.1. Every
/// supported host is little-endian.
std::string read_address(std::string_view digits) {
    const std::size_t words = digits.size() / 8;
    if (digits.size() % 8 != 0 || (words != 1 && words != 4)) {
        return "";
    }
    std::array<std::uint32_t, 4> bytes{};
    for (std::size_t word = 0; word < words; ++word) {
        if (!probe::read_number(digits.substr(word * 8, 8), bytes.at(word), 16)) {
            return "";
        }
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(words == 1 ? AF_INET : AF_INET6, bytes.data(), text.data(), text.size());
    return text.data();
}

/// Collects what the lines say.
class Reader {
public:
    /// False when the line is of none of the expected forms.
    bool take(std::string_view line) {
        if (line.starts_with(tables)) {
            return take_socket(line.substr(tables.size()));
        }
        if (line.starts_with("/proc/") && line.find("/status:Name:") != std::string_view::npos) {
            names_[pid_of(line)] = base::trim(line.substr(line.find("Name:") + 5));
            return true;
        }
        if (line.starts_with("/proc/")) {
            pid_ = pid_of(line);
            return true;
        }
        take_descriptor(line);
        return true;
    }

    std::vector<Listener> listeners() {
        std::vector<Listener> all;
        for (Socket& socket : sockets_) {
            const auto [first, last] = holders_.equal_range(socket.inode);
            for (auto holder = first; holder != last; ++holder) {
                if (const auto name = names_.find(holder->second); name != names_.end()) {
                    socket.listener.processes.insert(name->second);
                }
            }
            all.push_back(std::move(socket.listener));
        }
        return all;
    }

private:
    /// "/proc/PID/…"
    static std::string pid_of(std::string_view line) { return std::string(base::split(line, '/').at(2)); }

    /// "TABLE:SL: LOCAL REMOTE STATE QUEUES TIMER RETRANSMITS UID TIMEOUT INODE …", or the table's heading.
    bool take_socket(std::string_view line) {
        const auto table = probe::cut(line, ':');
        const auto words = base::words(line);
        if (!table || words.size() < 10) {
            return false;
        }
        const std::string protocol(table->substr(0, 3));
        if (words[0] == "sl" || words[3] != (protocol == "tcp" ? listens : unconnected)) {
            return true;
        }
        Socket socket{.inode = std::string(words[9]), .listener = {.protocol = protocol}};
        std::string_view place = words[1];
        const auto address = probe::cut(place, ':');
        std::uint64_t user = 0;
        socket.listener.address = read_address(address.value_or(""));
        const bool read = !socket.listener.address.empty() &&
                          probe::read_number(place, socket.listener.port, 16) &&
                          probe::read_number(words[7], user);
        socket.listener.users = {user};
        sockets_.push_back(std::move(socket));
        return read;
    }

    /// "… 3 -> socket:[1599]"
    void take_descriptor(std::string_view line) {
        constexpr std::string_view arrow = " -> socket:[";
        const std::size_t at = line.find(arrow);
        if (at != std::string_view::npos && line.ends_with(']')) {
            const std::string_view inode = line.substr(at + arrow.size());
            holders_.emplace(inode.substr(0, inode.size() - 1), pid_);
        }
    }

    std::vector<Socket> sockets_;
    std::multimap<std::string, std::string> holders_; ///< socket → process
    std::map<std::string, std::string> names_;        ///< process → name
    std::string pid_;
};

} // namespace

std::optional<std::vector<Listener>> read_socket_tables(const Lines& lines) {
    Reader reader;
    for (const std::string_view line : lines) {
        if (!reader.take(line)) {
            return std::nullopt;
        }
    }
    return reader.listeners();
}

} // namespace plumbline::resource::port
