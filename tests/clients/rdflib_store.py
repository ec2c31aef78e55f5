"""Asks saved queries with rdflib's SPARQLStore: python3 rdflib_store.py ENDPOINT FOLDER-OF-QUERIES

Prints one JSON object a query: its name, its columns and its rows.
"""

import json
import pathlib
import sys

from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

endpoint, folder = sys.argv[1:3]
graph = Graph(SPARQLStore(endpoint, returnFormat="json"))
asked = "SELECT ?p ?n { [] <http://www.w3.org/ns/shacl#prefix> ?p ; <http://www.w3.org/ns/shacl#namespace> ?n }"
prefixes = {str(prefix): str(namespace) for prefix, namespace in graph.query(asked)}
for path in sorted(pathlib.Path(folder).glob("*.rq")):
    result = graph.query(path.read_text(encoding="utf-8"), initNs=prefixes)
    columns = [str(variable) for variable in result.vars]
    rows = [["" if term is None else str(term) for term in row] for row in result]
    print(json.dumps({"query": path.stem, "columns": columns, "rows": rows}, ensure_ascii=False))
