#include "records/packets.hpp"

#include "base/escape.hpp"
#include "packet/check.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

namespace plumbline::cli {
namespace {

void print(const std::string& line) {
    std::cout << base::printable(line) << '\n';
}

void print_files(const packet::Checked& checked) {
    constexpr std::size_t most = 20;
    const auto& all = checked.discrepancies;
    if (all.empty())
        print(fmt::format("  {}, each as its manifest says", report::counted(checked.files, "file")));
    for (std::size_t i = 0; i < std::min(all.size(), most); ++i)
        print("  NOT AS IT WAS MADE: " + all[i]);
    if (all.size() > most)
        print(fmt::format("  and {} more", all.size() - most));
}

void print_signature(const packet::Checked& checked, bool is_anybody) {
    if (!checked.signer)
        print(fmt::format("  NOT SIGNED: {}", checked.unsigned_because));
    else if (is_anybody)
        print(fmt::format(
            "  signed by {}, a key that nobody here vouches for: name whose signature counts with --signers "
            "FILE",
            checked.signer->key));
    else
        print(fmt::format("  signed by {}, {}", checked.signer->principal, checked.signer->key));
}

} // namespace

bool verify_packet(const std::filesystem::path& folder, const OwnSigners& signers, base::Instant now) {
    const auto checked = packet::check(folder, {signers.rules, signers.required, now});
    print(fmt::format("packet {}", folder.string()));
    print_files(checked);
    print_signature(checked, signers.rules.allowed.empty());
    return !checked.is_wanting;
}

} // namespace plumbline::cli
