"""The graph of a ledger as other programs open it: node-link and Cytoscape JSON, GraphML, GEXF."""
