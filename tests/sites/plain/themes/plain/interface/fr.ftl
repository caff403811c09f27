set-in = Composé en caractères simples.
