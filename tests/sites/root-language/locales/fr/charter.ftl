charter-title = La charte
charter-description = La charte en trois langues.
first-title = Premièrement
first-p1 = Chacun peut parler. Continuez avec [le second](second.md).
second-title = Deuxièmement
second-p1 = Chacun peut écouter. Revenez au [premier](first.md).
