#include "resource/formats/readers.hpp"
#include "support/entries_text.hpp"

#include <catch2/catch.hpp>

using namespace plumbline::resource::formats;
using plumbline::test::told;
using Lines = std::vector<std::string>;

TEST_CASE("nginx.conf of Debian 12 is read") {
    CHECK(told(read_nginx("user www-data;\n"
                          "worker_processes auto;\n"
                          "include /etc/nginx/modules-enabled/*.conf;\n"
                          "\n"
                          "events {\n"
                          "\tworker_connections 768;\n"
                          "\t# multi_accept on;\n"
                          "}\n"
                          "http {\n"
                          "\tsendfile on;\n"
                          "\tssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; # Dropping SSLv3, ref: POODLE\n"
                          "\tinclude /etc/nginx/sites-enabled/*;\n"
                          "}\n"
                          "#mail {\n"
                          "#}\n")) == Lines{"1 user=www-data", "2 worker_processes=auto",
                                            "3 include=/etc/nginx/modules-enabled/*.conf",
                                            "6 [events] worker_connections=768", "10 [http] sendfile=on",
                                            "11 [http] ssl_protocols=TLSv1 TLSv1.1 TLSv1.2 TLSv1.3",
                                            "12 [http] include=/etc/nginx/sites-enabled/*"});
}

TEST_CASE("blocks of nginx are a path, on one line too") {
    CHECK(told(read_nginx("http { server { listen 80 default_server; location / { return 301 /x; } }\n"
                          "server {\n"
                          "  location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; }\n"
                          "  if ($a) { set $b 1; } if ($a) { set $b 2; }\n"
                          "  rewrite \"^/(\\d{2})$\" /x/$1; rewrite ^/y${z}$\n"
                          "    /w last;\n"
                          "}}\n"
                          "map $http_upgrade $connection { default upgrade; '' close; }\n"
                          "ip_hash;")) ==
          Lines{"1 [http.server[1]] listen=80 default_server", "1 [http.server[1].location /] return=301 /x",
                "3 [http.server[2].location ~ \\.php$] fastcgi_pass=unix:/run/php.sock",
                "4 [http.server[2].if ($a)] set=$b 1", "4 [http.server[2].if ($a)[2]] set=$b 2",
                "5 [http.server[2]] rewrite=^/(\\d{2})$ /x/$1", "5 [http.server[2]] rewrite=^/y${z}$ /w last",
                "8 [map $http_upgrade $connection] default=upgrade",
                "8 [map $http_upgrade $connection] =close", "9 ip_hash="});
}

TEST_CASE("quotes, escapes and Lua of nginx") {
    CHECK(told(read_nginx("log_format main '$remote_addr \"$request\" '\n"
                          "                '$status; {x}'; # comment with '\n"
                          "add_header X \"a \\\"b\\\" \\\\ \\d\";\n"
                          "set $x a\\ b\\;c;\n"
                          "root /srv/a#b;\n"
                          "content_by_lua_block { if x then y = {1} end -- don't\n}\n"
                          "a \"\";\n")) ==
          Lines{"1 log_format=main $remote_addr \"$request\"  $status; {x}", "3 add_header=X a \"b\" \\ \\d",
                "4 set=$x a\\ b\\;c", "5 root=/srv/a#b",
                "6 content_by_lua_block= if x then y = {1} end -- don't\n", "8 a="});
}

TEST_CASE("what is not nginx is told with its line") {
    const auto wrong = [](std::string_view text) { return told(read_nginx(text)); };
    CHECK(wrong("user www-data\n") ==
          Lines{"2: expected ';' or '{' after the directive, found the end of the file"});
    CHECK(wrong("http {\n a b\n}\n") == Lines{"3: expected ';' after the directive, found '}'"});
    CHECK(wrong("http {\n") == Lines{"2: expected '}' to end the block that begins on line 1"});
    CHECK(wrong("}") == Lines{"1: expected a directive, found '}'"});
    CHECK(wrong(";") == Lines{"1: expected a directive, found ';'"});
    CHECK(wrong("{") == Lines{"1: expected the name of a block, found '{'"});
    CHECK(wrong("a 'b\nc;\n") == Lines{"3: expected ' to end the text that begins on line 1"});
    CHECK(wrong("a \"b\"c;\n") == Lines{"1: expected a blank, ';' or '{' after \""});
    CHECK(wrong("x_by_lua_block {{}") == Lines{"1: expected '}' to end the block of Lua"});
    std::string deep;
    for (int i = 0; i < 65; ++i) {
        deep += "a{";
    }
    CHECK(wrong(deep) == Lines{"1: expected at most 64 levels, found more"});
}
