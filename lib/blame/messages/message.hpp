// What one message of a program says, wherever it was logged.
#pragma once

#include "blame/record.hpp"

#include <string>
#include <string_view>

namespace plumbline::blame {

struct Message {
    std::string program; ///< as it calls itself: "sshd", "sudo"
    std::optional<std::uint32_t> pid = {};
    std::string text;
    std::string unit = {}; ///< the one that systemd speaks of, where the journal says so; else the text does
};

/// The record, but for when, source and line; nothing when it says nothing of what a record can be.
[[nodiscard]] std::optional<Record> understand(const Message& message);

/// sudo breaks a long command: "alice : (command continued) …". The account and the rest; nothing when it is
/// none.
struct Continuation {
    std::string account;
    std::string rest;
};
[[nodiscard]] std::optional<Continuation> understand_continuation(const Message& message);

/// The paths that a command names, those that are relative from the folder in which it ran ("" when that is
/// not known).
[[nodiscard]] base::List paths_of_command(std::string_view command, const std::string& folder);

/// Whether the command is a shell for whoever calls it, and no program for the shell to run.
[[nodiscard]] bool is_shell(std::string_view command);

// By the program that says it; each nothing when the text is none of its.
[[nodiscard]] std::optional<Record> understand_sshd(std::string_view text);
[[nodiscard]] std::optional<Record> understand_dropbear(std::string_view text);
[[nodiscard]] std::optional<Record> understand_login(std::string_view text);
[[nodiscard]] std::optional<Record> understand_logind(std::string_view text);
[[nodiscard]] std::optional<Record> understand_su(std::string_view text);
[[nodiscard]] std::optional<Record> understand_sudo(std::string_view text);
[[nodiscard]] std::optional<Record> understand_pkexec(std::string_view text);
[[nodiscard]] std::optional<Record> understand_polkit(std::string_view text);
[[nodiscard]] std::optional<Record> understand_accounts(std::string_view text);
[[nodiscard]] std::optional<Record> understand_cron(std::string_view text);
[[nodiscard]] std::optional<Record> understand_crontab(std::string_view text);
[[nodiscard]] std::optional<Record> understand_anacron(std::string_view text);
[[nodiscard]] std::optional<Record> understand_at(std::string_view text);
[[nodiscard]] std::optional<Record> understand_puppet(std::string_view text);
[[nodiscard]] std::optional<Record> understand_ansible(std::string_view text);
[[nodiscard]] std::optional<Record> understand_salt(std::string_view text);
[[nodiscard]] std::optional<Record> understand_chef(std::string_view text);
[[nodiscard]] std::optional<Record> understand_systemd(std::string_view text);
[[nodiscard]] std::optional<Record> understand_kernel(std::string_view text);
[[nodiscard]] std::optional<Record> understand_time(std::string_view text);

} // namespace plumbline::blame
