#include "alert/channels/all.hpp"
#include "alert/local/program.hpp"
#include "alert/services/face.hpp"
#include "base/escape.hpp"

#include <fmt/format.h>

#include <utility>

namespace plumbline::alert {
namespace {

/// A program that reads plumbline.alert/1 on its standard input. What it is called with is the site's alone.
class Command : public Channel {
public:
    explicit Command(std::vector<std::string> argv) : argv_(std::move(argv)) {}

    [[nodiscard]] Outcome send(const Message& message, base::Deadline deadline) const override {
        return run_program(argv_, face_of(message) + "\n", deadline);
    }

private:
    std::vector<std::string> argv_;
};

} // namespace

std::unique_ptr<Channel> read_command(standard::Form& form, const ChannelReading& reading) {
    auto& diagnostics = reading.diagnostics();
    const auto written = form.require("run");
    const auto words =
        written ? standard::read_texts(*written, "'run'", diagnostics) : std::vector<standard::Text>();
    if (words.empty() || !read_program(words.front(), "run", diagnostics))
        return nullptr;
    std::vector<std::string> argv;
    for (const auto& word : words) {
        if (word.text.find('\0') != std::string::npos)
            diagnostics.error(word.place, "'run' holds a NUL, which no word of a command can");
        argv.push_back(word.text);
    }
    return std::make_unique<Command>(std::move(argv));
}

} // namespace plumbline::alert
