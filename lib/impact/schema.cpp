#include "impact/impact.hpp"

namespace plumbline::impact {

std::string json_schema() {
    return R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "plumbline.impact/1",
  "description": "What a proposed standard would mean for hosts as they were last seen. Texts hold no control characters: bytes that are not UTF-8 and characters that hide or reorder text stand as \\n, \\xNN or \\u{NNNN}.",
  "type": "object",
  "required": ["format", "standard", "digest", "instead_of", "asked", "summary", "hosts"],
  "properties": {
    "format": {"const": "plumbline.impact/1"},
    "standard": {"description": "Name and version of the proposed one.", "type": "string"},
    "digest": {"description": "Of the proposed one.", "type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
    "instead_of": {"description": "Name and version of the one that audits go by.", "type": "string"},
    "asked": {"$ref": "#/definitions/time"},
    "summary": {
      "description": "How many hosts have each consequence; one host may have several.",
      "type": "object",
      "required": ["hosts", "drifts", "differs", "rights", "gone", "untold", "restarts"],
      "properties": {
        "hosts": {"$ref": "#/definitions/count"},
        "drifts": {"$ref": "#/definitions/count"},
        "differs": {"$ref": "#/definitions/count"},
        "rights": {"$ref": "#/definitions/count"},
        "gone": {"$ref": "#/definitions/count"},
        "untold": {"description": "Hosts of which something can't be told, or nothing.", "$ref": "#/definitions/count"},
        "restarts": {"description": "What putting right would restart on how many hosts.", "type": "object", "additionalProperties": {"$ref": "#/definitions/count"}}
      }
    },
    "hosts": {"description": "By name.", "type": "array", "items": {"$ref": "#/definitions/host"}}
  },
  "definitions": {
    "count": {"type": "integer", "minimum": 0},
    "time": {"description": "RFC 3339, UTC.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "host": {
      "type": "object",
      "required": ["name", "same", "resources"],
      "properties": {
        "name": {"type": "string"},
        "observed": {"description": "The last audit; not there for a host that was never audited, of which nothing is told.", "$ref": "#/definitions/time"},
        "same": {"description": "Resources whose verdict stays.", "$ref": "#/definitions/count"},
        "resources": {"type": "array", "items": {"$ref": "#/definitions/resource"}}
      }
    },
    "resource": {
      "type": "object",
      "required": ["id", "effect", "severity", "why", "declared"],
      "properties": {
        "id": {"description": "TYPE:TITLE.", "type": "string", "minLength": 3},
        "effect": {"description": "drifts: is in sync or undeclared now and would drift. differs: would drift in another way. rights: drifts now and would be in sync. gone: would not be asked. unobserved: what it asks was never looked at.", "enum": ["drifts", "differs", "rights", "gone", "unobserved"]},
        "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
        "why": {"type": "string"},
        "declared": {"description": "FILE:LINE in the standard.", "type": "string"},
        "proposed": {"description": "The verdict that is expected.", "$ref": "#/definitions/verdict"},
        "now": {"description": "The verdict of the last audit.", "$ref": "#/definitions/verdict"}
      }
    },
    "verdict": {
      "type": "object",
      "required": ["status", "properties", "would", "restarts"],
      "properties": {
        "status": {"enum": ["in-sync", "drift", "pending", "waived", "unknown", "skipped"]},
        "reason": {"type": "string"},
        "properties": {"description": "As in plumbline.report/1.", "type": "array", "items": {"type": "object", "required": ["name", "status", "expected"]}},
        "diff": {"description": "Unified: minus is what is there, plus is what the standard says.", "type": "string"},
        "would": {"$ref": "#/definitions/texts"},
        "restarts": {"$ref": "#/definitions/texts"}
      }
    }
  }
})";
}

} // namespace plumbline::impact
