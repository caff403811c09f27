-party = Party
    .also-plural = Parties
-basin = basin
-great-basin = great basin
-waters = water
