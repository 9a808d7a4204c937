#include "resource/formats/address.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;

TEST_CASE("an address is written in one way") {
    CHECK(canonical_address("10.0.0.1") == "10.0.0.1");
    CHECK(canonical_address("2001:DB8:0:0::1") == "2001:db8::1");
    CHECK(canonical_address("FE80::1%eth0") == "fe80::1%eth0");
    for (const char* text :
         {"", "10.0.0", "010.0.0.1", "10.0.0.256", "::g", "host", "10.0.0.1/8", "10.0.0.1 "}) {
        INFO(text);
        CHECK(canonical_address(text).empty());
    }
}

TEST_CASE("an address with a length, and the network that it is in") {
    CHECK(canonical_cidr("10.1.2.3/24") == "10.1.2.3/24");
    CHECK(network_of("10.1.2.3/24") == "10.1.2.0/24");
    CHECK(network_of("10.1.2.255/25") == "10.1.2.128/25");
    CHECK(network_of("10.1.2.3") == "10.1.2.3/32");
    CHECK(network_of("10.1.2.3/0") == "0.0.0.0/0");
    CHECK(network_of("2001:db8::1:2/112") == "2001:db8::1:0/112");
    CHECK(network_of("2001:db8::1/128") == "2001:db8::1/128");
    for (const char* text : {"", "/8", "10.0.0.1/33", "::/129", "10.0.0.1/", "10.0.0.1/-1", "10.0.0.1/8/8"}) {
        INFO(text);
        CHECK(canonical_cidr(text).empty());
        CHECK(network_of(text).empty());
    }
}

TEST_CASE("addresses that only the host itself reaches") {
    for (const char* text : {"127.0.0.1", "127.0.0.53%lo", "::1", "::ffff:127.0.0.1"}) {
        CHECK(is_loopback(text));
    }
    for (const char* text : {"0.0.0.0", "::", "12.7.0.1", "::11"}) {
        CHECK_FALSE(is_loopback(text));
    }
}
