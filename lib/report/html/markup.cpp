#include "report/html/markup.hpp"

#include "base/escape.hpp"

namespace plumbline::report {
namespace {

std::string_view reference(char character) {
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

std::string referenced(std::string_view text) {
    std::string html;
    html.reserve(text.size());
    for (const char character : text) {
        const auto instead = reference(character);
        if (instead.empty())
            html += character;
        else
            html += instead;
    }
    return html;
}

} // namespace

std::string in_html(std::string_view bytes) {
    return referenced(base::printable(bytes));
}

std::string lines_in_html(std::string_view bytes) {
    return referenced(base::printable_lines(bytes));
}

void Markup::start(std::string_view name, Attributes attributes) {
    html_.append("<").append(name);
    for (const auto& [attribute, value] : attributes) {
        if (attribute.empty())
            continue;
        html_.append(" ").append(attribute);
        if (!value.empty())
            html_.append("=\"").append(in_html(value)).append("\"");
    }
    html_ += '>';
}

void Markup::close(std::string_view name) {
    html_.append("</").append(name).append(">");
}

Markup::Element Markup::open(std::string_view name, Attributes attributes) {
    start(name, attributes);
    return {*this, name};
}

void Markup::element(std::string_view name, Attributes attributes, std::string_view text) {
    start(name, attributes);
    html_ += in_html(text);
    close(name);
}

} // namespace plumbline::report
