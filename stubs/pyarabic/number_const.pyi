NUMBER_WORDS: dict[str, int]
