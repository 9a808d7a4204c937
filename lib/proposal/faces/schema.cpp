#include "proposal/proposal.hpp"

namespace plumbline::proposal {

std::string json_schema() {
    return R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "plumbline.diff/1",
  "description": "What the change from one standard to another means, by resource and host. Texts hold no control characters: bytes that are not UTF-8 and characters that hide or reorder text stand as \\n, \\xNN or \\u{NNNN}.",
  "type": "object",
  "required": ["format", "from", "to", "summary", "changes", "profiles", "unreached", "files"],
  "properties": {
    "format": {"const": "plumbline.diff/1"},
    "from": {"$ref": "#/definitions/edition"},
    "to": {"$ref": "#/definitions/edition"},
    "summary": {
      "type": "object",
      "required": ["hosts", "touched", "added", "removed", "changed", "moved", "restarts"],
      "properties": {
        "hosts": {"description": "That were compared.", "$ref": "#/definitions/count"},
        "touched": {"description": "Of them, for which something changes.", "$ref": "#/definitions/count"},
        "added": {"description": "Resources, each once for all hosts.", "$ref": "#/definitions/count"},
        "removed": {"$ref": "#/definitions/count"},
        "changed": {"$ref": "#/definitions/count"},
        "moved": {"description": "Declared in another file, and nothing else.", "$ref": "#/definitions/count"},
        "restarts": {"description": "What putting right may notify on how many hosts.", "type": "object", "additionalProperties": {"$ref": "#/definitions/count"}}
      }
    },
    "changes": {"description": "The most severe first, then in the order of the standard.", "type": "array", "items": {"$ref": "#/definitions/change"}},
    "profiles": {
      "description": "Those that are applied to other hosts than before.",
      "type": "array",
      "items": {
        "type": "object",
        "required": ["profile", "gained", "lost"],
        "properties": {
          "profile": {"type": "string"},
          "gained": {"$ref": "#/definitions/texts"},
          "lost": {"$ref": "#/definitions/texts"}
        }
      }
    },
    "unreached": {"description": "What changes in the standard and none of the hosts has.", "$ref": "#/definitions/texts"},
    "files": {
      "description": "That differ, by their path in the standard's folder.",
      "type": "object",
      "required": ["added", "removed", "changed"],
      "additionalProperties": {"$ref": "#/definitions/texts"}
    },
    "observed": {
      "description": "How old that is by which impact is told; not there where it is not.",
      "type": "object",
      "required": ["asked", "never_audited"],
      "properties": {
        "asked": {"$ref": "#/definitions/time"},
        "oldest": {"description": "The earliest last audit of a host that changes.", "$ref": "#/definitions/time"},
        "oldest_host": {"type": "string"},
        "never_audited": {"description": "Hosts that change and have no audit.", "$ref": "#/definitions/count"}
      }
    },
    "no_impact": {"description": "Why the history tells nothing, where there is one.", "type": "string"}
  },
  "definitions": {
    "count": {"type": "integer", "minimum": 0},
    "time": {"description": "RFC 3339, UTC.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "edition": {
      "type": "object",
      "required": ["origin", "name", "version", "digest"],
      "properties": {
        "origin": {"description": "As it was asked for: a path, or a revision.", "type": "string"},
        "name": {"type": "string"},
        "version": {"type": "string"},
        "contact": {"type": "string"},
        "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
      }
    },
    "change": {
      "type": "object",
      "required": ["id", "change", "severity", "why", "alterations", "restarts", "hosts"],
      "properties": {
        "id": {"description": "TYPE:TITLE.", "type": "string", "minLength": 3},
        "change": {"enum": ["added", "removed", "changed"]},
        "severity": {"description": "The higher one, of before and after.", "enum": ["info", "low", "medium", "high", "critical"]},
        "why": {"type": "string"},
        "contact": {"type": "string"},
        "override": {"description": "Why an override changed what a profile declares.", "type": "string"},
        "declared_from": {"description": "FILE:LINE.", "type": "string"},
        "declared_to": {"type": "string"},
        "alterations": {"description": "Of a resource that is added or removed: all that is asked, or was.", "type": "array", "items": {"$ref": "#/definitions/alteration"}},
        "restarts": {"description": "What putting it right would notify.", "$ref": "#/definitions/texts"},
        "impact": {
          "description": "How many of the hosts, by what was last seen of them.",
          "type": "object",
          "required": ["drifts", "rights", "dropped", "stays", "untold"],
          "additionalProperties": {"$ref": "#/definitions/count"}
        },
        "hosts": {"description": "For which the change is the same, by name.", "allOf": [{"$ref": "#/definitions/texts"}, {"minItems": 1}]}
      }
    },
    "alteration": {
      "type": "object",
      "required": ["name", "aspect"],
      "properties": {
        "name": {"description": "mode, when os.family, severity.", "type": "string"},
        "aspect": {"description": "property: what must hold. parameter: how it is looked at, and where. relation: requires and notify. wording: what is said of it, and may be done about it.", "enum": ["property", "parameter", "relation", "wording"]},
        "from": {"description": "The rule; not there where there is none.", "type": "string"},
        "to": {"type": "string"},
        "hidden": {"description": "A secret: neither value is told.", "const": true},
        "was_set": {"type": "boolean"},
        "is_set": {"type": "boolean"},
        "gained": {"description": "What a list has that it had not.", "$ref": "#/definitions/texts"},
        "lost": {"$ref": "#/definitions/texts"},
        "diff": {"description": "Of contents, unified.", "type": "string"},
        "remark": {"type": "string"}
      }
    }
  }
})";
}

} // namespace plumbline::proposal
