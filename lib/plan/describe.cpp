#include "plan/describe.hpp"

#include "base/digest.hpp"
#include "drift/text_diff.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace plumbline::plan {
namespace {

using namespace resource;
using nlohmann::json;

/// Bytes that are no UTF-8 can't stand in JSON: what is digested names them in another way.
std::string safe(std::string_view bytes) {
    return base::to_base64(bytes);
}

json form_of(const Image& image) {
    return {{"kind", name(image.kind)}, {"held", safe(image.held)}};
}

void put(json& object, const char* key, const std::optional<std::string>& value) {
    if (value)
        object[key] = safe(*value);
}

json form_of(const Attributes& attributes) {
    json form = json::object();
    put(form, "mode", attributes.mode);
    put(form, "owner", attributes.owner);
    put(form, "group", attributes.group);
    put(form, "label", attributes.label);
    put(form, "capabilities", attributes.capabilities);
    if (attributes.acl)
        for (const auto& entry : *attributes.acl)
            form["acl"].push_back(safe(entry));
    for (const auto& [name, value] : attributes.xattrs)
        form["xattrs"][safe(name)] = value ? json(safe(*value)) : json();
    if (attributes.immutable)
        form["immutable"] = *attributes.immutable;
    if (attributes.append_only)
        form["append_only"] = *attributes.append_only;
    return form;
}

std::string flag_words(const std::optional<bool>& flag, std::string_view word) {
    return !flag ? "" : fmt::format(" {}{}", *flag ? "" : "not ", word);
}

std::string words_of(const Attributes& attributes, bool hides) {
    std::string words;
    const auto add = [&](std::string_view name, const std::optional<std::string>& value) {
        if (value)
            words += fmt::format(" {} {}", name, value->empty() ? "none" : *value);
    };
    add("mode", attributes.mode);
    add("owner", attributes.owner);
    add("group", attributes.group);
    add("label", attributes.label);
    if (attributes.acl)
        words += fmt::format(
            " acl {}", attributes.acl->empty() ? "none" : fmt::format("{}", fmt::join(*attributes.acl, ",")));
    for (const auto& [name, value] : attributes.xattrs)
        words += value ? fmt::format(" {}={}", name, hides ? "…" : *value) : fmt::format(" no {}", name);
    add("capabilities", attributes.capabilities);
    return words + flag_words(attributes.immutable, "immutable") +
           flag_words(attributes.append_only, "append-only");
}

std::string command_words(const base::List& command) {
    std::vector<std::string> words;
    for (const auto& word : command) {
        const bool is_plain = !word.empty() && word.find_first_of(" \t\n\"'\\") == std::string::npos;
        words.push_back(is_plain ? word : fmt::format("\"{}\"", word));
    }
    return fmt::format("{}", fmt::join(words, " "));
}

/// "12 lines", or the size where there are none to speak of.
std::string amount_of(const std::string& bytes) {
    const auto lines = std::ranges::count(bytes, '\n');
    if (bytes.find('\0') != std::string::npos || lines == 0)
        return fmt::format("{} byte{}", bytes.size(), bytes.size() == 1 ? "" : "s");
    return fmt::format("{} line{}", lines, lines == 1 ? "" : "s");
}

std::string thing(const Image& image) {
    return image.kind == Image::Kind::other ? "what is at" : fmt::format("the {}", name(image.kind));
}

/// One step, told.
class Description {
public:
    explicit Description(const Telling& telling) : telling_(telling) {}

    PlannedStep operator()(const WriteFile& step) const {
        const auto digest = secret(step.content.bytes, step.content.digest);
        PlannedStep told{.operation = "write-file",
                         .path = step.path,
                         .words = fmt::format(
                             "{} {}: {}, {}{}", step.before.kind == Image::Kind::file ? "write" : "create",
                             step.path, telling_.hides ? "a secret" : amount_of(step.content.bytes), digest,
                             words_of(step.attributes, telling_.hides))};
        if (step.before.kind != Image::Kind::file && step.before.kind != Image::Kind::absent)
            told.words += fmt::format(", in place of {}", thing(step.before));
        if (!step.validate.empty())
            told.words += fmt::format(", if it is accepted by {}", command_words(step.validate));
        told.undo = step.before.kind == Image::Kind::absent ? "remove it"
                                                            : "put back what was there, from its backup";
        if (!telling_.hides)
            told.diff = drift::text_diff(step.was.bytes, step.content.bytes, step.was.remark);
        return sealed(std::move(told), {{"path", safe(step.path)},
                                        {"content", digest},
                                        {"before", before(step.before)},
                                        {"attributes", form_of(step.attributes)},
                                        {"validate", words(step.validate)}});
    }
    PlannedStep operator()(const SetAttributes& step) const {
        PlannedStep told{
            .operation = "set-attributes",
            .path = step.path,
            .words = fmt::format("set of {}:{}", step.path, words_of(step.attributes, telling_.hides)),
            .undo = "set what was there before"};
        return sealed(std::move(told), {{"path", safe(step.path)}, {"attributes", form_of(step.attributes)}});
    }
    PlannedStep operator()(const MakeFolder& step) const {
        PlannedStep told{.operation = "make-folder",
                         .path = step.path,
                         .words = fmt::format("make the folder {}{}", step.path,
                                              words_of(step.attributes, telling_.hides)),
                         .undo = "remove it, if it is empty"};
        return sealed(std::move(told), {{"path", safe(step.path)}, {"attributes", form_of(step.attributes)}});
    }
    PlannedStep operator()(const MakeLink& step) const {
        PlannedStep told{.operation = "make-link",
                         .path = step.path,
                         .words = fmt::format("link {} to {}", step.path, step.text)};
        if (step.before.kind != Image::Kind::absent)
            told.words += fmt::format(", in place of {}", thing(step.before));
        told.undo = step.before.kind == Image::Kind::absent ? "remove it"
                                                            : "put back what was there, from its backup";
        return sealed(
            std::move(told),
            {{"path", safe(step.path)}, {"text", safe(step.text)}, {"before", before(step.before)}});
    }
    PlannedStep operator()(const Remove& step) const {
        PlannedStep told{
            .operation = "remove",
            .path = step.path,
            .words = fmt::format("remove {} {}{}", thing(step.before), step.path,
                                 step.before.kind == Image::Kind::directory ? " and all below it" : ""),
            .undo = "put it back, from its backup"};
        return sealed(std::move(told), {{"path", safe(step.path)}, {"before", before(step.before)}});
    }
    PlannedStep operator()(const Run& step) const {
        PlannedStep told{.operation = "run", .words = "run " + command_words(step.command)};
        if (!step.effects.empty())
            told.words += fmt::format(": {}", fmt::join(step.effects, "; "));
        std::vector<std::string> back;
        for (const auto& command : step.undo)
            back.push_back("run " + command_words(command));
        told.undo = back.empty() ? step.one_way : fmt::format("{}", fmt::join(back, "; "));
        json form{{"command", words(step.command)},
                  {"effects", words(step.effects)},
                  {"one_way", safe(step.one_way)}};
        for (const auto& command : step.undo)
            form["undo"].push_back(words(command));
        if (!step.input.empty())
            form["input"] = telling_.secrecy.token(step.input);
        return sealed(std::move(told), std::move(form));
    }

private:
    [[nodiscard]] std::string secret(const std::string& bytes, const std::string& digest) const {
        return telling_.hides ? telling_.secrecy.token(bytes) : digest;
    }
    /// The digest of a secret that is there is itself one, since it could be guessed.
    [[nodiscard]] json before(Image image) const {
        if (telling_.hides)
            image.held = telling_.secrecy.token(image.held);
        return form_of(image);
    }
    static json words(const base::List& list) {
        json all = json::array();
        for (const auto& word : list)
            all.push_back(safe(word));
        return all;
    }
    static PlannedStep sealed(PlannedStep told, json form) {
        form["operation"] = told.operation;
        form["told"] = {safe(told.words), safe(told.undo), safe(told.diff)};
        told.digest = base::sha256(form.dump());
        return told;
    }

    const Telling& telling_;
};

} // namespace

PlannedStep describe(const Step& step, const Telling& telling) {
    return std::visit(Description(telling), step);
}

} // namespace plumbline::plan
