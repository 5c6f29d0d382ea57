"""Analysis of Arabic text: letters, folding, tokens with offsets, stems."""
