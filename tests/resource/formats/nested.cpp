#include "resource/formats/readers.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;
using plumbline::test::told;
using Lines = std::vector<std::string>;
using namespace std::string_literals;

TEST_CASE("JSON is dotted paths, lists of values are repeated keys") {
    // package.json of npm 9.2.0, cut
    CHECK(told(read_json(R"({
  "version": "9.2.0",
  "workspaces": [
    "docs",
    "workspaces/*"
  ],
  "repository": {
    "type": "git"
  },
  "contributors": [{"name": "a", "urls": []}, "b", [1, -2.50e3, [null]],
    {"name": "c"}],
  "dependencies": {"lodash.merge": "^4.6", "@npmcli/arborist": "^6.1.4", "": true},
  "big": 123456789012345678901234567890,
  "text": "line\nbreak \u00fc \"q\""
})")) == Lines{"2 version=9.2.0", "4 workspaces=docs", "5 workspaces=workspaces/*", "8 repository.type=git",
               "10 contributors[1].name=a", "10 contributors=b", "10 contributors[3]=1",
               "10 contributors[3]=-2.50e3", "10 contributors[3][3]=null", "11 contributors[4].name=c",
               "12 dependencies.\"lodash.merge\"=^4.6", "12 dependencies.@npmcli/arborist=^6.1.4",
               "12 dependencies.\"\"=true", "13 big=123456789012345678901234567890",
               "14 text=line\nbreak ü \"q\""});
    CHECK(told(read_json("5")) == Lines{"1 =5"});
    CHECK(told(read_json("[1,\n2\n]")) == Lines{"1 [1]=1", "2 [2]=2"});
    CHECK(told(read_json(R"({"a": 1, "a": 2})")) == Lines{"1 a=1", "1 a=2"});
}

TEST_CASE("what is not JSON is told with its line") {
    CHECK(told(read_json("")) == Lines{"1: expected JSON: while parsing value - unexpected end of input; "
                                       "expected '[', '{', or a literal"});
    CHECK(told(read_json("{\n\"a\": 1,\n}")) ==
          Lines{"3: expected JSON: while parsing object key - unexpected '}'; expected string literal"});
    CHECK(told(read_json("{\"a\": \"\xff\"}")) ==
          Lines{"1: expected JSON: while parsing value - invalid string: ill-formed UTF-8 byte"});
    CHECK(told(read_json("[1] // c")) == Lines{"1: expected JSON: while parsing value - invalid literal"});
    CHECK(told(read_json(std::string(65, '['))) == Lines{"1: expected at most 64 levels, found more"});
    CHECK(told(read_json("[" + std::string(100'000, '0') + "]")).front().size() < 300);
}

TEST_CASE("YAML is dotted paths, and read as strictly as a standard") {
    // 50-cloud-init.yaml of netplan
    CHECK(told(read_yaml("# network\n"
                         "network:\n"
                         "    version: 2\n"
                         "    ethernets:\n"
                         "        eth0:\n"
                         "            dhcp4: true\n"
                         "            addresses: [10.0.0.1/24, \"2001:db8::1/64\"]\n"
                         "            routes:\n"
                         "            -   to: default\n"
                         "                via: 10.0.0.254\n"
                         "            -   to: 10.1.0.0/16\n"
                         "            wakeonlan: ~\n"
                         "            'a.b': 0644\n")) ==
          Lines{"3 network.version=2", "6 network.ethernets.eth0.dhcp4=true",
                "7 network.ethernets.eth0.addresses=10.0.0.1/24",
                "7 network.ethernets.eth0.addresses=2001:db8::1/64",
                "9 network.ethernets.eth0.routes[1].to=default",
                "10 network.ethernets.eth0.routes[1].via=10.0.0.254",
                "11 network.ethernets.eth0.routes[2].to=10.1.0.0/16",
                "12 network.ethernets.eth0.wakeonlan=null", "13 network.ethernets.eth0.\"a.b\"=0644"});
    CHECK(told(read_yaml("")).empty());
    CHECK(told(read_yaml("- a\n- [b]\n")) == Lines{"1 [1]=a", "2 [2]=b"});
    CHECK(told(read_yaml("a: 1\nb: 2\na: 3\n")).front().starts_with("3: "));
    CHECK(told(read_yaml("a: [1\nb: {\n")).size() == 1);
    CHECK(told(read_yaml("a: &x [*x]\n")).front().starts_with("1: "));
}

TEST_CASE("XML is dotted paths with @attributes") {
    // server.xml of Tomcat, cut; dbus's session.conf, cut
    CHECK(told(read_xml(R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Server [<!ENTITY x "y">]>
<!-- a comment -->
<Server port="8005" shutdown="SHUTDOWN">
  <Service name="Catalina">
    <Connector port="8080" protocol="HTTP/1.1"/>
    <Connector
       port="8443"/>
    <Alias>one</Alias>
    <Alias>two &amp; <![CDATA[<3>]]></Alias>
    <fork/>
  </Service>
  mixed
</Server>
)")) == Lines{"4 Server.@port=8005", "4 Server.@shutdown=SHUTDOWN", "4 Server=mixed",
              "5 Server.Service.@name=Catalina", "6 Server.Service.Connector[1].@port=8080",
              "6 Server.Service.Connector[1].@protocol=HTTP/1.1", "7 Server.Service.Connector[2].@port=8443",
              "9 Server.Service.Alias=one", "10 Server.Service.Alias=two & <3>", "11 Server.Service.fork="});
}

TEST_CASE("what is not XML is told with its line") {
    CHECK(told(read_xml("<a>\n<b>\n</a>")) == Lines{"3: expected XML: Start-end tags mismatch"});
    CHECK(told(read_xml("text")) == Lines{"1: expected XML: No document element found"});
    CHECK(told(read_xml("<a/>\n<b/>")) == Lines{"0: expected one element that holds all others, found 2"});
    CHECK(told(read_xml("<a>\n\xff</a>")) == Lines{"2: expected UTF-8, found other bytes"});
    std::string opened;
    std::string closed;
    for (int i = 0; i < 65; ++i) {
        opened += "<x>";
        closed += "</x>";
    }
    CHECK(told(read_xml(opened + closed)) == Lines{"1: expected at most 64 levels, found more"});
}

TEST_CASE("TOML is dotted paths in the order of lines") {
    // pyproject.toml of a Python project
    CHECK(told(read_toml("[build-system]\n"
                         "requires = [\"setuptools >= 46.4.0\", \"wheel\"]\n"
                         "build-backend = \"setuptools.build_meta\"\n"
                         "\n"
                         "[tool.black]\n"
                         "line-length = 100\n"
                         "fast = true # comment\n"
                         "\n"
                         "[[servers]]\n"
                         "name = 'alpha'\n"
                         "ratio = 0.5\n"
                         "since = 1979-05-27T07:32:00Z\n"
                         "[[servers]]\n"
                         "name = \"beta\"\n"
                         "\"a.b\".c = {x = 0x10, y = [[1, 2], [3]]}\n")) ==
          Lines{"2 build-system.requires=setuptools >= 46.4.0", "2 build-system.requires=wheel",
                "3 build-system.build-backend=setuptools.build_meta", "6 tool.black.line-length=100",
                "7 tool.black.fast=true", "10 servers[1].name=alpha", "11 servers[1].ratio=0.5",
                "12 servers[1].since=1979-05-27T07:32:00Z", "14 servers[2].name=beta",
                "15 servers[2].\"a.b\".c.x=16", "15 servers[2].\"a.b\".c.y[1]=1",
                "15 servers[2].\"a.b\".c.y[1]=2", "15 servers[2].\"a.b\".c.y[2]=3"});
    CHECK(told(read_toml("a = 1\nb = \na = 2\n")).front().starts_with("2: "));
    CHECK(told(read_toml("a = 1\na = 2\n")).front().starts_with("2: "));
    CHECK(told(read_toml("a = " + std::string(70, '[') + std::string(70, ']'))) ==
          Lines{"1: expected at most 64 levels, found more"});
}

TEST_CASE("paths that repeat a long key don't grow without bound") {
    const std::string name(5000, 'k');
    CHECK(told(read_json("{\"" + name + "\": {\"a\": 1}}")) ==
          Lines{"1: expected a path of at most 4096 bytes, found a longer one"});
    CHECK(told(read_toml("[" + name + "]\na = 1\n")).front().ends_with("found a longer one"));
    CHECK(told(read_yaml("? " + name + "\n: {a: 1}\n")).size() == 1);
    CHECK(told(read_xml("<" + name + "><a>1</a></" + name + ">")) ==
          Lines{"1: expected a path of at most 4096 bytes, found a longer one"});
    std::string many = "{\"" + std::string(4000, 'k') + "\": [0";
    for (int i = 0; i < 10'000; ++i) {
        many += ",0";
    }
    CHECK(told(read_json(many + "]}")) ==
          Lines{"1: expected keys and values of at most 16 MiB in all, found more"});
}
