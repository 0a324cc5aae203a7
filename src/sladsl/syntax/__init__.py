"""From text to a syntax tree and back: lexer, parser, recovery, formatter."""
