#include "alert/channels/ca_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"

#include <fmt/format.h>

namespace plumbline::alert {
namespace {

constexpr std::size_t most_of_ca_file = 4U << 20U; // bytes
constexpr std::string_view mark = "-----BEGIN CERTIFICATE-----";

} // namespace

std::optional<std::string> read_ca_file(standard::Form& form, const ChannelReading& reading) {
    const auto written = form.take_text("ca_file");
    if (!written)
        return "";
    const auto path = reading.resolved(*written);
    std::string problem;
    try {
        if (base::read_file(path, most_of_ca_file).find(mark) != std::string::npos)
            return path.string();
        problem = fmt::format("holds no certificate: {}", path.string());
    } catch (const base::Error& error) {
        problem = fmt::format("can't be read: {}", error.what());
    }
    reading.diagnostics().error(written->place, fmt::format("'ca_file' {}", problem),
                                "name a file of certificates in PEM");
    return std::nullopt;
}

} // namespace plumbline::alert
