#include "resource/types/service/seen.hpp"

#include "base/text.hpp"

namespace plumbline::resource::service {

std::optional<Seen> read_service(std::string_view line) {
    const std::string_view said = base::trim(line);
    const std::string_view init = said.substr(0, said.find_first_of(" \t"));
    const std::string_view rest = base::trim(said.substr(init.size()));
    if (init == "systemd") {
        return read_systemd(rest);
    }
    if (init == "unit-files") {
        return read_unit_file(rest);
    }
    if (init == "openrc") {
        return read_openrc(base::words(rest));
    }
    return init == "sysv" ? read_sysv(base::words(rest)) : std::nullopt;
}

} // namespace plumbline::resource::service
