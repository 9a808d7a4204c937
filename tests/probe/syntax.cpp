#include "syntax.hpp"

#include "asking.hpp"
#include "base/child.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace plumbline::probe {
namespace {

using Json = nlohmann::json;

/// shfmt's numbers of operators.
std::string operator_of(int number) {
    switch (number) {
    case 54:
        return ">";
    case 56:
        return "<";
    case 58:
        return "<&";
    case 59:
        return ">&";
    default:
        return "operator " + std::to_string(number) + ' ';
    }
}

std::string text_of(const Json& part) {
    const std::string type = part.value("Type", "");
    if (type == "Lit" || type == "SglQuoted")
        return part.value("Value", "");
    if (type == "ParamExp")
        return '$' + part.at("Param").value("Value", "");
    if (type != "DblQuoted" && !type.empty())
        return "$(" + type + ')';
    std::string text;
    for (const Json& inner : part.value("Parts", Json::array()))
        text += text_of(inner);
    return text;
}

void collect(const Json& tree, Syntax& syntax) {
    if (tree.is_object()) {
        const std::string type = tree.value("Type", "");
        if (type == "FuncDecl")
            syntax.functions.push_back(tree.at("Name").value("Value", ""));
        if (type == "CallExpr" && tree.contains("Args")) {
            auto& words = syntax.commands.emplace_back();
            for (const Json& word : tree.at("Args"))
                words.push_back(text_of(word));
        }
        if (tree.contains("Redirs"))
            for (const Json& redirection : tree.at("Redirs"))
                syntax.redirections.push_back(redirection.value("N", Json::object()).value("Value", "") +
                                              operator_of(redirection.value("Op", 0)) +
                                              text_of(redirection.at("Word")));
        syntax.backquotes = syntax.backquotes || tree.value("Backquotes", false);
    }
    if (tree.is_structured())
        for (const Json& inner : tree)
            collect(inner, syntax);
}

} // namespace

Syntax parse_script(const std::string& script) {
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(60'000)), 256 << 20};
    Syntax syntax;
    try {
        const auto result = base::run_child({"shfmt", "-ln", "posix", "--to-json"}, script, limits);
        INFO(result.errors);
        REQUIRE(result.code == 0);
        collect(Json::parse(result.output), syntax);
    } catch (const base::Error& error) {
        FAIL("install the package shfmt: " << error.what());
    }
    return syntax;
}

} // namespace plumbline::probe
