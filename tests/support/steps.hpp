#pragma once

#include "base/digest.hpp"
#include "resource/type.hpp"
#include "support/verdict.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <vector>

namespace plumbline::test {

using Written = std::map<std::string, std::string>;

inline std::vector<resource::Compared> drifts(const resource::Type& type, const resource::Desired& desired,
                                              const resource::Observed& observed) {
    std::vector<resource::Compared> drifts;
    for (const resource::Compared& one : resource::compare(type.expect(desired), observed)) {
        if (one.status == resource::Compared::Status::drift) {
            drifts.push_back(one);
        }
    }
    return drifts;
}

/// The steps that put right what the answers show, after steps that wrote those files.
inline resource::Steps steps(const resource::Type& type, const resource::Desired& desired,
                             const probe::Answers& answers, const Written& written = {},
                             const facts::Facts& facts = {}) {
    const auto observed = type.observe(desired, answers);
    return type.steps(desired, {observed, drifts(type, desired, observed), answers, facts, written});
}

/// What ground() asks about what the answers show.
inline probe::Queries ground(const resource::Type& type, const resource::Desired& desired,
                             const probe::Answers& answers, const facts::Facts& facts = {}) {
    return type.ground(desired, drifts(type, desired, type.observe(desired, answers)), facts);
}

inline resource::Content content(const std::string& bytes) {
    return {bytes, base::sha256(bytes)};
}

/// The whole resource is declined with that reason.
inline resource::Steps declined(const std::string& reason, const std::string& property = "") {
    return {.declined = {{property, reason}}};
}

/// All of an edit: what the file held, and holds then.
inline resource::WriteFile rewrite(const std::string& path, const std::string& was,
                                   const std::string& becomes, resource::Attributes attributes = {}) {
    return {path, content(becomes), resource::image_of_file(was), {was, ""}, std::move(attributes)};
}

/// A file that is made anew.
inline resource::WriteFile creation(const std::string& path, const std::string& bytes,
                                    resource::Attributes attributes = {}) {
    return {path, content(bytes), {}, {}, std::move(attributes)};
}

// What Catch prints of steps that are not the expected ones.

inline std::string in_words(const resource::Image& image) {
    return fmt::format("{}({})", name(image.kind), image.held);
}
inline std::string in_words(const resource::Attributes& attributes) {
    std::string words;
    for (const auto& [name, value] :
         std::map<std::string, std::optional<std::string>>{{"mode", attributes.mode},
                                                           {"owner", attributes.owner},
                                                           {"group", attributes.group},
                                                           {"label", attributes.label},
                                                           {"capabilities", attributes.capabilities}}) {
        words += value ? fmt::format(" {}={}", name, *value) : "";
    }
    words += attributes.acl ? fmt::format(" acl={}", fmt::join(*attributes.acl, ",")) : "";
    for (const auto& [name, value] : attributes.xattrs) {
        words += value ? fmt::format(" {}={}", name, *value) : fmt::format(" no {}", name);
    }
    words += attributes.immutable ? fmt::format(" immutable={}", *attributes.immutable) : "";
    return words + (attributes.append_only ? fmt::format(" append_only={}", *attributes.append_only) : "");
}

struct InWords {
    std::string operator()(const resource::WriteFile& step) const {
        return fmt::format(
            "write {}{}, before {}{}\n<<{}>>\nwas{} <<{}>>", step.path, in_words(step.attributes),
            in_words(step.before),
            step.validate.empty() ? "" : fmt::format(", validate {}", fmt::join(step.validate, "|")),
            step.content.bytes, step.was.remark, step.was.bytes);
    }
    std::string operator()(const resource::SetAttributes& step) const {
        return fmt::format("set {}{}", step.path, in_words(step.attributes));
    }
    std::string operator()(const resource::MakeFolder& step) const {
        return fmt::format("folder {}{}", step.path, in_words(step.attributes));
    }
    std::string operator()(const resource::MakeLink& step) const {
        return fmt::format("link {} to {}, before {}", step.path, step.text, in_words(step.before));
    }
    std::string operator()(const resource::Remove& step) const {
        return fmt::format("remove {}, before {}", step.path, in_words(step.before));
    }
    std::string operator()(const resource::Run& step) const {
        std::string words = fmt::format("run {}", fmt::join(step.command, " "));
        for (const auto& command : step.undo) {
            words += fmt::format(", undo {}", fmt::join(command, " "));
        }
        return fmt::format("{}, one way: {}, input <<{}>>, effects {}", words, step.one_way, step.input,
                           fmt::join(step.effects, "; "));
    }
};

} // namespace plumbline::test

template <>
struct Catch::StringMaker<plumbline::resource::Steps> {
    static std::string convert(const plumbline::resource::Steps& steps) {
        std::string text;
        for (const auto& step : steps.all) {
            text += "\n" + std::visit(plumbline::test::InWords{}, step);
        }
        for (const auto& declined : steps.declined) {
            text += "\ndeclined " + declined.property + ": " + declined.reason;
        }
        return text;
    }
};
