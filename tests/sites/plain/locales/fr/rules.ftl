rules-title = Règlement du jardin commun
rules-description = Ce dont sont convenus tous ceux qui y ont un carré
purpose-title = Règle 1
purpose-p1 = Le jardin[^garden] est ouvert à tous ceux qui vivent alentour.
purpose-p2 = Chaque foyer peut disposer d’un carré :
purpose-p3 = aussi longtemps qu’il l’entretient ;
purpose-p4 = sans loyer.
# @missing purpose-p5 = Nobody may sell a bed, as in [rule 2](keeping/water.md#3).

fn-garden = Entre le moulin et le pont, comme le montre le plan de 1911.

# @missing keeping-label = Part II
# @missing keeping-title = Keeping the garden
# @missing keeping-p1 = These rules hold from spring to autumn.

water-title = Règle 2
water-p1 = L’eau se puise à tour de rôle.[^turn]
water-drought = Sécheresse
water-p2 = Quand le puits est bas, *les jeunes plants* passent d’abord.[^turn]
# @missing water-p3 = The well is low when the stone shows.
# @missing water-p4 = Day
# @missing water-p5 = Beds
# @missing water-p6 = Monday
# @missing water-p7 = 12
# @missing water-p8 = Friday
# @missing water-p9 = 9

fn-turn = L’ordre est affiché au tableau de la porte.
