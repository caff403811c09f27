### The units of `content/keeping-a-well/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/keeping-a-well/_index.md

keeping-a-well-title = Keeping a well
keeping-a-well-description = A short manual

## content/keeping-a-well/welcome.md

welcome-title = Welcome
welcome-p1 = This manual is for people who {"{"}keep{"}"} a well. Begin with [digging](the-well/digging/_index.md), or go straight to [the pump](the-pump/parts.md#the-handle).
welcome-p2 = Clean hands, clean water.
welcome-image1 = A bucket

## content/keeping-a-well/the-well/_index.md

the-well-title = The well

## content/keeping-a-well/the-well/digging/_index.md

digging-title = Digging a well
before-you-dig = Before you dig
digging-p1 = Ask your neighbours.
digging-p2 = Look at the *ground*.[^ground]
digging-p3 = A shaft of radius $r$ and depth $d$ holds $\pi r^2 d$.
digging-p4 = Never dig alone.
digging-p5 = DANGER — PERICOLO — GEFAHR
digging-while-you-dig = While you dig
digging-p6 =
    Press `Esc` to stop.\
    The well will wait.
digging-p7 = See also [before](#before-you-dig), the standard and [the place][place].
fn-ground = Clay keeps water, sand lets it go.

## content/keeping-a-well/the-well/digging/place.md

place-title = Choosing a place
place-p1 = Not every place is good:
place-p2 = Place
place-p3 = Good?
place-p4 = hill
place-p5 = no
place-p6 = foot of a **hill**
place-p7 = yes
place-p8 = Aquifer
place-p9 = Ground that holds water.

## content/keeping-a-well/the-well/digging/tools.md

tools-title = Tools

## content/keeping-a-well/the-well/lining.md

lining-title = Lining
lining-p1 = Stones keep the earth back.
lining-stones = Stones
lining-p2 = They come from the river.
lining-wood = Wood
lining-p3 = It rots.

## content/keeping-a-well/the-pump/_index.md

the-pump-title = The pump

## content/keeping-a-well/the-pump/parts.md

parts-title = Parts of the pump
the-handle = The handle
parts-p1 = You move it: `move(handle)`.
seal = The seal keeps the water in. Without [a seal](#seal) nothing works.
parts-image1 = The pump
parts-p2 = **Oil**
parts-p3 = Use oil that one may *drink*.

## content/keeping-a-well/words.md

words-title = Words
words-p1 = well
words-p2 = pump
words-p3 = {"{"}{"{"}#include no-such-file.md{"}"}{"}"}
words-p4 = This page is not in the index.
