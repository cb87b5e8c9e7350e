"""Checks the evidence of a bundle with Python's own library, written from docs/evidence.md alone.

Usage: bundle.py FILE. Everything but signatures, for which Python has nothing of its own.
"""
import base64
import hashlib
import sys


def digest(data):
    return hashlib.sha256(data).digest()


def fail(text):
    sys.exit("bundle.py: " + text)


def fields(data):
    """Fields of a protobuf message: (number, value)."""
    at, found = 0, []

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        if key & 7 == 0:
            value = varint()
        elif key & 7 == 1:
            value, at = int.from_bytes(data[at : at + 8], "little", signed=True), at + 8
        else:
            length = varint()
            value, at = data[at : at + length], at + length
        found.append((key >> 3, value))
    return found


def included(leaf, index, size, path):
    """The root that a path leads to (RFC 9162, 2.1.3.2)."""
    node, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            fail("a path is too long")
        if node & 1 or node == last:
            value = digest(b"\1" + sibling + value)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            value = digest(b"\1" + value + sibling)
        node, last = node >> 1, last >> 1
    if last:
        fail("a path is too short")
    return value


page = open(sys.argv[1], encoding="utf-8").read()
evidence = page.split('<script type="text/plain" id="evidence">')[1].split("</script>")[0]
lines, note = evidence.split("\n\n", 1)
origin, size, root = note.split("\n")[:3]
size, root = int(size), base64.b64decode(root)
events, inventory, holder, stream = [], None, None, b""
for line in lines.split("\n")[1:]:
    word, *rest = line.split(" ")
    if word == "stream":
        stream = base64.b64decode(rest[0])
    elif word == "event":
        holder = {"position": int(rest[0]), "record": base64.b64decode(rest[1]), "path": [], "values": []}
        events.append(holder)
    elif word == "inventory":
        holder = inventory = {"position": int(rest[0]), "path": []}
    elif word == "hash":
        holder["path"].append(base64.b64decode(rest[0]))
    elif word == "value":
        holder["values"].append([base64.b64decode(part) for part in rest])

own = []
for event in events:
    event["leaf"] = digest(b"\0" + event["record"])
    event["fields"] = fields(event["record"])
    event["one"] = dict(event["fields"])
    if included(event["leaf"], event["position"] - 1, size, event["path"]) != root:
        fail(f"the event at position {event['position']} is not in the tree")
    for path, salt, value in event["values"]:
        wanted = digest(
            b"\1" + len(path).to_bytes(2, "big") + path + salt
            + len(value).to_bytes(4, "big") + value + event["one"][7])
        if not any(wanted in dict(fields(part)).values() for n, part in event["fields"] if n == 13):
            fail(f"a value at position {event['position']} is not the one that was recorded")
    if event["one"][4] == stream:
        own.append(event)
for number, event in enumerate(own):
    before = own[number - 1]["leaf"] if number else None
    if event["one"][6] != number + 1 or event["one"].get(11) != before:
        fail(f"an event is missing before position {event['position']}")
if not own:
    fail("there is no event of the case")

taken = next(event for event in events if event["position"] == inventory["position"])
told = dict(fields(taken["one"][15]))
counted = [event for event in own if event["position"] <= told[1]]
key, path = digest(stream), inventory["path"]
value = digest(b"\0" + key + len(counted).to_bytes(8, "big") + counted[-1]["leaf"])
for height, sibling in enumerate(path):
    depth = len(path) - 1 - height
    one = key[depth // 8] >> (7 - depth % 8) & 1
    value = digest(b"\1" + (sibling + value if one else value + sibling))
if value != told[4]:
    fail("the inventory says that the case had other events")
print(f"{len(events)} records of {origin} checked; {len(counted)} events of {stream.decode()} are all up to position {told[1]}")
