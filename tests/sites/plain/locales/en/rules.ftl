### The units of `content/rules/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/rules/_index.md

rules-title = Rules of the common garden
rules-description = What all who have a bed in it have agreed upon

## content/rules/purpose.md

purpose-title = Rule 1
purpose-p1 = The garden[^garden] is for all who live around it.
purpose-p2 = Every household may have one bed:
purpose-p3 = for as long as it keeps it;
purpose-p4 = without rent.
purpose-p5 = Nobody may sell a bed, as in [rule 2](keeping/water.md#3).
fn-garden = Between the mill and the bridge, as the map of 1911 shows it.

## content/rules/keeping/_index.md

keeping-label = Part II
keeping-title = Keeping the garden
keeping-p1 = These rules hold from spring to autumn.

## content/rules/keeping/water.md

water-title = Rule 2
water-p1 = Water is drawn in turn.[^turn]
water-drought = Drought
water-p2 = When the well is low, *young plants* come first.[^turn]
water-p3 = The well is low when the stone shows.
water-p4 = Day
water-p5 = Beds
water-p6 = Monday
water-p7 = 12
water-p8 = Friday
water-p9 = 9
fn-turn = The turn is on the board at the gate.
