#include "report/json/definitions.hpp"

namespace plumbline::report {

std::string_view common_definitions() {
    return R"json(
    "count": {"type": "integer", "minimum": 0},
    "time": {"description": "RFC 3339, UTC.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "value": {
      "description": "A text, or a list of texts in no order of its own.",
      "oneOf": [{"type": "string"}, {"$ref": "#/definitions/texts"}]
    },
    "cover": {
      "type": "object",
      "required": ["kind", "id", "place", "by", "reason", "until"],
      "properties": {
        "kind": {"enum": ["waiver", "change"]},
        "id": {"description": "The ticket.", "type": "string"},
        "place": {"description": "FILE:LINE where it is written.", "type": "string"},
        "by": {"description": "Who approved it.", "type": "string"},
        "reason": {"type": "string"},
        "until": {"description": "Its end: not covered from then on.", "$ref": "#/definitions/time"}
      }
    },
    "property": {
      "type": "object",
      "required": ["name", "status", "expected"],
      "properties": {
        "name": {"type": "string"},
        "subject": {"description": "What below the resource it is about: a path, an entry of a list.", "type": "string"},
        "plane": {"description": "Where it counts, for what can differ there.", "enum": ["disk", "now", "boot"]},
        "status": {"enum": ["in-sync", "drift", "unknown"]},
        "expected": {"$ref": "#/definitions/value"},
        "actual": {"$ref": "#/definitions/value"},
        "hidden": {"description": "A secret: expected and actual are keyed tokens (token: and 32 hexadecimal digits), equal for equal values; without a history they compare within this report alone.", "const": true},
        "before": {"description": "Of a hidden value: whether the run before saw the same.", "enum": ["same", "changed"]},
        "cause": {"$ref": "#/definitions/cause"},
        "reason": {"description": "Why it is unknown.", "type": "string"}
      }
    },
    "cause": {
      "description": "host-changed: it was in sync under this very declaration, and the host moved. standard-changed: the declaration moved, and the host has not followed. first-seen: no earlier audit to compare with. unknown: what was recorded does not tell.",
      "enum": ["unknown", "first-seen", "standard-changed", "host-changed", "both"]
    },
    "window": {
      "description": "The time within which the host moved, by the clock of the machine that audits.",
      "type": "object",
      "required": ["before"],
      "properties": {
        "after": {"description": "It was seen right then; not there when it never was.", "$ref": "#/definitions/time"},
        "before": {"$ref": "#/definitions/time"},
        "narrowed_by": {"description": "What made it shorter than from audit to audit.", "$ref": "#/definitions/texts"}
      }
    },
    "suspect": {
      "description": "A person or a process that evidence points to; never a verdict.",
      "type": "object",
      "required": ["who", "when", "certainty", "weight"],
      "properties": {
        "who": {"description": "The person, where the site's people file knows one; else the account or the tool.", "type": "string"},
        "account": {"type": "string"},
        "key": {"description": "Fingerprint of the SSH key that it came with.", "type": "string"},
        "from": {"description": "The address that it came from.", "type": "string"},
        "when": {"$ref": "#/definitions/time"},
        "certainty": {"description": "certain: a record of this very change by that account. likely: a record of a command or tool that does such a change. possible: somebody who could have, was there.", "enum": ["unknown", "possible", "likely", "certain"]},
        "weight": {"description": "The same as a number.", "type": "number", "minimum": 0, "maximum": 1},
        "why": {"description": "What the evidence says, in words.", "type": "string"},
        "evidence": {"description": "The best line: SOURCE: LINE.", "type": "string"},
        "lines": {
          "description": "All of them.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["source", "when", "line"],
            "properties": {
              "source": {"type": "string"},
              "when": {"$ref": "#/definitions/time"},
              "line": {"type": "string"}
            }
          }
        }
      }
    },
    "acknowledgement": {
      "description": "Somebody has it in hand.",
      "type": "object",
      "required": ["by"],
      "properties": {
        "by": {"type": "string"},
        "note": {"type": "string"},
        "until": {"$ref": "#/definitions/time"}
      }
    })json";
}

} // namespace plumbline::report
