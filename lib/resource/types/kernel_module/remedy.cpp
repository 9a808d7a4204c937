#include "resource/types/kernel_module/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace plumbline::resource::kernel_module {

namespace {

bool has_remark(const Observed& observed, std::string_view remark) {
    return std::find(observed.remarks.begin(), observed.remarks.end(), remark) != observed.remarks.end();
}

Action act(const std::string& module, std::string words, std::string verb) {
    return {std::move(words), std::move(verb), {{"module", module}}};
}

Action load(const std::string& module, bool wanted, const Observed& observed) {
    if (wanted) {
        return act(module, fmt::format("load {}", module), "load-module");
    }
    if (has_remark(observed, built_in)) {
        return act(module,
                   fmt::format("boot a kernel without {} (it is built in: nothing unloads it)", module),
                   "none");
    }
    return act(module, fmt::format("unload {}", module), "unload-module");
}

Action at_boot(const std::string& module, bool wanted) {
    return wanted ? act(module,
                        fmt::format("name {0} in /etc/modules-load.d/{0}.conf (no file loads it at boot)",
                                    module),
                        "load-at-boot")
                  : act(module, fmt::format("take {} out of the files that load modules at boot", module),
                        "not-at-boot");
}

Action blacklist(const std::string& module, bool wanted) {
    return wanted ? act(module, fmt::format("write 'blacklist {0}' to /etc/modprobe.d/{0}.conf", module),
                        "blacklist-module")
                  : act(module, fmt::format("take out the lines that blacklist {}", module), "allow-module");
}

Action forbid(const std::string& module, bool loadable) {
    return loadable
               ? act(module,
                     fmt::format("let modprobe load {} (nothing may forbid it, and it must be installed)",
                                 module),
                     "allow-module")
               : act(module,
                     fmt::format("write 'install {0} /bin/false' to /etc/modprobe.d/{0}.conf", module),
                     "forbid-module");
}

} // namespace

Remedy propose(const Desired& desired, const Observed& observed, const std::vector<Compared>& drifts) {
    const std::string module = module_name(desired);
    Remedy actions;
    for (const Compared& drift : drifts) {
        if (drift.status != Compared::Status::drift) {
            continue;
        }
        if (drift.property == "state") {
            actions.push_back(load(module, desired.text("state") == "loaded", observed));
        } else if (drift.property == "at_boot") {
            actions.push_back(at_boot(module, desired.flag("at_boot")));
        } else if (drift.property == "blacklisted") {
            actions.push_back(blacklist(module, desired.flag("blacklisted")));
        } else {
            actions.push_back(forbid(module, desired.flag("loadable")));
        }
    }
    return actions;
}

} // namespace plumbline::resource::kernel_module
