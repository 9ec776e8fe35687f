"""Language: characters, tokens, sentences, clitics and inflection, with offsets into the untouched text."""
