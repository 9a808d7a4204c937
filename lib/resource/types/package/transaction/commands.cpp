#include "resource/types/package/transaction/commands.hpp"

namespace plumbline::resource::package {

namespace {

base::List with(base::List words, const base::List& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// Configuration files that somebody edited stay as they are, as they do when nobody answers dpkg's question.
base::List apt_get(Way way) {
    base::List words{"apt-get", "-y", "-q", "-o", "Dpkg::Options::=--force-confold", "--no-remove"};
    if (way == Way::back)
        words.push_back("--allow-downgrades");
    words.push_back("install");
    if (way == Way::again)
        words.push_back("--reinstall");
    return words;
}

base::List dnf(Way way) {
    return {"dnf", "-y", way == Way::forth ? "install" : way == Way::back ? "downgrade" : "reinstall"};
}

} // namespace

std::string program_of(Database database) {
    switch (database) {
    case Database::dpkg:
        return "apt-get";
    case Database::rpm:
        return "dnf";
    case Database::apk:
    case Database::pip:
    case Database::npm:
    case Database::gem:
        break;
    }
    return std::string(name(database));
}

std::string exactly(Database database, const std::string& name, const std::string& version) {
    if (version.empty())
        return name;
    return name + (database == Database::rpm ? "-" : "=") + version;
}

base::List installation(Database database, Way way, const base::List& packages) {
    if (database == Database::dpkg)
        return with(apt_get(way), packages);
    if (database == Database::rpm)
        return with(dnf(way), packages);
    return with(way == Way::again ? base::List{"apk", "fix"} : base::List{"apk", "add", "-u"}, packages);
}

base::List removal(Database database, bool purges, const base::List& names) {
    if (database == Database::dpkg)
        return with({"dpkg", purges ? "--purge" : "--remove"}, names);
    return with(database == Database::rpm ? base::List{"rpm", "-e"} : base::List{"apk", "del"}, names);
}

base::List hold(Database database, bool holds, const std::string& name, const std::string& version) {
    if (database == Database::dpkg)
        return {"apt-mark", holds ? "hold" : "unhold", name};
    if (database == Database::rpm)
        return {"dnf", "versionlock", holds ? "add" : "delete", name};
    return {"apk", "add", holds ? exactly(database, name, version) : name};
}

} // namespace plumbline::resource::package
