"""What users say about the entities of an archive, from a command to the records and the index.

state.py       what the operations amount to
references.py  what a user's word for an entity means     deciding.py  doing and undoing operations
touched.py     the articles that a change concerns        listing.py   entities with their counts
suggest.py     what might be one, with evidence           importing.py  taking lists in
"""
