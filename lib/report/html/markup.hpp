#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace plumbline::report {

/// Text that stands for itself between tags and in quoted attributes: what base::printable makes of the
/// bytes, with & < > " ' as references.
[[nodiscard]] std::string in_html(std::string_view bytes);
/// The same for many lines: newline and tab stay.
[[nodiscard]] std::string lines_in_html(std::string_view bytes);

/// Grows HTML element by element. All text and all values of attributes that it is given are escaped here, so
/// that nothing from a host reaches a page otherwise; names of elements and attributes are the program's own.
class Markup {
public:
    /// One without a name is left out.
    struct Attribute {
        std::string_view name;
        std::string_view value;
    };
    using Attributes = std::initializer_list<Attribute>;

    /// Closed when it goes.
    class Element {
    public:
        Element(Markup& markup, std::string_view name) : markup_(markup), name_(name) {}
        Element(const Element&) = delete;
        Element& operator=(const Element&) = delete;
        ~Element() { markup_.close(name_); }

    private:
        Markup& markup_;
        std::string_view name_;
    };

    [[nodiscard]] Element open(std::string_view name, Attributes attributes = {});
    /// With text alone in it.
    void element(std::string_view name, Attributes attributes, std::string_view text);
    void element(std::string_view name, std::string_view text) { element(name, {}, text); }
    /// One that is never closed: meta, input.
    void single(std::string_view name, Attributes attributes) { start(name, attributes); }
    void text(std::string_view bytes) { html_ += in_html(bytes); }
    /// Markup of this program, or what another Markup grew.
    void verbatim(std::string_view html) { html_ += html; }
    void newline() { html_ += '\n'; }

    [[nodiscard]] const std::string& html() const { return html_; }

private:
    void start(std::string_view name, Attributes attributes);
    void close(std::string_view name);

    std::string html_;
};

} // namespace plumbline::report
