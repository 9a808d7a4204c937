#include "alert/services/face.hpp"

namespace plumbline::alert {

// Keys may be added within a version, so no object forbids those that are not named here.
std::string alert_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/alert/1",
  "title": "plumbline.alert/1",
  "description": "What an alert tells, once for everything that is told as one. Keys may be added within a version, never renamed or dropped. Every text is printable: control bytes, bytes that are not UTF-8 and characters that reorder text stand as \\n, \\xNN or \\u{NNNN}; only a diff has lines.",
  "type": "object",
  "required": ["format", "type", "timestamp", "data"],
  "properties": {
    "format": {"const": "plumbline.alert/1"},
    "type": {"description": "CONCERN.EVENT, as in drift.opened.", "type": "string", "pattern": "^[a-z_]+\\.[a-z_]+$"},
    "timestamp": {"description": "When it was written, however late it comes.", "$ref": "#/definitions/time"},
    "data": {
      "type": "object",
      "required": ["id", "alert", "concern", "event", "severity", "since", "test", "digest", "headline", "sections", "sections_omitted", "members", "members_omitted"],
      "properties": {
        "id": {"description": "The message's own, the same at each attempt to deliver it.", "type": "string"},
        "alert": {"description": "The same in all messages of one alert.", "type": "string"},
        "begun": {"description": "The id of the alert's first message here; not there in that one.", "type": "string"},
        "concern": {"enum": ["drift", "unchecked", "unreachable", "signoff", "agreement", "audit_missing", "audit_failed"]},
        "event": {"enum": ["opened", "joined", "worse", "mutated", "still_open", "escalated", "resolved", "unchanged"]},
        "severity": {"$ref": "#/definitions/severity"},
        "since": {"$ref": "#/definitions/time"},
        "environment": {"type": "string"},
        "site": {"type": "string"},
        "standard": {"description": "With its version.", "type": "string"},
        "run": {"type": "string"},
        "contact": {"type": "string"},
        "page": {"description": "Where the run's report can be read.", "type": "string"},
        "test": {"description": "A test of the channel: nothing is wrong.", "type": "boolean"},
        "digest": {"description": "Several alerts in one message.", "type": "boolean"},
        "headline": {"description": "Which host, what, since when.", "type": "string"},
        "sections": {"type": "array", "maxItems": 100, "items": {"$ref": "#/definitions/section"}},
        "sections_omitted": {"type": "integer", "minimum": 0},
        "members": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/definitions/member"}},
        "members_omitted": {"type": "integer", "minimum": 0}
      }
    }
  },
  "definitions": {
    "time": {"description": "RFC 3339, UTC, whole seconds.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    "severity": {"enum": ["info", "low", "medium", "high", "critical"]},
    "section": {
      "description": "What is told of one finding, once for all hosts that have it.",
      "type": "object",
      "required": ["title", "severity", "over", "hosts", "facts"],
      "properties": {
        "title": {"type": "string"},
        "severity": {"$ref": "#/definitions/severity"},
        "over": {"type": "boolean"},
        "hosts": {"type": "array", "items": {"type": "string"}},
        "facts": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["label", "words"],
            "properties": {"label": {"type": "string"}, "words": {"type": "string"}}
          }
        },
        "diff": {"type": "string"}
      }
    },
    "member": {
      "description": "One finding on one host, or one thing of the whole site.",
      "type": "object",
      "required": ["key", "severity", "since", "what", "over"],
      "properties": {
        "key": {"description": "Its identity over runs.", "type": "string"},
        "host": {"type": "string"},
        "resource": {"type": "string"},
        "severity": {"$ref": "#/definitions/severity"},
        "since": {"$ref": "#/definitions/time"},
        "what": {"type": "string"},
        "drift": {"description": "Its name in the history.", "type": "string"},
        "over": {"description": "It is right again, or somebody agreed on it.", "type": "boolean"}
      }
    }
  }
}
)json";
}

} // namespace plumbline::alert
