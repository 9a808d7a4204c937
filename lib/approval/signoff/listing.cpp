#include "approval/signoff/listing.hpp"

#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace plumbline::approval {
namespace {

constexpr std::string_view lower_hexadecimal = "0123456789abcdef";

/// Takes the fields of one listing off its text; after one that can't be read everything is nothing.
class Fields {
public:
    explicit Fields(std::string_view text) : rest_(text) {}

    [[nodiscard]] std::string_view rest() const { return rest_; }

    bool word(std::string_view expected) {
        if (!rest_.starts_with(expected))
            return false;
        rest_.remove_prefix(expected.size());
        return true;
    }
    /// What stands before the next `end`, which is taken, too.
    std::optional<std::string_view> before(char end) {
        const auto at = rest_.find(end);
        if (at == std::string_view::npos)
            return std::nullopt;
        const auto field = rest_.substr(0, at);
        rest_.remove_prefix(at + 1);
        return field;
    }
    std::optional<std::size_t> number(char end) {
        const auto digits = before(end);
        return digits ? base::to_integer<std::size_t>(*digits) : std::nullopt;
    }
    /// LENGTH:TEXT, and `end`, which is taken, too.
    std::optional<std::string_view> counted(char end) {
        const auto length = number(':');
        if (!length || *length >= rest_.size() || rest_[*length] != end)
            return std::nullopt;
        const auto text = rest_.substr(0, *length);
        rest_.remove_prefix(*length + 1);
        return text;
    }

private:
    std::string_view rest_;
};

class Reader {
public:
    Reader(std::string_view text, std::size_t line) : fields_(text), line_(line) {}

    Listing read() {
        for (; !fields_.rest().empty(); ++line_) {
            const auto line = fields_.rest();
            if (fields_.word("file ") ? !read_file() : !(fields_.word("link ") && read_link()))
                base::fail("line {}: expected 'file LENGTH:PATH SIZE SHA256', found '{}'", line_,
                           base::printable(line.substr(0, std::min<std::size_t>(line.find('\n'), 80))));
        }
        return std::move(listing_);
    }

private:
    bool read_file() {
        const auto path = fields_.counted(' ');
        const auto size = path ? fields_.number(' ') : std::nullopt;
        const auto digest = size ? fields_.before('\n') : std::nullopt;
        if (!digest || digest->size() != 64 ||
            digest->find_first_not_of(lower_hexadecimal) != std::string_view::npos)
            return false;
        check_order(*path, listing_.links.empty() &&
                               (listing_.files.empty() || listing_.files.rbegin()->first < *path));
        listing_.files.emplace_hint(listing_.files.end(), *path,
                                    standard::Fingerprint{*size, std::string(*digest)});
        return true;
    }

    bool read_link() {
        const auto path = fields_.counted(' ');
        const auto held = path ? fields_.counted('\n') : std::nullopt;
        if (!held)
            return false;
        check_order(*path, listing_.links.empty() || listing_.links.rbegin()->first < *path);
        listing_.links.emplace_hint(listing_.links.end(), *path, *held);
        return true;
    }

    void check_order(std::string_view path, bool follows) const {
        if (!follows)
            base::fail(
                "line {}: expected each path once, sorted, found '{}' after one that does not come before "
                "it",
                line_, base::printable(path));
    }

    Fields fields_;
    std::size_t line_;
    Listing listing_;
};

std::string words_of(const standard::Fingerprint& print) {
    constexpr std::size_t digits = 12;
    return fmt::format("{} byte{} of sha256:{}…", print.size, print.size == 1 ? "" : "s",
                       print.sha256.substr(0, digits));
}

/// What stands under a path, in words.
std::map<std::string, std::string> words_of(const Listing& listing) {
    std::map<std::string, std::string> all;
    for (const auto& [path, print] : listing.files)
        all.emplace(path, words_of(print));
    for (const auto& [path, held] : listing.links)
        all.emplace(path, fmt::format("a symbolic link to '{}'", held));
    return all;
}

} // namespace

Listing read_listing(std::string_view text, std::size_t line) {
    auto listing = Reader(text, line).read();
    if (standard::listing_of(listing.files, listing.links) != text)
        base::fail("from line {} on: expected numbers without zeros before them", line);
    return listing;
}

std::vector<std::string> differences(const Listing& was_signed, const Listing& found) {
    constexpr std::size_t most = 20;
    std::vector<std::string> all;
    auto others = words_of(found);
    for (const auto& [path, words] : words_of(was_signed)) {
        const auto other = others.extract(path);
        if (other.empty())
            all.push_back(fmt::format("{} was taken away after it was signed: expected {}, found nothing",
                                      path, words));
        else if (other.mapped() != words)
            all.push_back(fmt::format("{} was changed after it was signed: expected {}, found {}", path,
                                      words, other.mapped()));
    }
    for (const auto& [path, words] : others)
        all.push_back(
            fmt::format("{} was added after the rest was signed: expected nothing, found {}", path, words));
    std::ranges::sort(all);
    if (all.size() > most) {
        const auto more = all.size() - most;
        all.resize(most);
        all.push_back(fmt::format("and {} more files differ from what was signed", more));
    }
    return all;
}

std::string_view oddity_of(std::string_view path) {
    if (!base::is_utf8(path))
        return "is not UTF-8";
    if (base::printable(path) != path)
        return "holds characters that are not shown, or reorder what is";
    for (const auto part : base::split(path, '/'))
        if (part.starts_with('-') || part.starts_with(' ') || part.ends_with(' '))
            return "has a name that begins with '-' or a blank, or ends with one";
    return "";
}

} // namespace plumbline::approval
