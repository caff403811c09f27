site-title = Le jardin commun
