#include "inventory/format/document.hpp"
#include "inventory/text/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace plumbline::inventory {
namespace {

using standard::Element;
using standard::Scalar;

constexpr std::size_t deepest = 64;
constexpr std::size_t most_elements = 1'000'000;

/// Builds elements while JSON is parsed: repeated names, depth and size are refused before they cost memory.
class Builder : public nlohmann::json_sax<Json> {
public:
    Builder(const base::SourcePtr& source, base::Diagnostics& diagnostics)
        : source_(source), diagnostics_(diagnostics) {}

    std::optional<Element> result() { return std::move(root_); }

    bool null() override { return scalar("null", true); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false", true); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value), true); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value), true); }
    bool number_float(number_float_t value, const string_t&) override {
        return scalar(float_text(value), true);
    }
    bool string(string_t& value) override { return scalar(std::move(value), false); }
    bool binary(binary_t&) override { return refuse("binary values are no JSON"); }

    bool start_object(std::size_t) override { return open(standard::Mapping{}); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(standard::Sequence{}); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override {
        auto& level = open_.back();
        if (!level.keys.insert(value).second)
            return refuse(fmt::format("'{}' stands twice in one mapping", value));
        level.key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        const auto read = std::string_view(source_->text).substr(0, position == 0 ? 0 : position - 1);
        const auto line = static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n')) + 1;
        const auto column = read.size() - (read.rfind('\n') + 1) + 1;
        diagnostics_.error({source_, line, column}, "this is no JSON from here on");
        return false;
    }

private:
    struct Level {
        Element element;
        std::string key;
        std::unordered_set<std::string> keys;
    };

    bool refuse(std::string message) {
        diagnostics_.error({source_, 0, 0}, std::move(message));
        return false;
    }

    bool scalar(std::string text, bool plain) {
        return place(Element{{source_, 0, 0}, Scalar{std::move(text), plain}});
    }

    bool open(decltype(Element::content) content) {
        if (open_.size() == deepest)
            return refuse(fmt::format("JSON is nested more than {} deep", deepest));
        open_.push_back({Element{{source_, 0, 0}, std::move(content)}, {}, {}});
        return true;
    }

    bool close() {
        auto element = std::move(open_.back().element);
        open_.pop_back();
        return place(std::move(element));
    }

    bool place(Element element) {
        if (++elements_ > most_elements)
            return refuse(fmt::format("JSON has more than {} values", most_elements));
        if (open_.empty()) {
            root_ = std::move(element);
            return true;
        }
        auto& level = open_.back();
        if (auto* sequence = std::get_if<standard::Sequence>(&level.element.content))
            sequence->push_back(std::move(element));
        else
            std::get<standard::Mapping>(level.element.content)
                .push_back({std::move(level.key), level.element.place, std::move(element)});
        return true;
    }

    const base::SourcePtr& source_;
    base::Diagnostics& diagnostics_;
    std::vector<Level> open_;
    std::optional<Element> root_;
    std::size_t elements_ = 0;
};

} // namespace

std::optional<Element> read_json(const base::SourcePtr& source, base::Diagnostics& diagnostics) {
    Builder builder(source, diagnostics);
    if (!Json::sax_parse(source->text, &builder))
        return std::nullopt;
    return builder.result();
}

} // namespace plumbline::inventory
