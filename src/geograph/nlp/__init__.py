"""From text to claims: spaCy components and pure functions over a Doc. Nothing here knows of RDF."""
