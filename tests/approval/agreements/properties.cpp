#include "approval/accepting/properties.hpp"

#include "resource/type.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;

TEST_CASE("each type tells the properties that can be agreed on") {
    for (const auto* type : resource::types()) {
        const auto name = type->schema().type;
        INFO(name);
        const approval::Properties properties(*type, {name, "/etc/x"});
        for (const auto& property : properties.names())
            CHECK(properties.find(property).has_value());
        const bool has_table = std::ranges::any_of(
            type->schema().attributes, [](const auto& one) { return one.kind == resource::Kind::table; });
        CHECK((has_table || !properties.names().empty()));
        CHECK_FALSE(properties.find("no such property").has_value());
    }
}

TEST_CASE("what a type finds beside its schema can be agreed on too") {
    const std::vector<std::vector<std::string>> rows{
        {"file", "/etc/motd", "kind"},          {"package", "nginx", "status"},
        {"service", "ssh", "current"},          {"directory", "/etc/x.d", "purge"},
        {"setting", "/etc/x.conf", "values.A"}, {"setting", "/etc/x.conf", "in_force.A"},
        {"mount", "/srv", "fstab.options"},     {"uid", "0", "others"},
        {"foreign_packages", "all", "foreign"}, {"locale", "C.UTF-8", "available"}};
    for (const auto& row : rows) {
        INFO(row[0] << " " << row[2]);
        const auto* type = resource::find_type(row[0]);
        REQUIRE(type != nullptr);
        CHECK(approval::Properties(*type, {row[0], row[1]}).find(row[2]).has_value());
    }
}

TEST_CASE("what only steers an audit is no property") {
    const auto* type = resource::find_type("file");
    const approval::Properties properties(*type, {"file", "/etc/motd"});
    CHECK_FALSE(properties.find("source").has_value());
    CHECK_FALSE(approval::Properties(*resource::find_type("setting"), {"setting", "/x"}).find("values"));
}
