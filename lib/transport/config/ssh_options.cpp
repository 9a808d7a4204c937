#include "transport/config/ssh_options.hpp"

#include "base/error.hpp"
#include "transport/stop.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

namespace plumbline::transport {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (!part.empty())
            parts.emplace_back(part);
    }
    return parts;
}

void append(std::vector<std::string>& all, std::vector<std::string> more) {
    all.insert(all.end(), more.begin(), more.end());
}

bool is_on(std::string_view value) {
    return value == "yes" || value == "true";
}

using Reader = std::function<void(SshOptions&, std::string_view)>;

template <typename Member>
Reader text(Member member) {
    return [member](SshOptions& options, std::string_view value) { options.*member = value; };
}
template <typename Member>
Reader flag(Member member) {
    return [member](SshOptions& options, std::string_view value) { options.*member = is_on(value); };
}
template <typename Member>
Reader one_more(Member member) {
    return [member](SshOptions& options, std::string_view value) { (options.*member).emplace_back(value); };
}
Reader words_of_algorithms(std::string keyword) {
    return [keyword](SshOptions& options, std::string_view value) {
        options.algorithms[keyword] = split(value, ',');
    };
}
/// An option that libssh2 can't honour, when its value is none of those that ask for nothing.
Reader only_ssh(std::string keyword) {
    return [keyword](SshOptions& options, std::string_view value) {
        if (value != "no" && value != "false" && value != "none" && value != "any")
            options.beyond_libssh2.push_back(keyword);
    };
}

const std::map<std::string_view, Reader>& readers() {
    static const std::map<std::string_view, Reader> all{
        {"hostname", text(&SshOptions::host_name)},
        {"port", text(&SshOptions::port)},
        {"user", text(&SshOptions::user)},
        {"hostkeyalias", text(&SshOptions::host_key_alias)},
        {"proxyjump", text(&SshOptions::proxy_jump)},
        {"proxycommand", text(&SshOptions::proxy_command)},
        {"identityagent", text(&SshOptions::identity_agent)},
        {"addressfamily", text(&SshOptions::address_family)},
        {"identityfile", one_more(&SshOptions::identities)},
        {"certificatefile", one_more(&SshOptions::certificates)},
        {"userknownhostsfile",
         [](SshOptions& options, std::string_view value) {
             auto files = split(value, ' ');
             options.known_hosts.insert(options.known_hosts.begin(), files.begin(), files.end());
         }},
        {"globalknownhostsfile",
         [](SshOptions& options, std::string_view value) { append(options.known_hosts, split(value, ' ')); }},
        {"identitiesonly", flag(&SshOptions::identities_only)},
        {"gssapiauthentication", flag(&SshOptions::gssapi)},
        {"pubkeyauthentication",
         [](SshOptions& options, std::string_view value) {
             options.public_key = value != "no" && value != "false";
         }},
        {"controlpath",
         [](SshOptions& options, std::string_view value) { options.control_path = value != "none"; }},
        {"canonicalizehostname",
         [](SshOptions& options, std::string_view value) {
             options.canonicalizes = value != "no" && value != "false";
         }},
        {"kexalgorithms", words_of_algorithms("kexalgorithms")},
        {"ciphers", words_of_algorithms("ciphers")},
        {"macs", words_of_algorithms("macs")},
        {"hostkeyalgorithms", words_of_algorithms("hostkeyalgorithms")},
        {"pubkeyacceptedalgorithms", words_of_algorithms("pubkeyacceptedalgorithms")},
        {"checkhostip", only_ssh("CheckHostIP")},
        {"verifyhostkeydns", only_ssh("VerifyHostKeyDNS")},
        {"revokedhostkeys", only_ssh("RevokedHostKeys")},
        {"knownhostscommand", only_ssh("KnownHostsCommand")},
        {"pkcs11provider", only_ssh("PKCS11Provider")},
        {"bindaddress", only_ssh("BindAddress")},
        {"bindinterface", only_ssh("BindInterface")},
        {"hostbasedauthentication", only_ssh("HostbasedAuthentication")},
    };
    return all;
}

std::string local_name() {
    std::string name(256, '\0');
    ::gethostname(name.data(), name.size() - 1);
    name.resize(name.find('\0'));
    return name;
}

std::string token(char letter, const SshOptions& options) {
    switch (letter) {
    case '%':
        return "%";
    case 'd':
        return home_of({});
    case 'h':
        return options.host_name;
    case 'i':
        return std::to_string(::getuid());
    case 'k':
        return options.host_key_alias.empty() ? options.host_name : options.host_key_alias;
    case 'L':
        return local_name().substr(0, local_name().find('.'));
    case 'l':
        return local_name();
    case 'n':
        return options.original;
    case 'p':
        return options.port;
    case 'r':
        return options.user;
    case 'u':
        return login_name();
    default:
        throw Unsupported(fmt::format("only ssh expands %{} in ssh_config", letter));
    }
}

std::string with_tokens(const std::string& path, const SshOptions& options) {
    std::string expanded;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '%' && i + 1 < path.size())
            expanded += token(path[++i], options);
        else
            expanded += path[i];
    }
    return expanded;
}

void expand_all(std::vector<std::string>& paths, const SshOptions& options) {
    for (auto& path : paths)
        path = with_tokens(without_tilde(path), options);
}

} // namespace

std::string home_of(const std::string& user) {
    const passwd* row = user.empty() ? ::getpwuid(::getuid()) : ::getpwnam(user.c_str());
    if (row == nullptr)
        base::fail("no home is known for ~{} in ssh_config", user);
    return row->pw_dir;
}

std::string without_tilde(const std::string& path) {
    if (!path.starts_with('~'))
        return path;
    const auto slash = std::min(path.find('/'), path.size());
    return home_of(path.substr(1, slash - 1)) + path.substr(slash);
}

std::string login_name() {
    const auto* row = ::getpwuid(::getuid());
    return row == nullptr ? std::to_string(::getuid()) : row->pw_name;
}

const std::vector<std::string>& SshOptions::list(const std::string& keyword) const {
    static const std::vector<std::string> none;
    const auto found = algorithms.find(keyword);
    return found == algorithms.end() ? none : found->second;
}

bool SshOptions::gssapi_ready() const {
    std::error_code missing;
    return gssapi && (std::getenv("KRB5CCNAME") != nullptr ||
                      std::filesystem::exists(fmt::format("/tmp/krb5cc_{}", ::getuid()), missing));
}

SshOptions read_ssh_options(std::string_view answer, std::string_view original) {
    SshOptions options;
    options.original = original;
    for (const auto& line : split(answer, '\n')) {
        const auto space = std::min(line.find(' '), line.size());
        const auto reader = readers().find(std::string_view(line).substr(0, space));
        if (reader != readers().end() && space < line.size())
            reader->second(options, std::string_view(line).substr(space + 1));
    }
    if (options.host_name.empty() || options.user.empty())
        base::fail("expected the answer of ssh -G for {}, found no hostname and user in it", original);
    return options;
}

SshOptions expand(SshOptions options, const Destination& destination) {
    if (!destination.known_hosts.empty())
        options.known_hosts = destination.known_hosts;
    expand_all(options.identities, options);
    expand_all(options.certificates, options);
    for (auto& file : options.known_hosts)
        file = without_tilde(file);
    options.proxy_jump = options.proxy_jump == "none" ? "" : with_tokens(options.proxy_jump, options);
    if (options.proxy_command == "none")
        options.proxy_command.clear();
    return options;
}

} // namespace plumbline::transport
