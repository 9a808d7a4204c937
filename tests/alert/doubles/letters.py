"""Judges letters by what RFC 5322, 2045-2047, 2919 and 3834 ask of them, and notes what they say."""

import email
import email.policy
import html.parser
import json
import re
import sys

ONCE = {
    "Subject", "From", "To", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Auto-Response-Suppress",
    "X-Plumbline-Event", "X-Plumbline-Severity", "MIME-Version", "Content-Type",
}
AT_MOST_ONCE = {"Reply-To", "In-Reply-To", "References", "Importance"}
ELEMENTS = {"html", "head", "meta", "title", "body", "h1", "h2", "p", "div", "table", "tr", "th", "td", "pre", "a"}
ATTRIBUTES = {"lang", "charset", "name", "content", "style", "role", "scope", "href"}


class Page(html.parser.HTMLParser):
    """The text of a page, and what it should not hold: scripts, what is loaded, elements that don't match."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.problems = []
        self.text = ""
        self.links = []
        self.open = []
        self.feed(page)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in ELEMENTS:
            self.problems.append(f"element {tag}")
        if tag != "meta":
            self.open.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES or (name == "style" and re.search(r"url|expression|import|\\", value)):
                self.problems.append(f"attribute {name}={value}")
            if name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closes {tag}")

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.problems.append("comment")

    def unknown_decl(self, data):
        self.problems.append("declaration")

    def handle_pi(self, data):
        self.problems.append("processing instruction")


def problems_of_bytes(raw):
    if not raw.endswith(b"\r\n") or re.search(rb"[^\r]\n|\r[^\n]", raw):
        yield "a line does not end with CRLF"
    if max(map(len, raw.split(b"\r\n"))) > 78:
        yield "a line is longer than 78"
    if re.search(rb"[^\t\r\n -~]", raw):
        yield "a byte is no printable ASCII"


def problems_of_headers(letter):
    names = list(letter.keys())
    for name in names:
        if name not in ONCE | AT_MOST_ONCE:
            yield f"header {name}"
        if names.count(name) != 1:
            yield f"header {name} comes {names.count(name)} times"
        for defect in letter[name].defects:
            yield f"header {name}: {defect!r}"
    for name in ONCE - set(names):
        yield f"no header {name}"
    if letter["Date"].datetime is None or letter["Date"].datetime.tzinfo is None:
        yield "no date"
    for name in ("Message-ID", "In-Reply-To", "References"):
        if name in letter and not re.fullmatch(r"<[0-9A-Za-z]+@[a-z0-9.-]+>", letter[name]):
            yield f"{name} is {letter[name]}"
    if not re.fullmatch(r"<[a-z0-9-]+(\.[a-z0-9-]+)+>", letter["List-Id"]):
        yield f"List-Id is {letter['List-Id']}"


def problems_of_parts(letter):
    if letter.get_content_type() != "multipart/alternative":
        yield f"it is {letter.get_content_type()}"
        return
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        yield f"its parts are {kinds}"
    for part in letter.walk():
        for defect in part.defects:
            yield repr(defect)
        if part is not letter and sorted(part.keys()) != ["Content-Transfer-Encoding", "Content-Type"]:
            yield f"a part has {part.keys()}"


def judged(raw):
    """What a letter says, and what is wrong with it."""
    letter = email.message_from_bytes(raw, policy=email.policy.strict + email.policy.SMTP)
    problems = [*problems_of_bytes(raw), *problems_of_headers(letter), *problems_of_parts(letter)]
    # what is no UTF-8 ends this with an error
    plain, page = [part.get_payload(decode=True).decode("utf-8") for part in letter.iter_parts()]
    read = Page(page)
    return {
        "problems": problems + read.problems,
        "headers": {name: str(value) for name, value in letter.items()},
        "to": [address.addr_spec for address in letter["To"].addresses],
        "plain": plain.replace("\r\n", "\n"),
        "page": page.replace("\r\n", "\n"),
        "page_text": read.text.replace("\r\n", "\n"),
        "links": read.links,
    }


def note(record, raw, more):
    try:
        noted = judged(raw)
    except Exception as error:  # a letter that can't be read is the finding
        noted = {"problems": [repr(error)], "raw": raw.decode("latin-1")}
    with open(record, "a", encoding="utf-8") as file:
        file.write(json.dumps(noted | more) + "\n")


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as letter:
        print(json.dumps(judged(letter.read())))
