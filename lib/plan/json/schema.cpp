#include "plan/plan.hpp"

#include "report/json/definitions.hpp"

namespace plumbline::plan {

// Whoever applies a plan must understand all of it, so objects forbid what is not named here.
std::string plan_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/plan/1",
  "title": "plumbline.plan/1",
  "description": "What enforce would do, change by change, as people sign it. It is read in the very form in which it was written; `digest` is that of all lines but its own (sed 2d plan.json | sha256sum). ASCII alone; bytes that are not UTF-8 stand as \\xNN.",
  "type": "object",
  "required": ["digest", "format", "id", "made", "expires", "tool", "standard", "hosts"],
  "additionalProperties": false,
  "properties": {
    "digest": {"$ref": "#/definitions/digest"},
    "format": {"const": "plumbline.plan/1"},
    "id": {"description": "Of the run that made it: a ULID.", "type": "string"},
    "made": {"$ref": "#/definitions/time"},
    "expires": {"description": "Nobody applies it after that.", "$ref": "#/definitions/time"},
    "tool": {"type": "string"},
    "environment": {"type": "string"},
    "standard": {
      "type": "object",
      "required": ["name", "digest"],
      "additionalProperties": false,
      "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "digest": {"$ref": "#/definitions/digest"},
        "revision": {"type": "string"}
      }
    },
    "tags": {"description": "Only resources with one of them were looked at.", "$ref": "#/definitions/texts"},
    "changes": {"description": "Each once for all hosts on which it is the same, the riskiest first.", "type": "array", "items": {"$ref": "#/definitions/plan_change"}},
    "refreshes": {"description": "What is done at the end, once, where one that notifies it was changed.", "type": "array", "items": {"$ref": "#/definitions/refresh"}},
    "hosts": {"description": "By name.", "type": "array", "items": {"$ref": "#/definitions/plan_host"}}
  },
  "definitions": {)json" +
           std::string(report::common_definitions()) + R"json(,
    "resource_id": {"description": "TYPE:TITLE.", "type": "string", "minLength": 3},
    "numbers": {"type": "array", "items": {"type": "integer", "minimum": 1}},
    "plan_host": {
      "type": "object",
      "required": ["name"],
      "additionalProperties": false,
      "properties": {
        "name": {"type": "string"},
        "address": {"type": "string"},
        "error": {"description": "Why nothing is planned for it.", "type": "string"},
        "changes": {"description": "By number, in the order in which they are applied.", "$ref": "#/definitions/numbers"},
        "refreshes": {"description": "By number, after them.", "$ref": "#/definitions/numbers"},
        "left": {
          "description": "What no step is made for, though it may not be as the standard says.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["resource", "reason"],
            "additionalProperties": false,
            "properties": {"resource": {"$ref": "#/definitions/resource_id"}, "reason": {"type": "string"}}
          }
        }
      }
    },
    "plan_change": {
      "type": "object",
      "required": ["number", "resource", "severity", "seen"],
      "additionalProperties": false,
      "properties": {
        "number": {"type": "integer", "minimum": 1},
        "resource": {"$ref": "#/definitions/resource_id"},
        "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
        "why": {"type": "string"},
        "declared": {"description": "FILE:LINE in the standard.", "type": "string"},
        "seen": {"description": "Of what drifts, as it was seen.", "$ref": "#/definitions/digest"},
        "drifts": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["property", "standard", "now"],
            "additionalProperties": false,
            "properties": {
              "property": {"type": "string"},
              "subject": {"type": "string"},
              "plane": {"enum": ["disk", "now", "boot"]},
              "standard": {"type": "string"},
              "now": {"type": ["string", "array"], "items": {"type": "string"}},
              "ordered": {"type": "boolean"},
              "hidden": {"description": "A secret: `standard` and `now` are tokens.", "type": "boolean"}
            }
          }
        },
        "actions": {"description": "In words.", "$ref": "#/definitions/texts"},
        "steps": {"description": "In this order; none: nothing is done.", "type": "array", "items": {"$ref": "#/definitions/plan_step"}},
        "declined": {"$ref": "#/definitions/declined"},
        "risks": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["class", "reason"],
            "additionalProperties": false,
            "properties": {
              "class": {"enum": ["restart", "reboot", "purge", "connectivity"]},
              "reason": {"type": "string"},
              "concerns": {"$ref": "#/definitions/texts"}
            }
          }
        },
        "requires": {"description": "Other changes of the host that come before.", "$ref": "#/definitions/texts"},
        "notifies": {"$ref": "#/definitions/texts"}
      }
    },
    "refresh": {
      "type": "object",
      "required": ["number", "resource"],
      "additionalProperties": false,
      "properties": {
        "number": {"type": "integer", "minimum": 1},
        "resource": {"$ref": "#/definitions/resource_id"},
        "notified_by": {"$ref": "#/definitions/texts"},
        "steps": {"type": "array", "items": {"$ref": "#/definitions/plan_step"}},
        "declined": {"$ref": "#/definitions/declined"}
      }
    },
    "plan_step": {
      "type": "object",
      "required": ["operation", "words", "digest"],
      "additionalProperties": false,
      "properties": {
        "operation": {"enum": ["write-file", "set-attributes", "make-folder", "make-link", "remove", "run"]},
        "path": {"type": "string"},
        "words": {"type": "string"},
        "undo": {"description": "What takes it back, or why nothing does.", "type": "string"},
        "diff": {"type": "string"},
        "digest": {"description": "Of what is done and of all that is told of it; a secret by its token.", "$ref": "#/definitions/digest"}
      }
    },
    "declined": {
      "description": "What is not put right, and why.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["reason"],
        "additionalProperties": false,
        "properties": {"property": {"type": "string"}, "reason": {"type": "string"}}
      }
    }
  }
}
)json";
}

} // namespace plumbline::plan
