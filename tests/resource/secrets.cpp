#include "resource/secrets.hpp"
#include "resource/type.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;

namespace {

Desired named(const std::string& type, const std::string& title) {
    Desired desired;
    desired.id = {type, title};
    return desired;
}

} // namespace

TEST_CASE("a path tells that what it holds is a secret") {
    for (const auto* path : {"/etc/shadow",
                             "/etc/shadow-",
                             "/etc/gshadow",
                             "/etc/gshadow-",
                             "/var/backups/shadow.bak",
                             "/etc/security/opasswd",
                             "/etc/ssl/private/web.pem",
                             "/etc/ssl/private/ssl-cert-snakeoil.key",
                             "/etc/pki/tls/private/localhost.crt",
                             "/etc/letsencrypt/live/example.org/privkey.pem",
                             "/srv/app/server-key.pem",
                             "/srv/app/key.pem",
                             "/srv/app/private.pem",
                             "/root/.ssh/id_rsa",
                             "/home/bob/.ssh/id_ed25519",
                             "/home/bob/.ssh/id_ecdsa_sk",
                             "/etc/ssh/ssh_host_ed25519_key",
                             "/srv/keystore.p12",
                             "/srv/app.jks",
                             "/etc/krb5.keytab",
                             "/etc/passwd-s3fs",
                             "/root/.passwd-s3fs",
                             "/root/.pgpass",
                             "/root/.netrc",
                             "/root/.my.cnf",
                             "/root/.git-credentials",
                             "/root/.aws/credentials",
                             "/etc/samba/credentials.nas",
                             "/run/secrets/db",
                             "/run/secrets/\xff\n",
                             "/etc/app/a\nclient-secret \xff",
                             "/etc/app/client-secret.txt",
                             "/etc/app/API_TOKEN",
                             "/etc/grafana/admin_password",
                             "/etc/ppp/chap-secrets",
                             "/etc/ipsec.secrets",
                             "/etc/nginx/.htpasswd",
                             "/etc/apt/auth.conf",
                             "/etc/apt/auth.conf.d/mirror.conf",
                             "/etc/wireguard/wg0.conf",
                             "/etc/NetworkManager/system-connections/home.nmconnection",
                             "/usr/local/etc/app/secret.conf"}) {
        INFO(path);
        CHECK(is_secret_path(path));
    }
}

TEST_CASE("a path that only sounds like a secret is none") {
    for (const auto* path : {"/etc/passwd",
                             "/etc/passwd-",
                             "/etc/group",
                             "/etc/ssh/sshd_config",
                             "/etc/ssh/ssh_host_ed25519_key.pub",
                             "/root/.ssh/id_rsa.pub",
                             "/root/.ssh/authorized_keys",
                             "/root/.ssh/known_hosts",
                             "/etc/ssl/certs/ca-certificates.crt",
                             "/etc/ssl/certs/web.pem",
                             "/etc/letsencrypt/live/example.org/fullchain.pem",
                             "/srv/app/public_key.pem",
                             "/etc/pam.d/common-password",
                             "/etc/pam.d/passwd",
                             "/usr/bin/passwd",
                             "/usr/bin/systemd-ask-password",
                             "/lib/systemd/system/systemd-ask-password-wall.path",
                             "/usr/share/keyrings/debian-archive-keyring.gpg",
                             "/etc/apt/keyrings/docker.asc",
                             "/usr/share/keyrings/vendor.key",
                             "/etc/apt/trusted.gpg.d/vendor.key",
                             "/etc/login.defs",
                             "/etc/security/pwquality.conf",
                             "/etc/mysql/my.cnf.d/server.cnf",
                             "/etc/keyboard",
                             "/etc/default/keyboard",
                             "/etc/id_map",
                             "/etc/motd"}) {
        INFO(path);
        CHECK_FALSE(is_secret_path(path));
    }
}

TEST_CASE("a name tells that its value is a secret") {
    for (const auto* name : {"values.DB_PASSWORD",
                             "values.db_pass",
                             "SMTP_PASS",
                             "password",
                             "values.spring.datasource.password",
                             "MYSQL_ROOT_PASSWORD",
                             "rootpw",
                             "bindpw",
                             "requirepass",
                             "ldap_default_authtok",
                             "values.client_secret",
                             "clientSecret",
                             "secret_key_base",
                             "AWS_SECRET_ACCESS_KEY",
                             "values.auth_token",
                             "TOKEN",
                             "vault.token",
                             "api_key",
                             "apiKey",
                             "APIKey",
                             "x-api-key",
                             "values.PrivateKey",
                             "PresharedKey",
                             "wpa_passphrase",
                             "psk",
                             "password_pbkdf2",
                             "password_hash",
                             "password[1]",
                             "environment.PGPASSWORD",
                             "headers.Authorization",
                             "headers.cookie"}) {
        INFO(name);
        CHECK(is_secret_name(name));
    }
}

TEST_CASE("a name that governs secrets has a value that anyone may see") {
    for (const auto* name : {"targetpw",
                             "runaspw",
                             "PASS_MAX_DAYS",
                             "PASS_MIN_LEN",
                             "PASS_WARN_AGE",
                             "LOGIN_PASS_TRIES",
                             "values.PasswordAuthentication",
                             "values.PermitEmptyPasswords",
                             "KerberosOrLocalPasswd",
                             "password_age",
                             "password_encryption",
                             "default_password_lifetime",
                             "validate_password.policy",
                             "validate_password.special_char_count",
                             "MYSQL_ROOT_PASSWORD_FILE",
                             "ssl_passphrase_command",
                             "private_key_path",
                             "AWS_ACCESS_KEY_ID",
                             "token_ttl",
                             "ServerTokens",
                             "values.server_tokens",
                             "ssl_certificate_key",
                             "HostKey",
                             "AuthorizedKeysFile",
                             "PubkeyAuthentication",
                             "nopasswd",
                             "use_first_pass",
                             "values.bypass",
                             "keyboard",
                             "security.authorization",
                             "mode",
                             "owner",
                             "value",
                             "Compression"}) {
        INFO(name);
        CHECK_FALSE(is_secret_name(name));
    }
}

TEST_CASE("of a secret path what it holds is hidden, and who may read it shown") {
    const auto shadow = named("file", "/etc/shadow");
    for (const auto* property : {"content", "sha256", "contains", "lacks", "text", "values.x"})
        CHECK(is_secret(shadow, property));
    for (const auto* property : {"state", "kind", "mode", "owner", "group", "size", "recurse.files.mode"})
        CHECK_FALSE(is_secret(shadow, property));
}

TEST_CASE("the path stands in the title, or beside it") {
    auto line = named("line", "root has no password");
    CHECK_FALSE(is_secret(line, "text"));
    line.attributes["path"] = {Exactly{std::string("/etc/shadow")}};
    CHECK(is_secret(line, "text"));
}

TEST_CASE("a resource says itself whether it is a secret") {
    auto motd = named("file", "/etc/motd");
    motd.sensitive = true;
    CHECK(is_secret(motd, "content"));
    CHECK(is_secret(motd, "mode"));
    CHECK_FALSE(is_secret(motd, "state"));
    auto token = named("file", "/etc/token");
    CHECK(is_secret(token, "content"));
    token.shows_secrets = true;
    CHECK_FALSE(is_secret(token, "content"));
    auto setting = named("setting", "/etc/app.conf");
    CHECK(is_secret(setting, "values.password"));
    CHECK_FALSE(is_secret(setting, "values.port"));
    setting.shows_secrets = true;
    CHECK_FALSE(is_secret(setting, "values.password"));
}

TEST_CASE("files that only name secrets hide nothing") {
    CHECK_FALSE(is_secret(named("setting", "/etc/nsswitch.conf"), "values.passwd"));
    CHECK_FALSE(is_secret(named("setting", "/etc/pam.d/common-password"), "values.password"));
}

TEST_CASE("what a template makes of a secret is hidden") {
    auto made = named("template", "/etc/app.conf");
    made.attributes["vars.port"] = {Exactly{std::string("80")}};
    CHECK_FALSE(is_secret(made, "content"));
    made.attributes["vars.db_password"] = {Exactly{std::string("hunter2")}};
    CHECK(is_secret(made, "content"));
    CHECK_FALSE(is_secret(made, "mode"));
}

TEST_CASE("the property of one value goes by its title") {
    CHECK(is_secret(named("sysctl", "net.ipv6.conf.all.stable_secret"), "value"));
    CHECK_FALSE(is_secret(named("sysctl", "net.ipv6.conf.all.stable_secret"), "persisted"));
    CHECK_FALSE(is_secret(named("sysctl", "net.ipv4.ip_forward"), "value"));
}

TEST_CASE("no type's own attribute passes for a secret") {
    for (const auto* type : types())
        for (const auto& attribute : type->schema().attributes) {
            INFO(type->schema().type << "." << attribute.name);
            CHECK_FALSE(is_secret_name(attribute.name));
        }
}
