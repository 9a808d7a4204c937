#pragma once

#include "approval/agreements/agreed.hpp"
#include "base/child.hpp"
#include "base/file.hpp"

#include <string>
#include <vector>

namespace plumbline::test {

/// Approvers with real keys of ssh-keygen, one each.
class Approvers {
public:
    explicit Approvers(const std::vector<std::string>& people) {
        for (const auto& person : people) {
            make_key(person);
            allowed_ += line_of(person, person);
        }
    }

    [[nodiscard]] approval::SignerRules rules() const { return {.allowed = allowed_}; }

    /// As ssh-keygen's ALLOWED SIGNERS names the owner of a key.
    [[nodiscard]] std::string line_of(const std::string& principal, const std::string& key,
                                      const std::string& options = "") const {
        return principal + " " + options + (options.empty() ? "" : " ") +
               base::read_file(folder_.path(key) + ".pub", 4096);
    }

    void make_key(const std::string& name) const {
        const auto made = base::run_child(
            {"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder_.path(name)}, "",
            {base::Deadline::after(base::Milliseconds(20'000))});
        REQUIRE(made.code == 0);
    }

    /// Puts a signature of the key beside the file.
    void sign(const std::string& key, const std::string& file, std::string_view purpose) const {
        const auto text = approval::sign(base::read_file(file, 1 << 20), purpose, folder_.path(key));
        static_cast<void>(approval::put_signature_beside(file, text));
    }

private:
    TemporaryFolder folder_ = {};
    std::string allowed_ = {};
};

} // namespace plumbline::test
