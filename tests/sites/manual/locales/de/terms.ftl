-product =
    { $case ->
       *[nominative] Dorfpumpe
        [dative] der Dorfpumpe
    }
