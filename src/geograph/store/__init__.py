"""The store: a directory that holds the graph of many articles and grows article by article.

`directory` knows what lies where and reads it, `writer` changes it, `index` holds what is needed to see which part of
the derived graph an article changes, and `derive` finds that part. Every change is one atomic update of the triples;
the index follows them and is made again where it was left behind.
"""

from geograph.store.directory import is_store, named_graphs, open_source, pieces, readings
from geograph.store.facts import facts
from geograph.store.writer import Writer, writing

__all__ = ["Writer", "facts", "is_store", "named_graphs", "open_source", "pieces", "readings", "writing"]
