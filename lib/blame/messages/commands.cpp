// Who ran what as somebody else: sudo, pkexec, polkit.
#include "base/text.hpp"
#include "blame/messages/message.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace plumbline::blame {
namespace {

using re2::RE2;

std::string_view name_of(std::string_view program) {
    const std::size_t slash = program.rfind('/');
    return slash == std::string_view::npos ? program : program.substr(slash + 1);
}

/// What sudo writes before the command: "TTY=pts/0", "PWD=/home/alice", "USER=root".
struct Header {
    std::string terminal;
    std::string folder;
    std::string as;
    bool refused = false; ///< "3 incorrect password attempts", "user NOT in sudoers"
};

bool take(Header& header, std::string_view part, std::string_view key, std::string Header::*field) {
    if (part.substr(0, key.size()) != key)
        return false;
    header.*field = part.substr(key.size());
    return true;
}

void take_part(Header& header, std::string_view part) {
    static const RE2 other_key("[A-Z]+=.*");
    if (take(header, part, "TTY=", &Header::terminal) || take(header, part, "PWD=", &Header::folder) ||
        take(header, part, "USER=", &Header::as))
        return;
    if (!RE2::FullMatch(re2::StringPiece(part.data(), part.size()), other_key))
        header.refused = true;
}

/// "TTY=… ; PWD=… ; USER=… ; COMMAND=…": takes the command off; nothing when there is none.
std::optional<std::string> split_command(std::string_view rest, Header& header) {
    constexpr std::string_view between = " ; ";
    constexpr std::string_view key = "COMMAND=";
    while (rest.substr(0, key.size()) != key) {
        const std::size_t end = rest.find(between);
        if (end == std::string_view::npos)
            return std::nullopt;
        take_part(header, rest.substr(0, end));
        rest.remove_prefix(end + between.size());
    }
    return std::string(rest.substr(key.size()));
}

Record command_record(const std::string& account, const std::string& as, const std::string& command,
                      const std::string& folder) {
    Record record;
    record.act = is_shell(command) ? Act::became : Act::command;
    record.account = account;
    record.as = as;
    record.command = command;
    record.things = paths_of_command(command, folder);
    return record;
}

std::string terminal_of(std::string_view name) {
    if (name == "unknown" || name == "none")
        return "";
    return std::string(name.substr(0, 5) == "/dev/" ? name.substr(5) : name);
}

} // namespace

bool is_shell(std::string_view command) {
    constexpr std::array<std::string_view, 11> shells{"sh",   "bash", "dash", "ash", "zsh", "ksh",
                                                      "mksh", "fish", "tcsh", "csh", "yash"};
    const auto words = base::words(command);
    if (words.empty())
        return false;
    const std::string_view name = name_of(words.front());
    if (name != "su" && std::find(shells.begin(), shells.end(), name) == shells.end())
        return false;
    // an option that takes a command, or a script to be run
    return std::all_of(words.begin() + 1, words.end(),
                       [&](std::string_view word) {
                           return (word.front() == '-' &&
                                   (word.substr(0, 2) == "--" || word.find('c') == std::string_view::npos)) ||
                                  name == "su";
                       }) &&
           std::none_of(words.begin() + 1, words.end(), [](std::string_view word) {
               return word == "-c" || word.substr(0, 9) == "--command";
           });
}

base::List paths_of_command(std::string_view command, const std::string& folder) {
    constexpr std::size_t most = 64;
    base::List paths;
    const auto words = base::words(command);
    for (std::size_t index = 1; index < words.size() && paths.size() < most; ++index) {
        std::string_view word = words[index];
        const std::size_t equals = word.find("=/");
        if (equals != std::string_view::npos) // dd of=/etc/motd, --output=/etc/motd
            word.remove_prefix(equals + 1);
        while (!word.empty() && (word.front() == '>' || word.front() == '\'' || word.front() == '"'))
            word.remove_prefix(1);
        while (!word.empty() && (word.back() == ';' || word.back() == '\'' || word.back() == '"'))
            word.remove_suffix(1);
        if (word.empty() || word.front() == '-' || (word.front() != '/' && folder.empty()))
            continue;
        const auto path = (std::filesystem::path(folder) / word).lexically_normal();
        std::string text = path.string();
        if (text.size() > 1 && text.back() == '/')
            text.pop_back();
        paths.push_back(std::move(text));
    }
    return paths;
}

std::optional<Record> understand_sudo(std::string_view text) {
    const std::size_t colon = text.find(" : ");
    if (colon == std::string_view::npos)
        return std::nullopt;
    const std::string account(base::trim(text.substr(0, colon)));
    Header header;
    const auto command = split_command(text.substr(colon + 3), header);
    if (!command || account.empty() || account.find(' ') != std::string::npos)
        return std::nullopt;
    Record record = command_record(account, header.as, *command, header.folder);
    if (header.refused)
        record.act = Act::failed_login;
    record.terminal = terminal_of(header.terminal);
    return record;
}

std::optional<Continuation> understand_continuation(const Message& message) {
    static const RE2 continued(R"(\s*(\S+) : \(command continued\) (?s:(.*)))");
    Continuation continuation;
    if (message.program == "sudo" &&
        RE2::FullMatch(message.text, continued, &continuation.account, &continuation.rest))
        return continuation;
    return std::nullopt;
}

std::optional<Record> understand_pkexec(std::string_view text) {
    static const RE2 executing(
        R"((\S+): Executing command \[USER=([^\]]*)\] \[TTY=([^\]]*)\] \[CWD=([^\]]*)\] \[COMMAND=(.*)\])");
    std::string account;
    std::string as;
    std::string terminal;
    std::string folder;
    std::string command;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), executing, &account, &as, &terminal,
                        &folder, &command))
        return std::nullopt;
    Record record = command_record(account, as, command, folder);
    record.terminal = terminal_of(terminal);
    return record;
}

std::optional<Record> understand_polkit(std::string_view text) {
    static const RE2 authorized(
        R"(Operator of .* successfully authenticated as .* to gain .* authorization for )"
        R"(action (\S+) for \S+ \[(.*)\] \(owned by unix-user:(.+)\))");
    std::string action;
    std::string command;
    std::string account;
    if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), authorized, &action, &command, &account))
        return std::nullopt;
    return command_record(account, "root", command, "");
}

} // namespace plumbline::blame
