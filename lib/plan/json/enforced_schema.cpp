#include "plan/enforced.hpp"

namespace plumbline::plan {

// Whoever goes back on a run must understand all of its journal, so objects forbid what is not named here.
std::string enforced_schema() {
    return R"json({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "https://plumbline.example/schema/enforced/1",
  "title": "plumbline.enforced/1",
  "description": "A line of enforced/RUN.jsonl, in which a site writes down a run that changes hosts: first what it is about, then each event, on the disk before anything goes on. A line that is empty, or was cut, is what a killed run left. What may be no UTF-8 is in base64.",
  "oneOf": [
    {"$ref": "#/definitions/undertaking"},
    {"$ref": "#/definitions/resource"},
    {"$ref": "#/definitions/host"},
    {"$ref": "#/definitions/finished"}
  ],
  "definitions": {
    "base64": {"type": "string", "pattern": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"},
    "undertaking": {
      "type": "object",
      "required": ["format", "run", "by", "began", "plan_file", "plan_digest", "plan"],
      "additionalProperties": false,
      "properties": {
        "format": {"const": "plumbline.enforced/1"},
        "run": {"description": "A ULID.", "type": "string", "pattern": "^[0-9A-Z]{26}$"},
        "by": {"description": "Who runs it.", "$ref": "#/definitions/base64"},
        "began": {"description": "Milliseconds since 1970-01-01T00:00:00Z.", "type": "integer"},
        "plan_file": {"$ref": "#/definitions/base64"},
        "plan_digest": {"description": "Of the plan that people signed.", "type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "plan": {"description": "What of it was chosen, as JSON of plumbline.plan/1.", "type": "string"}
      }
    },
    "resource": {
      "type": "object",
      "required": ["event", "host", "type", "title", "steps", "outcome", "words", "reached"],
      "additionalProperties": false,
      "properties": {
        "event": {"description": "begins: its steps go to the host now. ended: it answered. taken_back: a rollback is through with it.", "enum": ["begins", "ended", "taken_back"]},
        "host": {"type": "string"},
        "type": {"description": "Of the resource: file.", "type": "string", "minLength": 1},
        "title": {"$ref": "#/definitions/base64"},
        "steps": {"description": "By their numbers in the host's own journal, /var/lib/plumbline/RUN.", "type": "array", "items": {"type": "integer", "minimum": 1}},
        "outcome": {"enum": ["applied", "already", "refused", "failed", "skipped"]},
        "words": {"description": "Why, unless it was applied.", "$ref": "#/definitions/base64"},
        "reached": {
          "description": "All that was compared once it was put right, secrets as tokens: property, subject, value.",
          "type": "array",
          "items": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"$ref": "#/definitions/base64"}}
        }
      }
    },
    "host": {
      "type": "object",
      "required": ["event", "host", "error"],
      "additionalProperties": false,
      "properties": {
        "event": {"const": "host"},
        "host": {"type": "string"},
        "error": {"description": "Why it ended before its end; empty where it did not.", "$ref": "#/definitions/base64"}
      }
    },
    "finished": {
      "type": "object",
      "required": ["event"],
      "additionalProperties": false,
      "properties": {"event": {"const": "finished"}}
    }
  }
})json";
}

} // namespace plumbline::plan
