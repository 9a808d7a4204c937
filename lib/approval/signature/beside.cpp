#include "approval/keys/public_key.hpp"
#include "approval/signature/armour.hpp"
#include "approval/signature/signature.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "transport/keys/key_blob.hpp"

#include <algorithm>

namespace plumbline::approval {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest = 64 << 10;
constexpr std::size_t most = 100;
constexpr std::string_view ending = ".sig";

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// FILE.sig or FILE.WORD.sig; a word has no dot.
bool is_signature_of(std::string_view name, std::string_view file) {
    if (!name.starts_with(file) || !name.ends_with(ending) || name.size() < file.size() + ending.size())
        return false;
    const auto word = name.substr(file.size(), name.size() - file.size() - ending.size());
    return word.empty() ||
           (word.size() > 1 && word.front() == '.' && word.find('.', 1) == std::string_view::npos);
}

std::vector<fs::path> names_beside(const fs::path& file) {
    std::vector<fs::path> names;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder_of(file), absent)) {
        if (is_signature_of(entry.path().filename().native(), file.filename().native()))
            names.push_back(file.has_parent_path() ? entry.path() : entry.path().filename());
        if (names.size() > most)
            base::fail("more than {} signatures lie beside {}: take those away that nobody needs", most,
                       file.string());
    }
    std::ranges::sort(names);
    return names;
}

std::string key_of(const std::string& signature) {
    const auto key = read_armour(signature).key;
    const auto certificate = read_certificate(key);
    return transport::fingerprint(certificate ? certificate->key : key);
}

bool is_by(const SignatureFile& file, const std::string& key) {
    try {
        return key_of(file.text) == key;
    } catch (const base::Error&) {
        return false; // no signature: whose it is can't be told
    }
}

/// "vMxd0V5_zOVmNRs3": 96 bits of the fingerprint, in the letters of a file's name.
std::string word_for(const std::string& key) {
    constexpr std::size_t letters = 16;
    auto word = key.substr(key.find(':') + 1, letters);
    std::ranges::replace(word, '/', '_');
    std::ranges::replace(word, '+', '-');
    return word;
}

} // namespace

std::vector<SignatureFile> signatures_beside(const fs::path& file) {
    std::vector<SignatureFile> found;
    for (auto& path : names_beside(file)) {
        auto text = base::read_file(path, largest);
        found.push_back({std::move(path), std::move(text)});
    }
    return found;
}

std::vector<JudgedSignature> judge_beside(const fs::path& file, std::string_view bytes,
                                          std::string_view purpose, const SignerRules& rules,
                                          base::Instant at) {
    std::vector<JudgedSignature> judged;
    SignatureJudge judge(rules);
    for (const auto& signature : signatures_beside(file))
        judged.push_back({signature.path, judge.judge(bytes, signature.text, purpose, at)});
    return judged;
}

fs::path put_signature_beside(const fs::path& file, const std::string& signature) {
    const auto key = key_of(signature);
    auto place = folder_of(file) / (file.filename().string() + "." + word_for(key) + std::string(ending));
    for (const auto& known : signatures_beside(file))
        if (is_by(known, key))
            place = known.path;
    base::write_atomically(place, signature);
    return place;
}

} // namespace plumbline::approval
