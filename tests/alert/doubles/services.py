"""What each web service documents of its payloads: limits, required fields, and what is no plain text. A
service's complaints() names every rule that a request breaks."""

import base64
import hashlib
import hmac
import json
import re
import time
import unicodedata

HIDDEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PAGE = "https://reports.example.org/"


class Complaints(list):
    def need(self, holds, what):
        if not holds:
            self.append(what)

    def texts(self, value, where="body"):
        """No text holds a raw control character or one that hides or reorders; only lines and tabs."""
        if isinstance(value, dict):
            for key, inner in value.items():
                self.texts(inner, f"{where}.{key}")
        elif isinstance(value, list):
            for inner in value:
                self.texts(inner, where + "[]")
        elif isinstance(value, str):
            raw = [letter for letter in value if unicodedata.category(letter) == "Cc" and letter not in "\n\t"]
            self.need(not raw and not HIDDEN.search(value), f"{where} holds a character that is not to be seen")

    def only(self, value, keys, where):
        for key in value.keys() - set(keys):
            self.append(f"{where} has an unknown '{key}'")

    def bounded(self, value, most, where, least=1):
        self.need(isinstance(value, str) and least <= len(value) <= most, f"{where} is no text of {least} to {most}")


def json_of(request, complaints, kind=dict):
    complaints.need(request.method == "POST", "the method is not POST")
    complaints.need(request.headers.get("content-type", "").startswith("application/json"), "it is no JSON")
    complaints.need(request.headers.get("user-agent", "").startswith("plumbline/"), "no user agent")
    try:
        body = json.loads(request.body.decode("utf-8"))
    except ValueError as error:
        complaints.append(f"no JSON in UTF-8: {error}")
        return None
    if not isinstance(body, kind):
        complaints.append("the JSON is of another kind")
        return None
    complaints.texts(body)
    return body


class Service:
    def __init__(self, secret):
        self.secret = secret

    def success(self, request):
        return 200, [], b""


class Webhook(Service):
    """Standard Webhooks 1.0: verified as its libraries do."""

    def success(self, request):
        return 204, [], b""

    def complaints(self, request):
        complaints = Complaints()
        body = json_of(request, complaints)
        headers = request.headers
        identity, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        complaints.need(identity and "." not in identity, "no webhook-id")
        complaints.need(stamp.isdigit() and abs(time.time() - int(stamp)) < 300, "webhook-timestamp is not now")
        key = base64.b64decode(self.secret.removeprefix("whsec_"), validate=True)
        code = hmac.new(key, f"{identity}.{stamp}.".encode() + request.body, hashlib.sha256).digest()
        wanted = "v1," + base64.b64encode(code).decode()
        given = headers.get("webhook-signature", "").split(" ")
        complaints.need(any(hmac.compare_digest(wanted, one) for one in given), "webhook-signature is wrong")
        if body is not None:
            complaints.need(body.get("format") == "plumbline.alert/1", "no plumbline.alert/1")
            complaints.need(body.get("data", {}).get("id") == identity, "webhook-id is another message's")
        return complaints


class Slack(Service):
    """Incoming webhooks and Block Kit."""

    MOST = {"header": 150, "section": 3000}

    def success(self, request):
        return 200, ["Content-Type: text/html"], b"ok"

    def complaints(self, request):
        complaints = Complaints()
        body = json_of(request, complaints)
        if body is None:
            return complaints
        complaints.need(request.path == "/services/T0/B0/" + self.secret, "no_service")
        complaints.only(body, {"text", "blocks", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media"}, "body")
        complaints.bounded(body.get("text"), 40000, "text")
        self.inert(complaints, body.get("text", ""), "text")
        complaints.need(body.get("mrkdwn") is False and body.get("parse") == "none", "text is formatted")
        blocks = body.get("blocks", [])
        complaints.need(1 <= len(blocks) <= 50, "invalid_blocks: not 1 to 50")
        for block in blocks:
            self.block(complaints, block)
        return complaints

    def block(self, complaints, block):
        kind = block.get("type")
        complaints.need(kind in self.MOST, f"invalid_blocks: {kind}")
        complaints.only(block, {"type", "text", "fields"}, kind)
        fields = block.get("fields", [])
        complaints.need("text" in block or fields, f"invalid_blocks: an empty {kind}")
        if "text" in block:
            self.text(complaints, block["text"], self.MOST.get(kind, 0), kind)
        complaints.need("fields" not in block or kind == "section" and 1 <= len(fields) <= 10, "not 1 to 10 fields")
        for field in fields:
            self.text(complaints, field, 2000, "field")

    def text(self, complaints, text, most, where):
        complaints.bounded(text.get("text"), most, where)
        self.inert(complaints, text.get("text", ""), where)
        if text.get("type") == "plain_text":
            complaints.only(text, {"type", "text", "emoji"}, where)
            complaints.need(text.get("emoji") is False, "emoji in plain text")
        else:
            complaints.need(where != "header", "a header is plain text")
            complaints.need(text.get("type") == "mrkdwn" and text.get("verbatim") is True, "mrkdwn is not verbatim")
            complaints.only(text, {"type", "text", "verbatim"}, where)
            marked = text.get("text", "")
            fenced = re.fullmatch(r"```\n[^`]*\n```", marked)
            complaints.need(fenced or re.fullmatch("<" + PAGE + r"[^|<> ]*\|report>", marked), "mrkdwn from outside")

    @staticmethod
    def inert(complaints, text, where):
        text = re.sub("<" + PAGE + r"[^|<> ]*\|report>", "", text)
        complaints.need(not re.search("[<>]|&(?!(amp|lt|gt);)", text), f"{where}: a mention or a link")


SERVICES = {"webhook": Webhook, "slack": Slack}
