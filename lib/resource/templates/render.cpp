#include "base/error.hpp"
#include "resource/templates/template.hpp"

#include <kainjow/mustache.hpp>

namespace plumbline::resource::templates {

namespace {

namespace mustache = kainjow::mustache;

bool is_false(const std::string& text) {
    return text.empty() || text == "false";
}

mustache::data list_of(const base::List& texts) {
    mustache::data list{mustache::data::type::list};
    for (const std::string& text : texts) {
        list << mustache::data{text};
    }
    return list;
}

/// As a value a text is itself; as a section it only decides.
mustache::data data_of(const base::Value& value, bool decides) {
    if (const auto* list = std::get_if<base::List>(&value)) {
        return list_of(*list);
    }
    const auto& text = std::get<std::string>(value);
    return decides && is_false(text) ? mustache::data{false} : mustache::data{text};
}

} // namespace

std::set<std::string> Template::names() const {
    std::set<std::string> names;
    for (const Use& use : uses_) {
        if (use.form != Use::Form::item) {
            names.insert(use.name);
        }
    }
    return names;
}

std::string Template::render(const base::Values& values) const {
    mustache::mustache text{text_};
    if (!text.is_valid()) {
        base::fail("the template can't be rendered: {}", text.error_message());
    }
    text.set_custom_escape([](const std::string& made) { return made; });
    mustache::data all{mustache::data::type::object};
    for (const auto& [name, number] : numbers_) {
        all.set(fmt::format("v{}", number), data_of(values.at(name), false));
        all.set(fmt::format("s{}", number), data_of(values.at(name), true));
    }
    for (std::size_t number = 0; number < chunks_.size(); ++number) {
        all.set(fmt::format("t{}", number), mustache::data{chunks_[number]});
    }
    return text.render(all);
}

} // namespace plumbline::resource::templates
