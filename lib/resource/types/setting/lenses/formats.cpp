#include "resource/formats/readers.hpp"

#include "resource/types/setting/lenses/all.hpp"

namespace plumbline::resource::setting {

// Lenses by what their formats are called; each reads one file alone.
std::vector<Lens> format_lenses() {
    constexpr auto every = Meaning{.winner = Winner::every};
    return {
        {.name = "nginx",
         .keys = "a directive: the words after it, all that there are; `section: http.server[1]` is the path "
                 "of blocks. What `include` names is not read",
         .paths = {"/etc/nginx/nginx.conf", "/etc/nginx/*/*", "/etc/nginx/*.conf"},
         .reader = formats::read_nginx,
         .meaning = every},
        {.name = "commented_ini",
         .keys = "keys of `section:`; the last value counts, a key without '=' has none",
         .paths = {"/etc/mysql/*.cnf", "/etc/mysql/*/*.cnf", "/etc/my.cnf", "/etc/php/*/*/php.ini", "php.ini",
                   "/etc/gitconfig", ".gitconfig"},
         .reader = formats::read_commented_ini},
        {.name = "folded_ini",
         .keys = "keys of `section:`, values over several lines; the last value counts",
         .paths = {"/etc/fail2ban/*.conf", "/etc/fail2ban/*.local", "/etc/fail2ban/*/*", "/etc/dnf/dnf.conf",
                   "/etc/yum.repos.d/*.repo"},
         .reader = formats::read_folded_ini},
        {.name = "ini",
         .keys = "keys of `section:`; the last value counts",
         .paths = {"*.ini", "/etc/NetworkManager/*.conf", "/etc/sssd/sssd.conf", "/etc/samba/smb.conf",
                   "/etc/krb5.conf", "/etc/gdm3/*.conf", "*.service", "*.socket", "*.timer", "*.desktop"},
         .reader = formats::read_ini},
        {.name = "json",
         .keys = "dotted paths: server.ports; users[2].name",
         .paths = {"*.json"},
         .reader = formats::read_json,
         .meaning = every},
        {.name = "yaml",
         .keys = "dotted paths: network.version; users[2].name",
         .paths = {"*.yaml", "*.yml"},
         .reader = formats::read_yaml,
         .meaning = every},
        {.name = "toml",
         .keys = "dotted paths: server.ports; users[2].name",
         .paths = {"*.toml"},
         .reader = formats::read_toml,
         .meaning = every},
        {.name = "xml",
         .keys = "dotted paths of elements: server.port; server.@port is an attribute",
         .paths = {"*.xml"},
         .reader = formats::read_xml,
         .meaning = every},
        {.name = "deb822",
         .keys = "fields in any case, of `section:` the stanza's Package or its number from 1",
         .paths = {"*.sources", "/etc/apt/preferences", "/etc/apt/preferences.d/*"},
         .reader = formats::read_deb822,
         .meaning = {.winner = Winner::every, .any_case = true, .separators = " \t\n"}},
    };
}

} // namespace plumbline::resource::setting
