#include "blame/blame.hpp"
#include "standard/form.hpp"
#include "standard/guarded.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace plumbline::blame {
namespace {

using standard::Form;
using standard::Text;

bool is_fingerprint(std::string_view text) {
    constexpr std::string_view digest = "SHA256:";
    constexpr std::size_t length = 43; // of 32 bytes in base 64 without padding
    return text.starts_with(digest) && text.size() == digest.size() + length &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
                                  digest.size()) == std::string_view::npos;
}

bool is_account(std::string_view text) {
    const auto at = text.find('@');
    return !text.empty() && at != 0 && at + 1 != text.size() &&
           text.find_first_of(" \t\n:/") == std::string_view::npos;
}

/// What belongs to one person alone: each with where it was first said.
class Owned {
public:
    explicit Owned(base::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

    void take(const Text& text, std::string_view what, const std::string& person) {
        const auto [known, is_new] = known_.try_emplace(text.text, person, text.place);
        if (is_new)
            return;
        const auto& [owner, place] = known->second;
        diagnostics_.error(text.place,
                           fmt::format("the {} '{}' is given to {} too", what, text.text,
                                       owner == person ? "the same person" : owner),
                           fmt::format("first at {}", place.file_and_line()));
    }

private:
    base::Diagnostics& diagnostics_;
    std::map<std::string, std::pair<std::string, base::Place>> known_;
};

/// Reads one list of a person's, each text checked and nobody else's.
template <typename IsOne>
base::List take_owned(Form& form, std::string_view key, std::string_view what, const std::string& hint,
                      const std::string& person, Owned& owned, base::Diagnostics& diagnostics,
                      IsOne&& is_one) {
    base::List texts;
    for (const auto& text : form.take_texts(key)) {
        if (!is_one(text.text))
            diagnostics.error(text.place, fmt::format("'{}' is no {}", text.text, what), hint);
        owned.take(text, what, person);
        texts.push_back(text.text);
    }
    return texts;
}

} // namespace

People People::load(const std::filesystem::path& path, base::Diagnostics& diagnostics) {
    People people;
    auto element = standard::read_yaml_file(path, path.string(), diagnostics);
    if (!element)
        return people;
    standard::refuse_if_others_may_write(path, element->place.source, diagnostics);
    Form form(std::move(*element), "a file of people", diagnostics);
    if (const auto language = form.require("plumbline"))
        standard::check_language(*language, diagnostics);
    Owned names(diagnostics);
    Owned accounts(diagnostics);
    Owned keys(diagnostics);
    for (auto& entry : form.take_list("people")) {
        Form part(std::move(entry), "a person", diagnostics);
        Person person;
        if (const auto name = part.require_text("name")) {
            names.take(*name, "name", name->text);
            person.name = name->text;
        }
        person.accounts =
            take_owned(part, "accounts", "account", "as in jdoe, or jdoe@web1 for one host alone",
                       person.name, accounts, diagnostics, is_account);
        person.keys = take_owned(part, "keys", "fingerprint",
                                 "as ssh-keygen -lf shows it: SHA256: and 43 characters", person.name, keys,
                                 diagnostics, is_fingerprint);
        part.refuse_others();
        people.people_.push_back(std::move(person));
    }
    form.refuse_others();
    return people;
}

std::optional<std::string> People::who(const std::string& host, const std::string& account,
                                       const std::string& key) const {
    const auto find = [&](const base::List Person::*list, const std::string& text) -> const Person* {
        const auto found = std::ranges::find_if(people_, [&](const Person& person) {
            return !text.empty() && std::ranges::find(person.*list, text) != (person.*list).end();
        });
        return found == people_.end() ? nullptr : &*found;
    };
    if (const auto* person = find(&Person::keys, key))
        return person->name;
    if (account.empty())
        return std::nullopt;
    if (const auto* person = find(&Person::accounts, account + "@" + host))
        return person->name;
    if (const auto* person = find(&Person::accounts, account))
        return person->name;
    return std::nullopt;
}

} // namespace plumbline::blame
