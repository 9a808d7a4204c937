#include "resource/formats/directives/words.hpp"
#include "resource/types/setting/lenses/all.hpp"

namespace plumbline::resource::setting {
namespace {

/// sysctl.d(5), and /etc/sysctl.conf after them as sysctl(8) --system reads it.
Layout boot_parameters(const std::string& title) {
    return {.mains = {title},
            .folders = {{"/etc/sysctl.d", ".conf"},
                        {"/run/sysctl.d", ".conf"},
                        {"/usr/local/lib/sysctl.d", ".conf"},
                        {"/usr/lib/sysctl.d", ".conf"}},
            .main_last = true};
}

} // namespace

std::vector<Lens> line_lenses() {
    return {
        {.name = "login.defs",
         .keys = "names as in login.defs(5): PASS_MAX_DAYS; the last value counts",
         .paths = {"/etc/login.defs"},
         .reader = formats::read_login_defs},
        {.name = "sysctl.conf",
         .keys = "parameters with dots: net.ipv4.ip_forward. Files of sysctl.d are read before "
                 "/etc/sysctl.conf, as sysctl --system does; the last value counts",
         .paths = {"/etc/sysctl.conf"},
         .reader = formats::read_sysctl,
         .layout = boot_parameters,
         .program = Program::kernel,
         .of_main_alone = "systemd-sysctl reads it only where a link in sysctl.d leads to it; else "
                          "sysctl(8) --system alone does"},
        {.name = "sysctl",
         .keys = "as sysctl.conf; one file alone",
         .paths = {"/etc/sysctl.d/*.conf", "/run/sysctl.d/*.conf", "/usr/lib/sysctl.d/*.conf",
                   "/usr/local/lib/sysctl.d/*.conf", "/etc/ufw/sysctl.conf"},
         .reader = formats::read_sysctl,
         .program = Program::kernel},
    };
}

} // namespace plumbline::resource::setting
