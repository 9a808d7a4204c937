#pragma once

#include "standard/reader.hpp"
#include "standard/yaml/layout.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::standard {

/// Thrown out of the parser when reading on makes no sense; the diagnostic has been given.
struct Refused {};

/// Builds the elements of one document from yaml-cpp's events and refuses, element by element, what a strict
/// reader does not take. yaml-cpp 0.7 itself lets duplicate keys, second documents and alias circles pass.
class Builder final : public YAML::EventHandler {
public:
    Builder(const base::SourcePtr& source, const ReaderLimits& limits, base::Diagnostics& diagnostics);

    /// The document's root; a null element when there was no document.
    [[nodiscard]] Element take_root();
    [[nodiscard]] base::Place place(const YAML::Mark& mark) const { return layout_.place(mark); }
    /// Whether a tab stands in the indentation of the line of the mark: what the parser says of that line is
    /// then its consequence.
    [[nodiscard]] bool finds_tab(const YAML::Mark& mark);

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override;
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

private:
    struct Cost {
        std::size_t elements = 0;
        std::size_t bytes = 0;
    };
    struct Key {
        std::string text;
        base::Place place;
        bool usable = false; ///< otherwise it was refused, and its value goes too
    };
    /// A list or mapping whose end has not come yet.
    struct Open {
        Element element;
        YAML::anchor_t anchor = 0;
        Cost before;            ///< what the document had cost when this began
        std::size_t height = 0; ///< levels below this one
        std::optional<Key> key; ///< read, and waiting for its value
    };
    struct Anchored {
        Element element;
        Cost cost;
        std::size_t height = 0;
    };

    void begin(const YAML::Mark& mark, std::size_t bytes);
    void open(const YAML::Mark& mark, YAML::anchor_t anchor, Element element);
    void close();
    void add(Element element, std::size_t height);
    void add_scalar(Element element, YAML::anchor_t anchor);
    void spend(const Cost& cost, const base::Place& at);
    void check_depth(std::size_t depth, const base::Place& at);
    void check_tabs(const YAML::Mark& mark);
    void check_collection_tag(const YAML::Mark& mark, const std::string& tag, std::string_view core);
    void check_duplicates(const Mapping& mapping);
    [[nodiscard]] bool expects_key() const;
    [[nodiscard]] Key read_key(Element& element);
    void error(base::Place at, std::string message, std::string hint = {});
    [[noreturn]] void refuse(base::Place at, std::string message, std::string hint = {});

    Layout layout_;
    ReaderLimits limits_;
    base::Diagnostics& diagnostics_;
    std::optional<Element> root_;
    bool started_ = false;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Anchored> anchored_; ///< those that are complete
    Cost cost_;
    std::size_t problems_ = 0;
    YAML::Mark last_scalar_; ///< where the last scalar begins
};

} // namespace plumbline::standard
