set-by = Set by { $how }
