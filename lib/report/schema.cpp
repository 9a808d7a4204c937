#include "report/json/definitions.hpp"
#include "report/report.hpp"

namespace plumbline::report {

// Keys may be added within a version, so no object forbids those that are not named here.
std::string report_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/report/1",
  "title": "plumbline.report/1",
  "description": "One run of plumbline: every host, every resource, property by property. Keys may be added within a version, never renamed or dropped. Every text is printable: control bytes, bytes that are not UTF-8 and characters that reorder text stand as \\n, \\xNN or \\u{NNNN}.",
  "type": "object",
  "required": ["format", "run", "summary", "hosts"],
  "properties": {
    "format": {"const": "plumbline.report/1"},
    "run": {"$ref": "#/definitions/run"},
    "summary": {
      "type": "object",
      "required": ["hosts", "resources"],
      "properties": {
        "hosts": {"$ref": "#/definitions/host_counts"},
        "resources": {"$ref": "#/definitions/resource_counts"},
        "score": {
          "description": "How much of what was checked is as it should be: 1 is all. Not there where nothing was checked.",
          "type": "object",
          "required": ["in_sync", "with_agreements"],
          "properties": {
            "in_sync": {"$ref": "#/definitions/share"},
            "with_agreements": {"description": "What is pending or waived counted as in sync.", "$ref": "#/definitions/share"}
          }
        }
      }
    },
    "hosts": {"description": "By name.", "type": "array", "items": {"$ref": "#/definitions/host"}}
  },
  "definitions": {)json" +
           std::string(common_definitions()) + R"json(,
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "run": {
      "type": "object",
      "required": ["id", "mode", "started", "finished", "tool", "standard"],
      "properties": {
        "id": {"description": "A ULID: sorts by time.", "type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
        "mode": {"enum": ["audit", "enforce"]},
        "started": {"$ref": "#/definitions/time"},
        "finished": {"$ref": "#/definitions/time"},
        "tool": {"type": "string"},
        "environment": {"type": "string"},
        "tags": {"description": "Only resources with one of them were looked at.", "$ref": "#/definitions/texts"},
        "partial": {"description": "Not all hosts of the inventory were looked at.", "const": true},
        "notices": {"description": "Waivers and approved changes as a whole.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/notice"}},
        "recorded": {"description": "Whether the run is in the history; not there where none is kept.", "type": "boolean"},
        "unrecorded": {"description": "Why it is not.", "type": "string"},
        "ledger": {
          "description": "The head of the history's chain, with this run in it: history verify --expect.",
          "type": "object",
          "required": ["head"],
          "properties": {"head": {"$ref": "#/definitions/digest"}}
        },
        "probe": {"description": "The digest of the script that ran on the hosts.", "$ref": "#/definitions/digest"},
        "standard": {
          "type": "object",
          "required": ["name", "version", "digest", "signoff"],
          "properties": {
            "name": {"type": "string"},
            "version": {"type": "string"},
            "digest": {"$ref": "#/definitions/digest"},
            "revision": {"description": "Of the git repository that holds it, and whether the files differ from that.", "type": "string"},
            "author": {"description": "Of that revision.", "type": "string"},
            "contact": {"type": "string"},
            "signoff": {
              "type": "object",
              "required": ["status"],
              "properties": {
                "status": {"enum": ["valid", "missing", "invalid", "not-required"]},
                "signers": {"description": "The distinct people whose signatures count.", "$ref": "#/definitions/texts"},
                "quorum": {"description": "How many it takes.", "$ref": "#/definitions/count"},
                "serial": {"description": "Of the list that was signed; it only grows.", "$ref": "#/definitions/count"},
                "problems": {"description": "Each rule that failed: what was expected, what was found, how to mend it.", "$ref": "#/definitions/texts"}
              }
            }
          }
        }
      }
    },
    "host_counts": {
      "type": "object",
      "required": ["total", "in_sync", "drifted", "failed"],
      "additionalProperties": {"$ref": "#/definitions/count"}
    },
    "resource_counts": {
      "type": "object",
      "required": ["total", "in_sync", "drift", "pending", "waived", "unknown", "skipped"],
      "additionalProperties": {"$ref": "#/definitions/count"}
    },
    "host": {
      "type": "object",
      "required": ["name", "address", "status", "facts", "seconds", "declared", "resources"],
      "properties": {
        "name": {"type": "string"},
        "address": {"type": "string"},
        "groups": {"description": "Of the inventory, but all and ungrouped.", "type": "array", "items": {"type": "string"}},
        "status": {
          "description": "failed: the host was not reached, or nothing drifts as far as is known but not every resource could be checked.",
          "enum": ["in-sync", "drifted", "failed"]
        },
        "error": {
          "description": "Why it is failed.",
          "type": "object",
          "required": ["stage", "message"],
          "properties": {
            "stage": {"enum": ["resolve", "connect", "hostkey", "auth", "channel", "probe", "parse", "deadline"]},
            "message": {"type": "string"}
          }
        },
        "facts": {"type": "object", "additionalProperties": {"$ref": "#/definitions/value"}},
        "seconds": {"type": "number", "minimum": 0},
        "remark": {"description": "How it was reached, where that is worth a word.", "type": "string"},
        "declared": {"description": "Resources that the standard declares for the host.", "$ref": "#/definitions/count"},
        "resources": {"description": "In the order of the standard.", "type": "array", "items": {"$ref": "#/definitions/resource"}}
      },
      "if": {"properties": {"status": {"const": "failed"}}},
      "then": {"required": ["error"]}
    },
    "resource": {
      "type": "object",
      "required": ["id", "type", "title", "status", "severity", "declared", "properties"],
      "properties": {
        "id": {"description": "TYPE:TITLE, unique for a host.", "type": "string", "minLength": 3},
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"enum": ["in-sync", "drift", "pending", "waived", "unknown", "skipped"]},
        "reason": {"description": "Why it is unknown or skipped as a whole.", "type": "string"},
        "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
        "why": {"type": "string"},
        "declared": {"description": "FILE:LINE in the standard.", "type": "string"},
        "overridden": {"description": "The override that changed what a profile declared.", "type": "string"},
        "contact": {"type": "string"},
        "properties": {"type": "array", "items": {"$ref": "#/definitions/property"}},
        "waiver": {"description": "What accepts it, in a line.", "type": "string"},
        "change": {"description": "The approved change that it is part of, in a line.", "type": "string"},
        "covers": {"description": "The same part by part: of what is waived or pending.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/cover"}},
        "uncovered": {"description": "Why an agreement about it does not hold.", "$ref": "#/definitions/texts"},
        "calendar": {"description": "What of the calendar it fell into.", "$ref": "#/definitions/texts"},
        "drift": {"description": "The drift's name in the history: what ack takes. It and what follows are there for drift of recorded runs.", "type": "string", "minLength": 1},
        "news": {"description": "What is new about it in this run.", "enum": ["none", "opened", "changed"]},
        "cause": {"$ref": "#/definitions/cause"},
        "window": {"$ref": "#/definitions/window"},
        "first_seen": {"$ref": "#/definitions/time"},
        "changed": {"description": "When it was last seen to change again.", "$ref": "#/definitions/time"},
        "audits": {"description": "How many saw it, this one included.", "type": "integer", "minimum": 1},
        "suspects": {"description": "The strongest first; none where the logs are silent.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/suspect"}},
        "missing_evidence": {"description": "What was not there to be read, and how to have it next time.", "$ref": "#/definitions/texts"},
        "flaps": {"description": "How often it came back to where it was, lately.", "type": "integer", "minimum": 1},
        "acknowledged": {"$ref": "#/definitions/acknowledgement"},
        "diff": {"description": "Unified: minus is what is there, plus is what the standard says.", "type": "string"},
        "would": {"description": "What enforcement would do.", "$ref": "#/definitions/texts"},
        "restarts": {"description": "What it would notify then.", "$ref": "#/definitions/texts"},
        "remarks": {"$ref": "#/definitions/texts"}
      }
    },
    "notice": {
      "type": "object",
      "required": ["subject", "state", "hosts"],
      "properties": {
        "subject": {"description": "Which waiver or change.", "type": "string"},
        "state": {"enum": ["used", "unused", "ends-soon", "ended", "not-begun", "not-signed", "void"]},
        "place": {"description": "FILE:LINE where it is written.", "type": "string"},
        "hosts": {"description": "How many hosts it covers something on.", "$ref": "#/definitions/count"},
        "words": {"description": "Which rule failed, what was expected and found, how to mend it.", "type": "string"}
      }
    }
  }
}
)json";
}

} // namespace plumbline::report
