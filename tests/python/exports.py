"""Reads exports back with software that we did not write, and compares what each holds.

Usage: exports.py FOLDER, which holds graph.ttl .nt .nq .trig .jsonld .rdf .graphml .gexf of one graph. Exit code 77 where a
package is missing.
"""

import pathlib
import sys

try:
    import networkx
    import pyoxigraph
    import rdflib
except ImportError as missing:
    print(missing)
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])


def same(what, got, wanted):
    if got != wanted:
        extra = list(got - wanted)[:3] if isinstance(got, set) else got
        lacking = list(wanted - got)[:3] if isinstance(wanted, set) else wanted
        sys.exit(f"{what}: has {extra}, lacks {lacking}")


def triples(graph):
    """The triples with numbers by value, as readers write 0.50 and 0.5 differently."""

    def plain(term):
        if isinstance(term, rdflib.Literal) and term.datatype in (rdflib.XSD.decimal, rdflib.XSD.integer):
            return (str(term.datatype), str(term.toPython()))
        return term.n3()

    return {tuple(plain(term) for term in triple) for triple in graph.triples((None, None, None))}


turtle = rdflib.Graph().parse(folder / "graph.ttl", format="turtle")
wanted = triples(turtle)
for name, form in [("graph.nt", "nt"), ("graph.rdf", "xml")]:
    same(f"rdflib, {name}", triples(rdflib.Graph().parse(folder / name, format=form)), wanted)
for name, form in [("graph.nq", "nquads"), ("graph.trig", "trig"), ("graph.jsonld", "json-ld")]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(folder / name, format=form)
    same(f"rdflib, {name}", triples(dataset), wanted)

articles = set(turtle.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/NewsArticle")))
quads = list(pyoxigraph.parse(path=folder / "graph.nq"))
same("pyoxigraph, number of quads", len({(q.subject, q.predicate, q.object) for q in quads}), len(turtle))
graphs = {q.graph_name.value for q in quads if isinstance(q.graph_name, pyoxigraph.NamedNode)}
same("pyoxigraph, one graph an article", graphs, {str(article) for article in articles})
same(
    "pyoxigraph, N-Quads and TriG",
    {str(quad) for quad in quads},
    {str(quad) for quad in pyoxigraph.parse(path=folder / "graph.trig")},
)

graphml = networkx.read_graphml(folder / "graph.graphml")
gexf = networkx.read_gexf(folder / "graph.gexf")
same("networkx, nodes", set(graphml.nodes), set(gexf.nodes))
same("networkx, edges", sorted(graphml.edges()), sorted(gexf.edges()))
NG = rdflib.Namespace("https://w3id.org/newsgraph/ns#")
labels = {str(label) for entity in turtle.subjects(NG["class"]) for label in turtle.objects(entity, rdflib.RDFS.label)}
drawn = {data["label"] for _, data in gexf.nodes(data=True)}
if len(drawn & labels) < len(labels) // 2 or gexf.number_of_edges() < 10:
    sys.exit(f"networkx: {len(drawn & labels)} of {len(labels)} entities, {gexf.number_of_edges()} edges")
print(f"{len(turtle)} triples, {len(articles)} articles, {gexf.number_of_nodes()} nodes, {gexf.number_of_edges()} edges")
