#include "signing/signatures.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <iostream>

namespace plumbline::cli {

void print(const std::string& line) {
    std::cout << base::printable(line) << '\n';
}

void print_signatures(const approval::Signable& signable, const approval::SignerRules& signers,
                      base::Instant now) {
    const auto judged = approval::judge_beside(signable.file, signable.bytes, signable.purpose, signers, now);
    if (judged.empty())
        print("  no signature lies beside it");
    for (const auto& [path, judgement] : judged) {
        const auto name = path.filename().string();
        if (judgement.signer)
            print(
                fmt::format("  {} counts: {}, {}", name, judgement.signer->principal, judgement.signer->key));
        else
            print(fmt::format("  {} does not count: it {}", name, judgement.refusal));
    }
}

} // namespace plumbline::cli
