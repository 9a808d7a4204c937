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


class Teams(Service):
    """A workflow's webhook, and Adaptive Cards 1.4: of their elements those in which nothing is formatted."""

    def success(self, request):
        return 202, [], b""

    def complaints(self, request):
        complaints = Complaints()
        body = json_of(request, complaints)
        if body is None:
            return complaints
        complaints.need(request.path.endswith("sig=" + self.secret), "no such workflow")
        complaints.need(len(request.body) <= 28 * 1024, "413: over 28 KB")
        complaints.need(len(request.body.decode("utf-8").encode("utf-16-le")) <= 56 * 1024, "413: over 28 K letters")
        complaints.only(body, {"type", "attachments"}, "body")
        complaints.need(body.get("type") == "message" and len(body.get("attachments", [])) == 1, "no message")
        attachment = body["attachments"][0]
        complaints.only(attachment, {"contentType", "contentUrl", "content"}, "attachment")
        complaints.need(attachment.get("contentType") == "application/vnd.microsoft.card.adaptive", "no card")
        card = attachment["content"]
        complaints.only(card, {"$schema", "type", "version", "msteams", "body", "actions"}, "card")
        complaints.need(card.get("type") == "AdaptiveCard" and card.get("version") == "1.4", "no card of 1.4")
        complaints.need("entities" not in card.get("msteams", {}), "a mention")
        for element in card.get("body", []):
            self.element(complaints, element)
        for action in card.get("actions", []):
            complaints.only(action, {"type", "title", "url"}, "action")
            complaints.need(action.get("type") == "Action.OpenUrl" and action["url"].startswith(PAGE), "a link")
        return complaints

    @staticmethod
    def element(complaints, element):
        complaints.need(element.get("type") == "RichTextBlock", f"{element.get('type')} takes Markdown")
        complaints.only(element, {"type", "inlines", "spacing"}, "RichTextBlock")
        for run in element.get("inlines", []):
            complaints.need(run.get("type") == "TextRun", "no TextRun")
            complaints.only(run, {"type", "text", "weight", "size", "color", "fontType"}, "TextRun")
            complaints.need(run.get("text") and "\n" not in run["text"], "a TextRun is one line")


class PagerDuty(Service):
    """Events API v2."""

    def success(self, request):
        key = json.loads(request.body)["dedup_key"]
        return 202, [], json.dumps({"status": "success", "message": "Event processed", "dedup_key": key}).encode()

    def complaints(self, request):
        complaints = Complaints()
        body = json_of(request, complaints)
        if body is None:
            return complaints
        complaints.need(request.path == "/v2/enqueue", "no such place")
        complaints.need(len(request.body) <= 512 * 1024, "413: over 512 KB")
        complaints.only(body, {"routing_key", "event_action", "dedup_key", "payload", "client", "client_url", "links"}, "event")
        complaints.need(body.get("routing_key") == self.secret, "invalid routing key")
        complaints.bounded(body.get("dedup_key"), 255, "dedup_key")
        complaints.need(body.get("event_action") in ("trigger", "resolve"), "event_action")
        for link in body.get("links", []):
            complaints.need(link["href"].startswith(PAGE), "a link")
        if body.get("event_action") == "trigger":
            self.payload(complaints, body.get("payload", {}))
        return complaints

    @staticmethod
    def payload(complaints, payload):
        complaints.only(payload, {"summary", "source", "severity", "timestamp", "component", "group", "class",
                                  "custom_details"}, "payload")
        complaints.bounded(payload.get("summary"), 1024, "summary")
        complaints.bounded(payload.get("source"), 255, "source")
        complaints.need(payload.get("severity") in ("critical", "error", "warning", "info"), "severity")
        complaints.need(RFC3339.fullmatch(payload.get("timestamp", "")), "timestamp")
        complaints.need(isinstance(payload.get("custom_details"), dict), "custom_details")


class Opsgenie(Service):
    """The Alert API v2, of Opsgenie and of Jira Service Management."""

    def success(self, request):
        return 202, [], b'{"result": "Request will be processed", "took": 0.1, "requestId": "43a2"}'

    def complaints(self, request):
        complaints = Complaints()
        body = json_of(request, complaints)
        if body is None:
            return complaints
        complaints.need(request.headers.get("authorization") == "GenieKey " + self.secret, "401")
        act = re.fullmatch(r"/v2/alerts/[A-Za-z0-9%_-]{1,512}/(close|notes)\?identifierType=alias", request.path)
        if act:
            complaints.only(body, {"note", "source", "user"}, "note")
            complaints.bounded(body.get("note"), 25000, "note")
            self.inert(complaints, body.get("note", ""), "note")
        else:
            complaints.need(request.path == "/v2/alerts", "no such place")
            self.alert(complaints, body)
        return complaints

    def alert(self, complaints, body):
        complaints.only(body, {"message", "alias", "description", "entity", "source", "priority", "tags", "details"}, "alert")
        for key, most in {"message": 130, "alias": 512, "description": 15000, "entity": 512, "source": 100}.items():
            complaints.bounded(body.get(key), most, key)
            self.inert(complaints, body.get(key, ""), key)
        complaints.need(body.get("priority") in ("P1", "P2", "P3", "P4", "P5"), "priority")
        complaints.need(len(body.get("tags", [])) <= 20, "tags")
        for tag in body.get("tags", []):
            complaints.bounded(tag, 50, "tag")
        details = body.get("details", {})
        complaints.need(sum(len(key) + len(value) for key, value in details.items()) <= 8000, "details")
        for key, value in details.items():
            self.inert(complaints, value, key)

    @staticmethod
    def inert(complaints, text, where):
        complaints.need(not re.search("[<>]|&(?!(amp|lt|gt);)", text), f"{where}: HTML")


class Alertmanager(Service):
    """API v2, as its OpenAPI description and its validation have it. It holds nothing."""

    def success(self, request):
        return 200, ["Content-Type: application/json"], b"[]" if request.method == "GET" else b""

    def complaints(self, request):
        complaints = Complaints()
        if request.method == "GET":
            complaints.need(request.path.startswith("/api/v2/alerts?filter=alertname%3D%22Plumbline"), "no such place")
            complaints.need(request.headers.get("authorization", "") == self.secret, "401")
            return complaints
        body = json_of(request, complaints, list)
        complaints.need(request.path == "/api/v2/alerts", "no such place")
        complaints.need(request.headers.get("authorization", "") == self.secret, "401")
        for alert in body or []:
            complaints.only(alert, {"labels", "annotations", "startsAt", "endsAt", "generatorURL"}, "alert")
            labels = alert.get("labels", {})
            complaints.need(labels.get("alertname") and labels.get("fingerprint"), "no alertname, no fingerprint")
            for name, value in {**labels, **alert.get("annotations", {})}.items():
                complaints.need(re.fullmatch("[a-zA-Z_][a-zA-Z0-9_]*", name), f"the label name {name}")
                complaints.bounded(value, 4000, name)
            starts, ends = alert.get("startsAt", ""), alert.get("endsAt", "")
            complaints.need(RFC3339.fullmatch(starts) and RFC3339.fullmatch(ends) and starts <= ends, "times")
            complaints.need(alert.get("generatorURL", PAGE).startswith(PAGE), "a link")
        return complaints


class Receiver(Service):
    """Takes whatever Alertmanager notifies of."""

    def complaints(self, request):
        return Complaints()


SERVICES = {"alertmanager": Alertmanager, "opsgenie": Opsgenie, "pagerduty": PagerDuty,
            "receiver": Receiver, "slack": Slack, "teams": Teams, "webhook": Webhook}
