#include "resource/file/capabilities.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::file;

TEST_CASE("capabilities that mean the same are written the same") {
    const auto [text, canonical] = GENERATE(table<std::string, std::string>({
        {"cap_net_bind_service=ep", "cap_net_bind_service=ep"},
        {"cap_net_bind_service+ep", "cap_net_bind_service=ep"},
        {"CAP_NET_RAW=pe", "cap_net_raw=ep"},
        {"cap_net_raw,cap_chown=ep", "cap_chown,cap_net_raw=ep"},
        {"cap_net_raw=ep cap_chown+p+e", "cap_chown,cap_net_raw=ep"},
        {"cap_net_raw+p cap_chown=ei", "cap_chown=ei cap_net_raw=p"},
        {"cap_chown=eip cap_chown-i", "cap_chown=ep"},
        {"cap_chown=p cap_chown=", ""},
        {"", ""},
        {"=", ""},
        {"=ep", "=ep"},
        {"all=ep", "=ep"},
        {"=ep cap_chown-e", "=ep cap_chown=p"},
        {"=ep cap_chown-e cap_chown+e", "=ep"},
        {"cap_chown=i =ep", "=ep"},
    }));
    CHECK(canonical_capabilities(text) == canonical);
    CHECK(canonical_capabilities(canonical) == canonical);
}

TEST_CASE("what is no text of capabilities is none") {
    const std::string text =
        GENERATE("cap_chown", "chown=ep", "cap_=ep", "cap_chown=epx", "+ep", "-e", "cap_chown,=ep",
                 "cap_chown=ep,cap_kill=ep", "(Not a regular file)", "cap_chown=ep [rootid=1000]", "absent");
    CHECK_FALSE(canonical_capabilities(text));
}

TEST_CASE("getcap's lines, of new and of old") {
    CHECK(read_capabilities(" cap_net_raw=ep") == "cap_net_raw=ep");
    CHECK(read_capabilities(" = cap_net_raw+ep") == "cap_net_raw=ep");
    CHECK(read_capabilities(" =ep") == "=ep");
    CHECK(read_capabilities(" = =ep") == "=ep");
    CHECK(read_capabilities("") == "");
    CHECK_FALSE(read_capabilities(" (Not a regular file)"));
}
