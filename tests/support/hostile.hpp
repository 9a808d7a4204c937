#pragma once

#include <string>
#include <vector>

namespace plumbline::test {

/// What a host may say to do harm where it is shown, by what it attacks.
struct Payload {
    std::string name;
    std::string bytes;
};

/// One table for every face and channel.
inline const std::vector<Payload>& payloads() {
    using namespace std::string_literals;
    static const std::vector<Payload> all {
        {"html", R"~(<script>alert(1)</script><img src=x onerror="alert(2)">)~"},
        {"html attribute", R"x(" onmouseover="alert(1)" ' style='x:expression(1)')x"},
        {"html entity", "&lt;b&gt; &#60;script&#62; &amp;"},
        {"html comment", "--><!-- <![CDATA[ ]]> <?php"},
        {"xml", "]]></failure><testcase name=\"forged\"/><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;"},
        {"xml noncharacters", "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80"},
        {"terminal", "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b" "1m\xc2\x9b" "32m\x7f\x08\x08"},
        {"lines", "a\r\nb\nc\rd\x0b\x0c\x85 \xe2\x80\xa8 \xe2\x80\xa9 e"},
        {"headers", "x\r\nBcc: everybody@example.org\r\n\r\nbody"},
        {"formula =", "=HYPERLINK(\"http://evil.example\",\"click\")"},
        {"formula +", "+cmd|' /C calc'!A0"},
        {"formula -", "-2+3+cmd|' /C calc'!A0"},
        {"formula @", "@SUM(1+1)*cmd|' /C calc'!A0"},
        {"formula tab", "\t=1+1"},
        {"formula carriage return", "\r=1+1"},
        {"formula wide", "\xef\xbc\x9d" "1+1"},
        {"formula later", "x;=1+1;\"=2+2\"; +3"},
        {"csv", R"~(a","b",""c"")~" "\r\n\"forged\",\"line\"" },
        {"mrkdwn", "<!channel> <@U123> <https://evil.example|click> *b* _i_ ~s~ `c` & <!here>"},
        {"markdown", "[click](javascript:alert(1)) ![x](http://evil.example/x.png) **b** # h\n# heading\n- list\n> quote"},
        {"markdown fence", "```\n</code></pre># out ```` `````\n~~~\n````"},
        {"markdown backticks", "` `` ``` ` a`"},
        {"markdown table", "a | b | c\n--- | --- | ---\n1 | 2 | 3"},
        {"markdown mention", "@everyone #123 !45 GH-1 https://evil.example www.evil.example a@evil.example"},
        {"markdown reference", "[x]: http://evil.example \"t\""},
        {"label", "\",evil=\"1\"} 1\nplumbline_forged 1\n# TYPE x \\"},
        {"plugin", "OK | drifted=0;;; forged\nOK - all well | x=1 $(reboot) `reboot` \\c \\0 %s $USER1$"},
        {"json", R"~(\u0041 \" "}],"forged":[{" \)~"},
        {"sarif link", "see [this](http://evil.example) {0} {{0}}"},
        {"nul", "before\0after"s},
        {"invalid utf-8", "\xff\xfe\xc3\x28\xf0\x28\x8c\xbc\xe2\x82"},
        {"bidi", "\xe2\x80\xae" "gnp.exe\xe2\x81\xa6 \xe2\x80\x8f\xe2\x80\x8b\xef\xbb\xbf"},
        {"template", "{{ 7*7 }} ${7*7} %n %s #{7*7} <%= 7 %>"},
        {"path", "../../../etc/passwd"},
        {"blanks", "   "},
        {"empty", ""},
        {"long line", std::string(1 << 20, 'A') + "=1"},
        {"long markup", [] {
            std::string text;
            for (int i = 0; i < 20000; ++i)
                text += "<b>`|\"";
            return text;
         }()},
    };
        return all;
    }

} // namespace plumbline::test
