#include "enforce/change/lines.hpp"

#include "base/digest.hpp"
#include "base/error.hpp"
#include "probe/transcript.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace plumbline::enforce {
namespace {

using probe::encode;
using resource::Attributes;
using resource::Image;

/// Each byte is at most five characters of a word; a word stays below 32 KiB.
constexpr std::size_t bytes_a_word = 4096;

/// What the script calls the image: its kind, and the digest of what it holds or "-".
std::string words_of(const Image& image) {
    if (image.kind == Image::Kind::link)
        return "link " + base::sha256_hex(image.held);
    if (image.kind != Image::Kind::file)
        return fmt::format("{} -", name(image.kind));
    constexpr std::string_view prefix = "sha256:";
    if (image.held.rfind(prefix, 0) != 0)
        base::fail("a file's image holds 'sha256:…', not '{}'", image.held);
    return "file " + encode(image.held.substr(prefix.size()));
}

/// No word of data holds a NUL: no program could be given it.
std::string word(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos)
        base::fail("no name, command or attribute on a host can hold a NUL byte");
    return encode(bytes);
}

std::string command_words(const base::List& command) {
    if (command.empty() || command.front().empty())
        base::fail("a command needs the name of a program");
    std::vector<std::string> words;
    std::transform(command.begin(), command.end(), std::back_inserter(words), word);
    return fmt::format("{}", fmt::join(words, " "));
}

void add(std::string& lines, std::string_view attribute, const std::optional<std::string>& value) {
    if (value)
        lines += fmt::format("attribute {} {}\n", attribute, word(*value));
}

void add(std::string& lines, std::string_view attribute, const std::optional<bool>& value) {
    if (value)
        lines += fmt::format("attribute {} {}\n", attribute, *value ? "yes" : "no");
}

std::string hex(std::string_view bytes) {
    std::string digits = "0x";
    for (const char byte : bytes)
        digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return digits;
}

std::string lines_of(const Attributes& attributes) {
    std::string lines;
    add(lines, "mode", attributes.mode);
    add(lines, "owner", attributes.owner);
    add(lines, "group", attributes.group);
    add(lines, "label", attributes.label);
    if (attributes.acl)
        lines += fmt::format("attribute acl {}\n", word(fmt::format("{}", fmt::join(*attributes.acl, ","))));
    for (const auto& [name, bytes] : attributes.xattrs)
        lines += fmt::format("attribute xattr {} {}\n", word(name), bytes ? hex(*bytes) : "-");
    add(lines, "capabilities", attributes.capabilities);
    add(lines, "immutable", attributes.immutable);
    add(lines, "append_only", attributes.append_only);
    return lines;
}

/// What a step says: the words that follow `step ID NUMBER TOKEN`, and the lines below.
struct Said {
    std::string words;
    std::string lines = {};
};

struct Saying {
    Said operator()(const resource::WriteFile& step) const {
        auto lines = lines_of(step.attributes);
        if (!step.validate.empty())
            lines += fmt::format("validate {}\n", command_words(step.validate));
        return {fmt::format("write {} {} {}", word(step.path), words_of(step.before),
                            base::sha256_hex(step.content.bytes)),
                lines + lines_of_bytes("bytes", step.content.bytes)};
    }
    Said operator()(const resource::SetAttributes& step) const {
        return {fmt::format("attributes {} absent - -", word(step.path)), lines_of(step.attributes)};
    }
    Said operator()(const resource::MakeFolder& step) const {
        return {fmt::format("folder {} absent - -", word(step.path)), lines_of(step.attributes)};
    }
    Said operator()(const resource::MakeLink& step) const {
        if (step.text.empty())
            base::fail("a link needs a text");
        return {
            fmt::format("link {} {} {}", word(step.path), words_of(step.before), base::sha256_hex(step.text)),
            lines_of_bytes("bytes", step.text)};
    }
    Said operator()(const resource::Remove& step) const {
        return {fmt::format("remove {} {} -", word(step.path), words_of(step.before))};
    }
    Said operator()(const resource::Run& step) const {
        std::string lines = line_of_command("command", step);
        for (const base::List& undo : step.undo)
            lines += fmt::format("undo {}\n", command_words(undo));
        if (!step.one_way.empty())
            lines += fmt::format("one_way {}\n", word(step.one_way));
        return {"run \\ absent - -", lines + lines_of_bytes("input", step.input)};
    }
};

} // namespace

std::string line_of_command(std::string_view word, const resource::Run& run) {
    return fmt::format("{} {} {}\n", word, run.limit.count(), command_words(run.command));
}

std::string lines_of_bytes(std::string_view word, std::string_view bytes) {
    std::string lines;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), bytes_a_word)))
        lines += fmt::format("{} {}\n", word, encode(bytes.substr(0, bytes_a_word)));
    return lines;
}

std::string lines_of(const resource::Step& step, std::size_t id, std::size_t number) {
    const Said said = std::visit(Saying{}, step);
    return fmt::format("step {} {} {} {}\n{}go\n", id, number,
                       base::sha256_hex(said.words + '\n' + said.lines), said.words, said.lines);
}

} // namespace plumbline::enforce
