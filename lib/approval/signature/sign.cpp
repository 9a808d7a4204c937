#include "approval/signature/scratch_folder.hpp"
#include "approval/signature/signature.hpp"
#include "approval/signature/ssh_keygen.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "transport/keys/agent.hpp"
#include "transport/keys/key_blob.hpp"

#include <cstdlib>

namespace plumbline::approval {
namespace {

/// What the user can do about it.
std::string remedy_for(const std::string& complaint) {
    const auto says = [&](const char* words) { return complaint.find(words) != std::string::npos; };
    if (says("passphrase"))
        return "; load the key into an agent (ssh-add) that this command can reach, or use one without a "
               "passphrase";
    if (says("No private key found"))
        return "; load its private key into an agent (ssh-add) that this command can reach ($SSH_AUTH_SOCK)";
    return says("too open") ? "; chmod 600 it" : "";
}

std::string only_key_of_agent() {
    const char* socket = std::getenv("SSH_AUTH_SOCK");
    if (socket == nullptr || *socket == '\0')
        base::fail("no key to sign with: there is no agent ($SSH_AUTH_SOCK is not set); name a key with "
                   "--identity");
    const auto keys = transport::Agent(socket).keys(base::Deadline::after(base::Milliseconds(10'000)));
    if (keys.empty())
        base::fail("no key to sign with: the agent holds none; load one with ssh-add, or name one with "
                   "--identity");
    if (keys.size() > 1)
        base::fail(
            "which key is to sign is not clear: the agent holds {}; name one with --identity (its .pub "
            "file will do)",
            keys.size());
    const auto& blob = keys.front().blob;
    return transport::type_of(blob).value_or("") + " " + base::to_base64(blob) + "\n";
}

} // namespace

std::string sign(std::string_view bytes, std::string_view purpose, const std::filesystem::path& key) {
    auto result = ssh_keygen({"-q", "-Y", "sign", "-f", key, "-n", std::string(purpose)}, bytes);
    if (result.went_well && result.output.starts_with("-----BEGIN SSH SIGNATURE-----"))
        return std::move(result.output);
    base::fail("cannot sign the {} with {}: {}{}", purpose.substr(purpose.find('-') + 1), key.string(),
               result.complaint, remedy_for(result.complaint));
}

AgentKey::AgentKey() {
    const auto line = only_key_of_agent();
    folder_ = std::make_unique<ScratchFolder>();
    path_ = folder_->path() / "agent.pub";
    base::write_atomically(path_, line);
}

AgentKey::~AgentKey() = default;

} // namespace plumbline::approval
