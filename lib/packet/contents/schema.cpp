#include "packet/packet.hpp"

#include "report/json/definitions.hpp"

namespace plumbline::packet {

// Keys may be added within a version, so no object forbids those that are not named here.
std::string packet_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/packet/1",
  "title": "plumbline.packet/1",
  "description": "changes.json of a change packet: what putting right what drifts would mean, change by change. Keys may be added within a version, never renamed or dropped. Every text is printable: control bytes, bytes that are not UTF-8 and characters that reorder text stand as \\n, \\xNN or \\u{NNNN}.",
  "type": "object",
  "required": ["format", "signed", "run", "summary", "changes"],
  "properties": {
    "format": {"const": "plumbline.packet/1"},
    "signed": {"description": "A signature lies beside the manifest: verify DIR judges it.", "type": "boolean"},
    "run": {
      "type": "object",
      "required": ["id", "started", "finished", "standard", "version", "environment", "digest", "signoff"],
      "properties": {
        "id": {"description": "A ULID: sorts by time.", "type": "string"},
        "started": {"$ref": "#/definitions/time"},
        "finished": {"$ref": "#/definitions/time"},
        "standard": {"type": "string"},
        "version": {"type": "string"},
        "environment": {"type": "string"},
        "digest": {"description": "Of the standard.", "type": "string"},
        "signoff": {"description": "Of the standard.", "enum": ["valid", "missing", "invalid", "not-required"]},
        "ledger": {"description": "The head of the history's chain with this run in it; not there where none is kept.", "type": "string"}
      }
    },
    "summary": {
      "type": "object",
      "required": ["hosts", "changes", "worst_risk", "caveats"],
      "properties": {
        "hosts": {"description": "That would be changed.", "$ref": "#/definitions/count"},
        "changes": {"$ref": "#/definitions/count"},
        "worst_risk": {"enum": ["none", "restart", "reboot", "purge", "connectivity"]},
        "caveats": {"description": "What the changes do not tell.", "$ref": "#/definitions/texts"}
      }
    },
    "changes": {"description": "The riskiest first.", "type": "array", "items": {"$ref": "#/definitions/change"}}
  },
  "definitions": {)json" +
           std::string(report::common_definitions()) + R"json(,
    "change": {
      "description": "One resource, once for all hosts on which it is the same.",
      "type": "object",
      "required": ["number", "resource", "type", "title", "status", "severity", "hosts", "properties", "would", "restarts", "risks", "rollback", "diff"],
      "properties": {
        "number": {"description": "From 1.", "type": "integer", "minimum": 1},
        "resource": {"description": "TYPE:TITLE.", "type": "string", "minLength": 3},
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"description": "pending: it is part of an approved change.", "enum": ["drift", "pending"]},
        "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
        "why": {"type": "string"},
        "declared": {"description": "FILE:LINE in the standard.", "type": "string"},
        "hosts": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "properties": {"type": "array", "items": {"$ref": "#/definitions/property"}},
        "would": {"description": "What enforcement would do.", "$ref": "#/definitions/texts"},
        "restarts": {"description": "What it would notify then.", "$ref": "#/definitions/texts"},
        "risks": {"type": "array", "items": {"$ref": "#/definitions/risk"}},
        "rollback": {"description": "How it would be taken back, step by step.", "type": "array", "items": {"$ref": "#/definitions/step"}},
        "waiver": {"description": "What accepts a part of it, in a line.", "type": "string"},
        "change": {"description": "The approved change that it is part of, in a line.", "type": "string"},
        "covers": {"description": "The same part by part.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/cover"}},
        "uncovered": {"description": "Why an agreement about it does not hold.", "$ref": "#/definitions/texts"},
        "calendar": {"description": "What of the calendar it fell into.", "$ref": "#/definitions/texts"},
        "diff": {"description": "The file in the packet that has it as a unified diff.", "type": "string", "pattern": "^diffs/[0-9]{3,}-.*\\.diff$"}
      }
    },
    "risk": {
      "type": "object",
      "required": ["class", "reason", "concerns"],
      "properties": {
        "class": {"description": "connectivity: the host might no longer be reached, or nobody log in or become root. purge: something that is there is removed. reboot: it counts from the next boot on, or decides whether there is one.", "enum": ["restart", "reboot", "purge", "connectivity"]},
        "reason": {"type": "string"},
        "concerns": {"description": "What it is told of: services, properties.", "$ref": "#/definitions/texts"}
      }
    },
    "step": {
      "type": "object",
      "required": ["words", "extent"],
      "properties": {
        "property": {"type": "string"},
        "subject": {"type": "string"},
        "words": {"type": "string"},
        "extent": {"description": "How much of what was there comes back by it.", "enum": ["whole", "partly", "none"]}
      }
    }
  }
}
)json";
}

} // namespace plumbline::packet
