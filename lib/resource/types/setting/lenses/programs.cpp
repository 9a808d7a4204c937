#include "resource/formats/debian/apt_conf.hpp"
#include "resource/formats/directives/sshd.hpp"
#include "resource/formats/directives/words.hpp"
#include "resource/types/setting/lenses/all.hpp"

#include <algorithm>
#include <strings.h>

namespace plumbline::resource::setting {
namespace {

constexpr std::string_view blanks = " \t";

/// In any case.
bool is_one_of(std::string_view key, const std::vector<std::string_view>& all) {
    return std::any_of(all.begin(), all.end(), [&](std::string_view one) {
        return one.size() == key.size() && strncasecmp(one.data(), key.data(), key.size()) == 0;
    });
}

/// pwquality.conf(5) and auditd's kin: the drop-ins, then the file itself.
Layout drop_ins_first(const std::string& title) {
    return {.mains = {title}, .folders = {{title + ".d", ".conf"}}, .main_last = true};
}

Layout chrony_files(const std::string& title) {
    return {.mains = {title},
            .folders = {{"/etc/chrony/conf.d", ".conf"},
                        {"/etc/chrony/sources.d", ".sources"},
                        {"/run/chrony-dhcp", ".sources"}},
            .included = true};
}

/// apt.conf(5): apt.conf.d in the order of names, then apt.conf.
Layout apt_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/apt/apt.conf.d", ""}}, .main_last = true};
}

Layout postgresql_files(const std::string& title) {
    return {.mains = {title},
            .folders = {{title.substr(0, title.rfind('/')) + "/conf.d", ".conf"}},
            .included = true};
}

Layout ssh_files(const std::string& title) {
    return {.mains = {title}, .folders = {{"/etc/ssh/ssh_config.d", ""}}, .included = true};
}

Winner chrony_winner(std::string_view key) {
    static const std::vector<std::string_view> once{
        "bindacqaddress", "bindcmdaddress", "cmdport",     "driftfile", "keyfile",
        "leapsectz",      "local",          "log",         "logdir",    "makestep",
        "maxupdateskew",  "minsources",     "ntsdumpdir",  "port",      "rtcsync",
        "maxdistance",    "maxchange",      "bindaddress", "user",      "pidfile"};
    return is_one_of(key, once) ? Winner::last : Winner::every;
}

/// Lists: what adds to them has names of no other form.
Winner apt_winner(std::string_view key) {
    static const std::vector<std::string_view> lists{"DPkg::Options",
                                                     "DPkg::Post-Invoke",
                                                     "DPkg::Pre-Install-Pkgs",
                                                     "DPkg::Pre-Invoke",
                                                     "APT::NeverAutoRemove",
                                                     "APT::Update::Post-Invoke",
                                                     "APT::Architectures",
                                                     "APT::Update::Pre-Invoke",
                                                     "APT::Update::Post-Invoke-Success",
                                                     "Acquire::Languages",
                                                     "APT::Never-MarkAuto-Sections",
                                                     "Unattended-Upgrade::Origins-Pattern",
                                                     "APT::Move-Autobit-Sections",
                                                     "Unattended-Upgrade::Allowed-Origins",
                                                     "Unattended-Upgrade::Package-Blacklist",
                                                     "Unattended-Upgrade::Package-Whitelist"};
    return is_one_of(key, lists) ? Winner::every : Winner::last;
}

} // namespace

std::vector<Lens> program_lenses() {
    return {
        {.name = "ssh",
         .keys = "keywords of ssh_config(5) in any case, in `section: Host *` or of another block; the first "
                 "value of a block counts",
         .paths = {"/etc/ssh/ssh_config"},
         .reader = formats::read_ssh_config,
         .meaning = {.winner = Winner::first, .any_case = true, .separators = ","},
         .layout = ssh_files,
         .inclusions = {{.key = "Include"}},
         .base = "/etc/ssh"},
        {.name = "chrony",
         .keys = "directives of chrony.conf(5) in any case: what stands after the word; of pool, server, "
                 "allow and their like all. confdir, sourcedir and include are followed",
         .paths = {"/etc/chrony/chrony.conf", "/etc/chrony.conf"},
         .reader = formats::read_directives,
         .meaning = {.any_case = true, .winner_of = chrony_winner},
         .layout = chrony_files,
         .inclusions = {{.key = "confdir", .folder_suffix = ".conf", .is_folder = true},
                        {.key = "sourcedir", .folder_suffix = ".sources", .is_folder = true},
                        {.key = "include"}}},
        {.name = "chrony_drop_in",
         .keys = "as chrony; one file alone",
         .paths = {"/etc/chrony/conf.d/*", "/etc/chrony/sources.d/*"},
         .reader = formats::read_directives,
         .meaning = {.any_case = true, .winner_of = chrony_winner}},
        {.name = "apt.conf",
         .keys = "whole paths in any case: APT::Periodic::Unattended-Upgrade; lists have all values. "
                 "apt.conf.d is read before /etc/apt/apt.conf",
         .paths = {"/etc/apt/apt.conf"},
         .reader = formats::read_apt_conf,
         .meaning = {.any_case = true, .winner_of = apt_winner},
         .layout = apt_files},
        {.name = "apt",
         .keys = "as apt.conf; one file alone",
         .paths = {"/etc/apt/apt.conf.d/*"},
         .reader = formats::read_apt_conf,
         .meaning = {.any_case = true, .winner_of = apt_winner}},
        {.name = "pwquality",
         .keys = "NAME = VALUE; a name alone is yes. NAME.conf.d is read before the file",
         .paths = {"/etc/security/pwquality.conf"},
         .reader = formats::read_assignments,
         .layout = drop_ins_first},
        {.name = "postgresql",
         .keys = "parameters in any case; the last value counts, and include_dir 'conf.d' is followed",
         .paths = {"/etc/postgresql/*/*/postgresql.conf"},
         .reader = formats::read_assignments,
         .meaning = {.any_case = true, .separators = ", "},
         .layout = postgresql_files,
         .inclusions = {{.key = "include_dir", .folder_suffix = ".conf", .is_folder = true},
                        {.key = "include"},
                        {.key = "include_if_exists"}}},
        {.name = "auditd",
         .keys = "NAME = VALUE, in any case",
         .paths = {"/etc/audit/auditd.conf"},
         .reader = formats::read_assignments,
         .meaning = {.any_case = true}},
        {.name = "assignments",
         .keys = "NAME = VALUE or NAME VALUE; a name alone is yes; the last value counts",
         .paths = {"/etc/security/*.conf", "/etc/adduser.conf", "/etc/deluser.conf", "/etc/ucf.conf",
                   "/etc/needrestart/*.conf", "/etc/host.conf"},
         .reader = formats::read_assignments,
         .meaning = {.separators = blanks}},
    };
}

} // namespace plumbline::resource::setting
