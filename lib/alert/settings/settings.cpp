#include "alert/settings/settings.hpp"

#include "alert/settings/headline.hpp"
#include "alert/settings/routes.hpp"
#include "alert/settings/terms.hpp"
#include "standard/guarded.hpp"
#include "standard/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::alert {
namespace {

using base::Diagnostics;
using standard::Form;
using standard::Text;

constexpr std::string_view run_variable = "{{run}}";

bool is_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                   "0123456789._-") == std::string_view::npos;
}

bool is_page(std::string_view text) {
    const bool is_url =
        std::ranges::any_of(std::initializer_list<std::string_view>{"https://", "http://", "file://"},
                            [&](auto scheme) { return text.starts_with(scheme); });
    const auto run = text.find(run_variable);
    return is_url && run != std::string_view::npos &&
           text.find_first_of(" {}", run + run_variable.size()) == std::string_view::npos &&
           text.substr(0, run).find_first_of(" {}") == std::string_view::npos;
}

/// Reads alerts.yaml, part by part.
class Reader {
public:
    Reader(const ChannelReading& reading, const std::vector<ChannelType>& types)
        : reading_(reading), types_(types), diagnostics_(reading.diagnostics()) {}

    Settings read(standard::Element element) {
        Form form(std::move(element), "an alerts file", diagnostics_);
        if (const auto language = form.take("plumbline"))
            standard::check_language(*language, diagnostics_);
        read_channels(form);
        read_providers(form);
        settings_.routes = read_routes(form, destinations_, diagnostics_);
        settings_.unreachable_after =
            form.take_count("unreachable_after", 1, 1000).value_or(settings_.unreachable_after);
        settings_.storm = form.take_count("storm", 2, 100'000).value_or(settings_.storm);
        settings_.page = page(form);
        settings_.deliver =
            take_duration(form, "deliver", std::chrono::seconds(5), std::chrono::hours(1), diagnostics_)
                .value_or(settings_.deliver);
        form.refuse_others();
        return std::move(settings_);
    }

private:
    void check_name(const standard::Entry& entry, std::string_view what) {
        if (!is_name(entry.key))
            diagnostics_.error(entry.key_place, fmt::format("'{}' is no name for {}", entry.key, what),
                               "letters, digits, '.', '_' and '-'");
        destinations_.push_back(entry.key);
    }

    void read_channels(Form& form) {
        auto channels = form.require("channels");
        if (!channels)
            return;
        auto* entries = std::get_if<standard::Mapping>(&channels->content);
        if (entries == nullptr || entries->empty())
            return diagnostics_.error(channels->place, "'channels' must be a mapping of at least one channel",
                                      "as in mail: {type: email, …}");
        for (auto& entry : *entries) {
            check_name(entry, "a channel");
            read_channel(entry.key, std::move(entry.value));
        }
        channels_ = destinations_;
    }

    void read_channel(const std::string& name, standard::Element element) {
        Form form(std::move(element), fmt::format("the channel '{}'", name), diagnostics_);
        const auto word = form.require_text("type");
        if (!word)
            return;
        const auto type = std::ranges::find(types_, word->text, &ChannelType::name);
        if (type == types_.end())
            return refuse_type(*word);
        if (auto headline = read_headline(form, diagnostics_))
            settings_.headlines.emplace(name, std::move(*headline));
        auto channel = type->read(form, reading_);
        form.refuse_others();
        if (channel)
            settings_.channels.emplace(name, std::move(channel));
    }

    void refuse_type(const Text& word) {
        std::vector<std::string> names;
        for (const auto& type : types_)
            names.emplace_back(type.name);
        diagnostics_.error(word.place, fmt::format("there is no channel type '{}'", word.text),
                           choices(word.text, names));
    }

    void read_providers(Form& form) {
        const auto entries = form.take_entries("providers");
        for (const auto& entry : entries)
            read_provider(entry);
    }

    void read_provider(const standard::Entry& entry) {
        if (std::ranges::find(channels_, entry.key) != channels_.end())
            diagnostics_.error(entry.key_place, fmt::format("'{}' is a channel already", entry.key),
                               "give the provider a name of its own");
        check_name(entry, "a provider");
        auto& provider = settings_.providers[entry.key];
        const auto what = fmt::format("the provider '{}'", entry.key);
        for (const auto& text : standard::read_texts(entry.value, what, diagnostics_)) {
            if (std::ranges::find(provider, text.text) != provider.end())
                diagnostics_.error(text.place, fmt::format("{} has '{}' twice", what, text.text));
            else if (std::ranges::find(channels_, text.text) == channels_.end())
                diagnostics_.error(text.place, fmt::format("there is no channel '{}'", text.text),
                                   choices(text.text, channels_));
            else
                provider.push_back(text.text);
        }
    }

    std::string page(Form& form) {
        const auto text = form.take_text("page");
        if (!text)
            return {};
        if (!is_page(text->text))
            diagnostics_.error(text->place,
                               fmt::format("'page' must be a URL of http, https or file with {} in it, found "
                                           "'{}'",
                                           run_variable, text->text),
                               "as in https://reports.example.org/{{run}}.html");
        return text->text;
    }

    const ChannelReading& reading_;
    const std::vector<ChannelType>& types_;
    Diagnostics& diagnostics_;
    Settings settings_;
    std::vector<std::string> channels_;     ///< all that were named, right or wrong
    std::vector<std::string> destinations_; ///< these, and the providers
};

/// The same, with no line of the file in it.
Diagnostics without_lines(const Diagnostics& found) {
    Diagnostics hidden;
    for (const auto& one : found.all()) {
        auto place = one.place;
        if (place.source)
            place.source = std::make_shared<const base::Source>(base::Source{place.source->name, ""});
        if (one.gravity == base::Gravity::error)
            hidden.error(place, one.message, one.hint);
        else
            hidden.warning(place, one.message, one.hint);
    }
    return hidden;
}

} // namespace

std::vector<std::string> Settings::channels_of(const std::string& destination) const {
    if (const auto provider = providers.find(destination); provider != providers.end())
        return provider->second;
    return channels.contains(destination) ? std::vector{destination} : std::vector<std::string>{};
}

std::optional<Settings> load_settings(const std::filesystem::path& path,
                                      std::optional<base::Milliseconds> every, Diagnostics& diagnostics,
                                      const std::vector<ChannelType>& types) {
    Diagnostics found;
    const ChannelReading reading(path, every, found);
    std::optional<Settings> settings;
    if (auto element = standard::read_yaml_file(path, path.string(), found)) {
        // it decides who is told, and what programs are run
        standard::refuse_if_others_may_write(path, element->place.source, found);
        settings = Reader(reading, types).read(std::move(*element));
    }
    diagnostics.add(reading.hides_lines() ? without_lines(found) : found);
    return found.has_errors() ? std::nullopt : std::move(settings);
}

} // namespace plumbline::alert
