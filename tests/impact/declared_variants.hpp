#pragma once

#include "resource/type.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/temporary_folder.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace plumbline::test {

using DesiredPtr = std::shared_ptr<const resource::Desired>;
/// One resource, declared in many ways.
using Variants = std::vector<DesiredPtr>;

/// Values that an attribute may have, of which some are what is found on a machine.
inline std::vector<resource::Matcher> values_of(const resource::Attribute& attribute) {
    using resource::Kind;
    switch (attribute.kind) {
    case Kind::mode:
        return {exactly("0644"), exactly("0755"), {resource::AtMost{"0640"}}};
    case Kind::integer:
    case Kind::size:
    case Kind::duration:
        return {exactly("0"), exactly("4711"), {resource::AtLeast{"1"}}};
    case Kind::boolean:
        return {exactly("true"), exactly("false")};
    case Kind::choice: {
        std::vector<resource::Matcher> all;
        for (const auto& choice : attribute.choices)
            all.push_back(exactly(choice));
        return all;
    }
    case Kind::list:
    case Kind::ordered:
        return {exactly(base::List{"root"}), exactly(base::List{"adm", "root"})};
    case Kind::version:
        return {exactly("1.0"), {resource::Range{{{resource::Comparison::Operator::at_least, "0.1"}}}}};
    case Kind::path:
        return {exactly("/root"), exactly("/bin/bash")};
    case Kind::content:
    case Kind::source:
    case Kind::group:
        return {};
    case Kind::table:
        return {exactly("22"), exactly("no"), exactly(base::List{"root", "adm"}), {resource::AtMost{"22"}}};
    case Kind::digest:
        return {exactly(base::sha256("one\n"))};
    case Kind::pattern:
        return {exactly("^Port"), exactly("root")};
    case Kind::text:
    case Kind::value:
        return {
            exactly("0"), exactly("root"), {resource::OneOf{{"root", "0", "1"}}}, {resource::Matches{"r.*"}}};
    }
    return {};
}

/// The resource itself, without each of its attributes, and with each attribute of its type in each of
/// several values; only what the type does not object to.
inline Variants varied(const resource::Desired& desired) {
    const auto& type = *resource::find_type(desired.id.type);
    Variants variants{std::make_shared<const resource::Desired>(desired)};
    const auto add = [&](resource::Desired changed) {
        if (type.object_to(changed).empty())
            variants.push_back(std::make_shared<const resource::Desired>(std::move(changed)));
    };
    for (const auto& [name, matcher] : desired.attributes) {
        auto changed = desired;
        changed.attributes.erase(name);
        changed.contents.erase(name);
        const auto* attribute = resource::find(type.schema(), name);
        if (attribute != nullptr && !attribute->fallback && !attribute->required)
            add(std::move(changed));
    }
    if (desired.has("content")) {
        auto changed = desired;
        set_content(changed, "two\n");
        add(std::move(changed));
    }
    for (const auto& [name, matcher] : desired.attributes)
        if (const auto* attribute = resource::find(type.schema(), name);
            attribute != nullptr && name.find('.') != std::string::npos)
            for (const auto& other : values_of(*attribute)) {
                auto changed = desired;
                changed.attributes.insert_or_assign(name, other);
                add(std::move(changed));
            }
    for (const auto& attribute : type.schema().attributes)
        for (const auto& matcher : values_of(attribute)) {
            auto changed = desired;
            if (attribute.kind != resource::Kind::table)
                changed.attributes.insert_or_assign(attribute.name, matcher);
            add(std::move(changed));
        }
    return variants;
}

inline resource::Desired read(const std::string& yaml) {
    base::Diagnostics diagnostics;
    auto desired = declared(yaml, diagnostics);
    if (!desired)
        throw std::runtime_error(base::render(diagnostics));
    return *desired;
}

inline Variants variants_of(const std::string& yaml) {
    return varied(read(yaml));
}

/// Variants of what this machine has and has not.
inline std::vector<Variants> variants_for(const TemporaryFolder& folder) {
    folder.file("one", "one\n");
    folder.file("two", "two\n");
    folder.file("password", "one\n");
    folder.file("sshd_config", "Port 22\nPermitRootLogin no\nAllowGroups root adm\n");
    const auto at = [&](const char* name) { return folder.path(name); };
    std::vector<std::string> all{
        "file: " + at("one") + "\ncontent: \"one\\n\"\nmode: \"0644\"\nowner: root\n",
        "file: " + at("two") + "\ncontent: \"one\\n\"\ncontains: [one]\n",
        "file: " + at("password") + "\ncontent: \"one\\n\"\nmode: \"0600\"\n",
        "file: " + at("one") + "\nsensitive: true\ncontent: \"two\\n\"\nmode: \"0644\"\n",
        "file: " + at("none") + "\ncontent: \"one\\n\"\nmode: \"0644\"\n",
        "file: /etc/mtab\nmode: \"0644\"\nfollow: true\n",
        "template: " + at("two") + "\nsource: a.mustache\nmode: \"0644\"\n",
        "symlink: /etc/mtab\ntarget: ../proc/self/mounts\n",
        "symlink: " + at("one") + "\ntarget: two\n",
        "directory: " + folder.path() +
            "\nmode: \"0700\"\npurge: true\nrecurse:\n  files: {mode: \"0644\"}\n",
        "directory: /usr\nowner: root\nmode: \"0755\"\n",
        "directory: " + at("none") + "\nowner: root\n",
        "user: root\nuid: 0\nhome: /root\nshell: /bin/bash\ngroups: [adm]\n",
        "user: nobody\ngroup: nogroup\n",
        "user: not-there\nuid: 4711\n",
        "group: root\ngid: 0\nmembers: []\n",
        "group: not-there\ngid: 4711\n",
        "package: dpkg\nversion: \">= 1.0\"\n",
        "package: not-there\n",
        "sysctl: kernel.ostype\nvalue: Linux\npersisted: false\n",
        "sysctl: kernel.not_there\nvalue: \"1\"\n",
        "setting: " + at("sshd_config") +
            "\nlens: sshd\nvalues: {Port: \"22\", PermitRootLogin: \"no\"}\nabsent: [X11Forwarding]\n",
        "setting: " + at("sshd_config") + "\nlens: sshd\nvalues: {Port: \"23\", AllowGroups: [root, adm]}\n",
        "setting: " + at("none") + "\nlens: sshd\nvalues: {Port: \"22\"}\n",
        "line: " + at("one") + "\ntext: one\nmatch: ^o\n",
        "host: localhost\naddress: 127.0.0.1\n",
        "kernel_module: not_there\nstate: unloaded\n",
    };
    std::vector<Variants> variants;
    for (const auto& yaml : all)
        variants.push_back(variants_of(yaml));
    return variants;
}

} // namespace plumbline::test
