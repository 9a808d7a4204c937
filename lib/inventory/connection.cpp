#include "inventory/connection.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "inventory/text/names.hpp"
#include "inventory/text/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace plumbline::inventory {
namespace {

constexpr std::array<std::string_view, 12> yes{"true", "True", "TRUE", "yes", "Yes", "YES",
                                               "on",   "On",   "ON",   "1",   "y",   "t"};
constexpr std::array<std::string_view, 13> no{"false", "False", "FALSE", "no", "No", "NO", "off",
                                              "Off",   "OFF",   "0",     "n",  "f",  ""};

template <std::size_t Count>
bool is_one_of(std::string_view text, const std::array<std::string_view, Count>& texts) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// One variable of the host: its text, and how to say that it is wrong.
class Setting {
public:
    /// The first of the names that is set; Ansible has older names for some.
    Setting(const Host& host, std::initializer_list<const char*> names) : host_(host), name_(*names.begin()) {
        for (const auto* name : names)
            if (!text_) {
                text_ = host.variable(name);
                name_ = text_ ? name : name_;
            }
    }

    [[nodiscard]] explicit operator bool() const { return text_ && !text_->empty(); }
    [[nodiscard]] const std::string& text() const { return *text_; }

    /// Refuses the text when there is a problem with it.
    void check(const std::string& problem) const {
        if (!problem.empty())
            base::fail("host '{}': {}: {}", host_.name, name_, problem);
    }

    [[noreturn]] void refuse(std::string_view expected) const {
        base::fail("host '{}': {}: expected {}, found '{}'", host_.name, name_, expected,
                   base::printable(*text_));
    }

private:
    const Host& host_;
    std::string name_;
    std::optional<std::string> text_;
};

Connection::Kind kind_of(const Host& host) {
    static constexpr std::array<std::string_view, 5> ssh{"ssh", "smart", "paramiko", "paramiko_ssh",
                                                         "ansible.builtin.ssh"};
    static constexpr std::array<std::string_view, 2> local{"local", "ansible.builtin.local"};
    const Setting connection(host, {"ansible_connection"});
    if (!connection || is_one_of(connection.text(), ssh))
        return Connection::Kind::ssh;
    if (!is_one_of(connection.text(), local))
        connection.refuse("ssh or local, the ways in which plumbline reaches a host");
    return Connection::Kind::local;
}

/// The address is checked even where it is the host's own name: it becomes an argument of ssh.
std::optional<std::string> address_of(const Host& host) {
    const Setting address(host, {"ansible_host", "ansible_ssh_host"});
    if (!address) {
        if (const auto problem = address_problem(host.name); !problem.empty())
            base::fail("host '{}': {}; set ansible_host to its address", base::printable(host.name), problem);
        return std::nullopt;
    }
    address.check(address_problem(address.text()));
    return address.text();
}

std::optional<std::uint16_t> port_of(const Host& host) {
    const Setting port(host, {"ansible_port", "ansible_ssh_port"});
    if (!port)
        return std::nullopt;
    const auto number = parse_port(port.text());
    if (!number)
        port.refuse("a number from 1 to 65535");
    return number;
}

std::optional<std::string> user_of(const Host& host) {
    const Setting user(host, {"ansible_user", "ansible_ssh_user"});
    if (!user)
        return std::nullopt;
    user.check(user_problem(user.text()));
    return user.text();
}

std::optional<std::string> key_file_of(const Host& host) {
    const Setting file(host, {"ansible_ssh_private_key_file", "ansible_private_key_file"});
    if (!file)
        return std::nullopt;
    if (file.text().front() == '-' || base::printable(file.text()) != file.text())
        file.refuse("the path of a private key");
    return file.text();
}

void append_words(const Host& host, const char* name, std::vector<std::string>& words) {
    const Setting arguments(host, {name});
    if (!arguments)
        return;
    if (base::printable(arguments.text()) != arguments.text())
        arguments.refuse("options of ssh on one line");
    auto split = split_words(arguments.text(), Comments::kept);
    arguments.check(split.problem);
    for (auto& word : split.words)
        words.push_back(std::move(word.text));
}

std::optional<bool> sudo_of(const Host& host) {
    const Setting become(host, {"ansible_become", "ansible_sudo"});
    if (!become)
        return std::nullopt;
    if (is_one_of(become.text(), no))
        return false;
    if (!is_one_of(become.text(), yes))
        become.refuse("true or false");
    const Setting method(host, {"ansible_become_method"});
    if (method && method.text() != "sudo" && method.text() != "ansible.builtin.sudo")
        method.refuse("sudo, the only way in which plumbline becomes another user");
    const Setting user(host, {"ansible_become_user", "ansible_sudo_user"});
    if (user && user.text() != "root")
        user.refuse("root, the only user that plumbline becomes");
    return true;
}

} // namespace

Connection connection_of(const Host& host) {
    Connection connection;
    connection.kind = kind_of(host);
    if (connection.kind == Connection::Kind::ssh)
        connection.address = address_of(host);
    connection.port = port_of(host);
    connection.user = user_of(host);
    connection.key_file = key_file_of(host);
    for (const auto* name : {"ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args"})
        append_words(host, name, connection.ssh_arguments);
    connection.sudo = sudo_of(host);
    return connection;
}

} // namespace plumbline::inventory
