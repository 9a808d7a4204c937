#include "report/html/reading.hpp"

#include <set>
#include <string_view>
#include <utility>

namespace plumbline::test {
namespace {

const std::set<std::string, std::less<>> never_closed{"meta", "input", "br"};

bool is_blank(char character) {
    return character == ' ' || character == '\n';
}

std::string name_of(const std::string& tag) {
    const auto begin = tag.find_first_not_of("</");
    return tag.substr(begin, tag.find_first_of(" >", begin) - begin);
}

/// From '<' to behind '>': values of attributes are quoted, and a '>' in them ends nothing.
std::string read_tag(std::string_view page, std::size_t& at) {
    std::string tag;
    bool quoted = false;
    for (; at < page.size(); ++at) {
        if (page[at] == '"')
            quoted = !quoted;
        else if (!quoted)
            tag += page[at];
        if (page[at] == '>' && !quoted)
            break;
    }
    ++at;
    std::erase(tag, '=');
    return tag;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

} // namespace

std::string inside(const std::string& page, const std::string& name) {
    const auto begin = page.find('>', page.find("<" + name)) + 1;
    return page.substr(begin, page.find("</" + name + ">", begin) - begin);
}

std::string without_assets(std::string page) {
    for (const std::string name : {"style", "script"}) {
        if (page.find("<" + name + ">") == std::string::npos)
            continue;
        const auto text = inside(page, name);
        page.replace(page.find(text), text.size(), "");
    }
    constexpr std::string_view digest = "&#39;sha256-";
    for (auto at = page.find(digest); at != std::string::npos; at = page.find(digest, at + digest.size()))
        page.erase(at + digest.size(), page.find("&#39;", at + digest.size()) - at - digest.size());
    return page;
}

std::vector<std::string> skeleton(const std::string& whole) {
    const auto page = without_assets(whole);
    std::vector<std::string> tags;
    for (auto at = page.find('<'); at != std::string::npos && at < page.size(); at = page.find('<', at))
        tags.push_back(read_tag(page, at));
    return tags;
}

std::string misnested(const std::vector<std::string>& skeleton) {
    std::vector<std::string> open;
    for (const auto& tag : skeleton) {
        if (tag.starts_with("<!") || never_closed.contains(name_of(tag)))
            continue;
        if (!tag.starts_with("</")) {
            open.push_back(name_of(tag));
            continue;
        }
        if (open.empty() || open.back() != name_of(tag))
            return tag;
        open.pop_back();
    }
    return open.empty() ? "" : open.back();
}

std::string squeezed(const std::string& text) {
    std::string words;
    for (const char character : text)
        if (!is_blank(character))
            words += character;
        else if (words.empty() || words.back() != ' ')
            words += ' ';
    return words;
}

std::string words_of(const std::string& whole) {
    const auto page = without_assets(whole);
    std::string text;
    for (std::size_t at = 0; at < page.size();) {
        if (page[at] == '<') {
            read_tag(page, at);
            text += ' ';
        } else {
            text += page[at++];
        }
    }
    auto words = squeezed(text);
    for (const auto& [reference, character] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        replace_all(words, reference, character);
    return words;
}

} // namespace plumbline::test
