"""Says what Ansible's own code makes of inventories and patterns: the oracle of these tests.

Called with SOURCE... -- PATTERN...; prints one JSON object of pattern to host names (or null where it refuses).
"""
import json
import os
import sys

os.environ["ANSIBLE_CONFIG"] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "empty.cfg")
os.environ["ANSIBLE_DEPRECATION_WARNINGS"] = "False"

from ansible.errors import AnsibleError
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader

middle = sys.argv.index("--")
inventory = InventoryManager(loader=DataLoader(), sources=sys.argv[1:middle])
answers = {}
for pattern in sys.argv[middle + 1:]:
    try:
        answers[pattern] = [host.name for host in inventory.get_hosts(pattern) if not host.implicit]
    except AnsibleError:
        answers[pattern] = None
print(json.dumps(answers))
