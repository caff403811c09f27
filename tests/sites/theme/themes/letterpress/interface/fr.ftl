set-by = Composé { $how }
