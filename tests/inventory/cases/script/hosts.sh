#!/bin/sh
# Prints what an inventory program prints, with _meta: nobody is asked for single hosts.
[ "$1" = --list ] || exit 3
cat <<'END'
{
  "web": {"hosts": ["s1", "s2"], "vars": {"port": 80, "on": true, "ratio": 0.5, "nested": {"a": [1, null]}},
          "children": ["inner"]},
  "inner": ["s3"],
  "alone": {"color": "red", "size": 3},
  "all": {"vars": {"everywhere": "yes", "esc": "a\/b\u00e9\ud83d\ude00"}},
  "_meta": {"hostvars": {"s1": {"ansible_host": "192.0.2.1", "list": ["a", "b"]}, "ghost": {"a": 1},
            "s3": {"nothing": null, "big": 1e3}}}
}
END
