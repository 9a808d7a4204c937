#include "options.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "probe/script.hpp"

#include <iostream>
#include <memory>

namespace plumbline::cli {
namespace {

struct ProbeOptions {
    bool hash = false;
    std::optional<std::string> public_key;
};

/// The script is installed by the host's administrator; the key can then run it and nothing else (sshd(8)).
constexpr auto installed_at = "/usr/local/lib/plumbline/probe.sh";

void print_authorized_key(const std::string& file) {
    constexpr std::size_t largest = 16 << 10;
    const auto key = base::read_file(file, largest);
    if (key.rfind("ssh-", 0) != 0 && key.rfind("ecdsa-", 0) != 0 && key.rfind("sk-", 0) != 0)
        base::fail("{} is not an OpenSSH public key: expected a line such as 'ssh-ed25519 AAAA… comment'",
                   file);
    std::cout << "# on the host: install -D -m 0755 -o root probe.sh " << installed_at
              << " (the output of 'plumbline probe'), then:\n"
              << "restrict,command=\"sh -c '. " << installed_at << "; probe_pinned'\" "
              << key.substr(0, key.find('\n')) << '\n';
}

int run_probe(const ProbeOptions& options) {
    if (options.public_key)
        print_authorized_key(*options.public_key);
    else if (options.hash)
        std::cout << probe::script_digest() << '\n';
    else
        std::cout << probe::script();
    return Exit::in_sync;
}

} // namespace

Command add_probe(CLI::App& app) {
    auto* command =
        app.add_subcommand("probe", "Print the one constant script that reads a host, or pin a key to it");
    auto options = std::make_shared<ProbeOptions>();
    command->add_flag("--hash", options->hash, "Print its digest, as every report shows it");
    command
        ->add_option(
            "--authorized-keys", options->public_key,
            "Print the authorized_keys line that lets this public key run the probe and nothing else")
        ->type_name("FILE.pub");
    return {command, [options] { return run_probe(*options); }};
}

} // namespace plumbline::cli
