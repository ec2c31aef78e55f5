"""Validates a graph against shapes with pySHACL, and shows that the shapes see what is broken.

Usage: shapes.py SHAPES GRAPH. Exit code 77 where a package is missing.
"""

import sys

try:
    import pyshacl
    import rdflib
except ImportError as missing:
    print(missing)
    sys.exit(77)

NG = rdflib.Namespace("https://w3id.org/newsgraph/ns#")

shapes = rdflib.Graph().parse(sys.argv[1], format="turtle")
graph = rdflib.Graph().parse(sys.argv[2], format="turtle")


def valid(data):
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes, meta_shacl=data is graph)
    return conforms, text


conforms, text = valid(graph)
if not conforms:
    sys.exit(text)

# One break each, of the kinds a hand or another program makes.
broken = {
    "a claim without status": (None, NG.status, None),
    "evidence without sentence": (None, NG.sentence, None),
    "evidence without polarity": (None, NG.polarity, None),
    "a claim without evidence": (None, NG.claim, None),
    "an article without path": (None, NG.path, None),
    "an entity without label": (None, rdflib.RDFS.label, None),
}
for name, pattern in broken.items():
    part = rdflib.Graph()
    for triple in graph:
        part.add(triple)
    part.remove(pattern)
    if valid(part)[0]:
        sys.exit(f"the shapes do not see {name}")
outside = rdflib.Graph()
for triple in graph:
    outside.add(triple)
claim = next(outside.subjects(rdflib.RDF.type, NG.Claim))
outside.set((claim, NG.support, rdflib.Literal("1.5", datatype=rdflib.XSD.decimal)))
if valid(outside)[0]:
    sys.exit("the shapes do not see a support above one")
print(f"{len(graph)} triples conform; {len(broken) + 1} breaks are seen")
