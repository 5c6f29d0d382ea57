from whoosh.fields import Schema
from whoosh.index import FileIndex

class RamStorage:
    def create_index(self, schema: Schema) -> FileIndex: ...
