#include "history/recording/declarations.hpp"

#include "base/digest.hpp"
#include "history/texts/record_text.hpp"

namespace plumbline::history {
namespace {

std::string bytes_of(const resource::Desired& desired, const drift::Secrecy& secrecy) {
    std::string bytes;
    append_declared(bytes, desired, secrecy);
    return base::sha256_hex(bytes);
}

} // namespace

const std::string& Declarations::bytes(const std::shared_ptr<const resource::Desired>& desired) {
    if (auto* known = kept(desired))
        return known->told.bytes;
    scratch_.clear();
    append_declared(scratch_, *desired, secrecy_);
    return scratch_;
}

Declarations::Told Declarations::told(const std::shared_ptr<const resource::Desired>& desired) {
    auto* known = kept(desired);
    Told own;
    auto& told = known != nullptr ? known->told : own;
    if (told.text.empty()) {
        told.text = declared_text(*desired, secrecy_);
        told.stored = base::sha256(told.text);
        told.digest = declaration_digest(*desired, secrecy_);
    }
    return told;
}

Declarations::Kept* Declarations::kept(const std::shared_ptr<const resource::Desired>& desired) {
    if (desired.use_count() < 2) // this finding's alone
        return nullptr;
    auto& known = kept_[desired.get()];
    if (known.desired.lock() != desired) {
        known = {desired, {}};
        known.told.bytes = bytes_of(*desired, secrecy_);
        if (kept_.size() > most_)
            forget_gone();
    }
    return &kept_[desired.get()];
}

void Declarations::forget_gone() {
    std::erase_if(kept_, [](const auto& entry) { return entry.second.desired.expired(); });
    most_ = 2 * kept_.size() + 4096;
}

} // namespace plumbline::history
