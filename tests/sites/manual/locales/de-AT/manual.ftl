using-overview-p9 = schmieren
text-p26 = Ein Absatz, der später geändert worden ist.
