NOUN_AFFIX_LIST: set[str]
VERB_AFFIX_LIST: set[str]
