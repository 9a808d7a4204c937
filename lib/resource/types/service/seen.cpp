#include "resource/types/service/seen.hpp"

#include "base/text.hpp"

namespace plumbline::resource::service {

namespace {

std::string_view first_word(std::string_view line) {
    return line.substr(0, line.find_first_of(" \t"));
}

} // namespace

std::optional<Init> read_init(std::string_view line) {
    const std::string_view word = first_word(base::trim(line));
    if (word == "systemd")
        return Init::systemd;
    if (word == "unit-files")
        return Init::unit_files;
    if (word == "openrc")
        return Init::openrc;
    return word == "sysv" ? std::optional(Init::sysv) : std::nullopt;
}

std::optional<Seen> read_service(std::string_view line) {
    const std::string_view said = base::trim(line);
    const auto init = read_init(said);
    if (!init)
        return std::nullopt;
    const std::string_view rest = base::trim(said.substr(first_word(said).size()));
    switch (*init) {
    case Init::systemd:
        return read_systemd(rest);
    case Init::unit_files:
        return read_unit_file(rest);
    case Init::openrc:
        return read_openrc(base::words(rest));
    case Init::sysv:
        break;
    }
    return read_sysv(base::words(rest));
}

} // namespace plumbline::resource::service
