#include "records/timeline.hpp"

#include "report/json/definitions.hpp"

namespace plumbline::cli {

// Keys may be added within a version, so no object forbids those that are not named here.
std::string timeline_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/timeline/1",
  "title": "plumbline.timeline/1",
  "description": "What the history tells of a site, a host or a resource: the stories of its drifts. Keys may be added within a version, never renamed or dropped. Every text is printable: control bytes, bytes that are not UTF-8 and characters that reorder text stand as \\n, \\xNN or \\u{NNNN}.",
  "type": "object",
  "required": ["format", "since", "strip", "gaps", "drifts"],
  "properties": {
    "format": {"const": "plumbline.timeline/1"},
    "host": {"description": "The one that was asked for.", "type": "string"},
    "resource": {"description": "The one that was asked for, TYPE:TITLE.", "type": "string", "minLength": 3},
    "since": {"$ref": "#/definitions/time"},
    "strip": {
      "description": "What audits saw, part of time by part of time: days of UTC, or its hours where there are at most two days; the worst of each.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["begin", "seen"],
        "properties": {
          "begin": {"$ref": "#/definitions/time"},
          "seen": {"description": "agreed: it is not as the standard says, and a waiver or a change covers that.", "enum": ["not-audited", "in-sync", "agreed", "failed", "drift"]}
        }
      }
    },
    "gaps": {
      "description": "When audits were due and none finished; none where the site says no `every`.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["after", "missed", "interrupted"],
        "properties": {
          "after": {"$ref": "#/definitions/time"},
          "before": {"description": "Not there as long as it lasts.", "$ref": "#/definitions/time"},
          "missed": {"description": "How many were due.", "$ref": "#/definitions/count"},
          "interrupted": {"description": "Ids of runs that began in it and never finished.", "$ref": "#/definitions/texts"}
        }
      }
    },
    "drifts": {"description": "By the time when they opened, the newest last.", "type": "array", "items": {"$ref": "#/definitions/drift"}}
  },
  "definitions": {)json" +
           std::string(report::common_definitions()) + R"json(,
    "drift": {
      "type": "object",
      "required": ["drift", "host", "resource", "severity", "opened", "events"],
      "properties": {
        "drift": {"description": "Its name: what ack takes.", "type": "string", "minLength": 1},
        "host": {"type": "string"},
        "resource": {"description": "TYPE:TITLE.", "type": "string", "minLength": 3},
        "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
        "opened": {"$ref": "#/definitions/time"},
        "resolved": {"description": "Not there as long as it is open.", "$ref": "#/definitions/time"},
        "flaps": {"description": "How often it came back to where it was, lately.", "type": "integer", "minimum": 1},
        "events": {"description": "The oldest first.", "type": "array", "items": {"$ref": "#/definitions/event"}}
      }
    },
    "event": {
      "type": "object",
      "required": ["event", "when"],
      "properties": {
        "event": {"description": "waived, pending: it was agreed on, or on other terms. uncovered: that ended, or is void. enforced, rolled-back: a run was to put it right, or to take that back.", "enum": ["opened", "changed", "resolved", "acknowledged", "waived", "pending", "uncovered", "enforced", "rolled-back"]},
        "when": {"description": "When the audit that saw it began; when it was acknowledged; when the run that enforced it ended.", "$ref": "#/definitions/time"},
        "run": {"type": "string"},
        "cause": {"$ref": "#/definitions/cause"},
        "window": {"$ref": "#/definitions/window"},
        "suspects": {"description": "The strongest first; none where the logs are silent.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/suspect"}},
        "missing_evidence": {"description": "What was not there to be read, and how to have it next time.", "$ref": "#/definitions/texts"},
        "acknowledged": {"$ref": "#/definitions/acknowledgement"},
        "plan": {"description": "enforced, rolled-back: the digest of the plan.", "type": "string"},
        "by": {"type": "string"},
        "outcome": {"$ref": "#/definitions/outcome"},
        "words": {"description": "Why, unless it was applied.", "type": "string"},
        "after": {
          "description": "opened: the run that had written it before.",
          "type": "object",
          "required": ["kind", "when", "run", "plan", "by", "outcome"],
          "properties": {
            "kind": {"enum": ["enforcement", "rollback"]},
            "when": {"$ref": "#/definitions/time"},
            "run": {"description": "Of a rollback the one that was taken back.", "type": "string"},
            "plan": {"type": "string"},
            "by": {"type": "string"},
            "outcome": {"$ref": "#/definitions/outcome"},
            "words": {"type": "string"}
          }
        },
        "covers": {"description": "Under what it is or was agreed on.", "type": "array", "minItems": 1, "items": {"$ref": "#/definitions/cover"}},
        "uncovered": {"description": "Why that does not hold any more.", "$ref": "#/definitions/texts"},
        "undeclared": {"description": "Nobody put it right: the standard no longer speaks of it.", "const": true},
        "properties": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/moved"}}
      }
    },
    "outcome": {"description": "applied: it was put right, or taken back.", "enum": ["applied", "already", "refused", "failed", "skipped"]},
    "moved": {
      "description": "A property that moved.",
      "type": "object",
      "required": ["name", "expected"],
      "properties": {
        "name": {"type": "string"},
        "subject": {"description": "What below the resource it is about: a path, an entry of a list.", "type": "string"},
        "from": {"description": "Not there where there was no such thing, or nobody had looked.", "$ref": "#/definitions/value"},
        "to": {"$ref": "#/definitions/value"},
        "expected": {"type": "string"},
        "hidden": {"description": "A secret: both values are keyed tokens.", "const": true}
      }
    }
  }
}
)json";
}

} // namespace plumbline::cli
