#include "resource/types/host/steps.hpp"

#include "resource/file_remedies.hpp"
#include "resource/formats/address.hpp"
#include "resource/steps/edits/editing.hpp"
#include "resource/steps/edits/lines.hpp"
#include "resource/steps/places/attributes.hpp"
#include "resource/steps/places/standing.hpp"
#include "resource/types/host/hosts_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::resource::host {

namespace {

constexpr const char* path = "/etc/hosts";

/// One line, word by word; its comment stays.
class Words {
public:
    explicit Words(std::string_view text) {
        const auto end = std::min(text.find('#'), text.size());
        comment_ = text.substr(end);
        text = text.substr(0, end);
        while (!text.empty()) {
            const auto blanks = std::min(text.find_first_not_of(" \t\r"), text.size());
            const auto word = std::min(text.find_first_of(" \t\r", blanks), text.size());
            if (blanks == text.size()) {
                comment_ = std::string(text) + comment_;
                break;
            }
            words_.push_back(
                {std::string(text.substr(0, blanks)), std::string(text.substr(blanks, word - blanks))});
            text.remove_prefix(word);
        }
    }

    void set_address(const std::string& address) { words_.front().text = address; }
    void add_name(const std::string& name) { words_.push_back({" ", name}); }
    /// Names but those for which it holds.
    template <typename Is>
    void erase_names(Is is) {
        words_.erase(
            std::remove_if(words_.begin() + 1, words_.end(), [&](const Word& word) { return is(word.text); }),
            words_.end());
    }
    [[nodiscard]] bool has_names() const { return words_.size() > 1; }
    [[nodiscard]] std::string text() const {
        std::string text;
        for (const Word& word : words_) {
            text += word.blanks + word.text;
        }
        return text + comment_;
    }

private:
    struct Word {
        std::string blanks;
        std::string text;
    };
    std::vector<Word> words_;
    std::string comment_;
};

bool is_name(const std::string& left, const std::string& right) {
    return names(Line{0, "", left}, right);
}
bool has_name(const base::List& list, const std::string& name) {
    return std::ranges::any_of(list, [&](const std::string& one) { return is_name(one, name); });
}

/// The lines that name it, made those that the standard wants.
class Edit {
public:
    Edit(const Desired& desired, const std::string& bytes)
        : name_(desired.id.title), aliases_(desired.list("aliases")), lines_(bytes) {
        if (const auto wanted = desired.list("address")) {
            addresses_.emplace();
            std::ranges::transform(*wanted, std::back_inserter(*addresses_), formats::canonical_address);
        }
        for (const Line& line : read_hosts(bytes)) {
            if (names(line, name_)) {
                found_.push_back(line);
            }
        }
    }

    std::string absent() {
        for (auto line = found_.rbegin(); line != found_.rend(); ++line) {
            take_name_out(*line);
        }
        return lines_.bytes();
    }

    std::string present() {
        base::List missing = missing_addresses();
        for (auto line = found_.rbegin(); line != found_.rend(); ++line) {
            const bool stays =
                !addresses_ || std::ranges::find(*addresses_, line->address) != addresses_->end();
            if (stays) {
                set(*line, line->address);
            } else if (!missing.empty() && is_its_own(*line)) {
                set(*line, missing.front());
                missing.erase(missing.begin());
            } else {
                take_name_out(*line);
            }
        }
        for (const std::string& address : missing) {
            append(address);
        }
        return lines_.bytes();
    }

private:
    [[nodiscard]] base::List missing_addresses() const {
        base::List missing;
        for (const std::string& address : addresses_.value_or(base::List{})) {
            if (std::ranges::find(found_, address, &Line::address) == found_.end()) {
                missing.push_back(address);
            }
        }
        return missing;
    }

    /// Whether no name of the line would go to another address unasked.
    [[nodiscard]] bool is_its_own(const Line& line) const {
        base::List all = line.aliases;
        all.push_back(line.name);
        return std::ranges::all_of(all, [&](const std::string& one) {
            return is_name(one, name_) || (aliases_ && has_name(*aliases_, one));
        });
    }

    void set(const Line& line, const std::string& address) {
        Words words(lines_.at(line.number));
        if (address != line.address) {
            words.set_address(address);
        }
        if (aliases_) {
            words.erase_names(
                [&](const std::string& one) { return !is_name(one, name_) && !has_name(*aliases_, one); });
            for (const std::string& alias : *aliases_) {
                if (!names(line, alias)) {
                    words.add_name(alias);
                }
            }
        }
        lines_.replace(line.number, words.text());
    }

    void take_name_out(const Line& line) {
        Words words(lines_.at(line.number));
        words.erase_names([&](const std::string& one) { return is_name(one, name_); });
        if (words.has_names()) {
            lines_.replace(line.number, words.text());
        } else {
            lines_.remove(line.number);
        }
    }

    void append(const std::string& address) {
        base::List words{address, name_};
        std::ranges::copy(aliases_.value_or(base::List{}), std::back_inserter(words));
        lines_.append(fmt::format("{}", fmt::join(words, " ")));
    }

    std::string name_;
    std::optional<base::List> addresses_;
    std::optional<base::List> aliases_;
    steps::Lines lines_;
    std::vector<Line> found_;
};

/// A property that drifts and names no one value can't be written.
std::optional<Declined> unpinned(const Desired& desired, const Ground& ground) {
    for (const char* property : {"address", "aliases"}) {
        const auto found = desired.attributes.find(property);
        const bool counts =
            drift_of(ground.drifts, property) != nullptr || drift_of(ground.drifts, "state") != nullptr;
        if (counts && found != desired.attributes.end() && !found->second.pins()) {
            return Declined{property, steps::names_no_value(desired, property)};
        }
    }
    return std::nullopt;
}

} // namespace

Steps steps_of(const Type& type, const Desired& desired, const Ground& ground) {
    steps::Editing editing(type, desired, ground);
    const auto bytes = editing.bytes(path);
    Edit edit(desired, bytes.value_or(""));
    if (desired.text("state") == "absent") {
        editing.write(path, edit.absent());
        return editing.finish();
    }
    if (const auto declined = unpinned(desired, ground)) {
        return {.declined = {*declined}};
    }
    if (!desired.has("address") && drift_of(ground.drifts, "state") != nullptr) {
        return steps::declined("the standard names no address that a line could give it; name one");
    }
    editing.write(path, edit.present());
    return editing.finish();
}

} // namespace plumbline::resource::host
