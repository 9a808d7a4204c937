#include "resource/rewritten.hpp"

namespace plumbline::resource {

namespace {

using Form = std::function<std::string(std::string_view)>;

void rewrite(base::List& texts, const Form& form) {
    for (std::string& text : texts) {
        text = form(text);
    }
}

void rewrite(base::Value& value, const Form& form) {
    if (auto* list = std::get_if<base::List>(&value)) {
        rewrite(*list, form);
    } else {
        value = form(std::get<std::string>(value));
    }
}

} // namespace

Matcher rewritten(Matcher matcher, const Form& form) {
    if (auto* exactly = std::get_if<Exactly>(&matcher.rule)) {
        rewrite(exactly->value, form);
    } else if (auto* one_of = std::get_if<OneOf>(&matcher.rule)) {
        for (base::Value& value : one_of->values) {
            rewrite(value, form);
        }
    } else if (auto* contains = std::get_if<Contains>(&matcher.rule)) {
        rewrite(contains->texts, form);
    } else if (auto* negated = std::get_if<Not>(&matcher.rule)) {
        negated->matcher = std::make_shared<const Matcher>(rewritten(*negated->matcher, form));
    }
    return matcher;
}

} // namespace plumbline::resource
