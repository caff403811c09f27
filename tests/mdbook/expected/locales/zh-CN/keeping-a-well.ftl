# @missing keeping-a-well-title = Keeping a well
# @missing keeping-a-well-description = A short manual

welcome-title = 欢迎
# @missing welcome-p1 = This manual is for people who {"{"}keep{"}"} a well. Begin with [digging](the-well/digging/_index.md), or go straight to [the pump](the-pump/parts.md#the-handle).

# The motto of the village; keep it short
welcome-p2 = 手净水净。
# @missing welcome-image1 = A bucket

the-well-title = 水井

# @missing digging-title = Digging a well

before-you-dig = 动工之前
# @missing digging-p1 = Ask your neighbours.
# @missing digging-p2 = Look at the *ground*.[^ground]
# @missing digging-p3 = A shaft of radius $r$ and depth $d$ holds $\pi r^2 d$.
# @missing digging-p4 = Never dig alone.

# not to be translated: the same in all languages
digging-p5 = DANGER — PERICOLO — GEFAHR
# @missing digging-while-you-dig = While you dig
# @missing digging-p6 = Press `Esc` to stop.\
# @    The well will wait.
# @missing digging-p7 = See also [before](#before-you-dig), the standard and [the place][place].
# @missing fn-ground = Clay keeps water, sand lets it go.

place-title = 选址
# @missing place-p1 = Not every place is good:
# @missing place-p2 = Place
# @missing place-p3 = Good?

place-p4 = 小山
place-p5 = 不好
# @missing place-p6 = foot of a **hill**

place-p7 = 好
# @missing place-p8 = Aquifer
# @missing place-p9 = Ground that holds water.

# @missing tools-title = Tools

# @missing lining-title = Lining

lining-p1 = 石头挡住泥土。
# @missing lining-stones = Stones
# @missing lining-p2 = They come from the river.
# @missing lining-wood = Wood

lining-p3 = 木头会烂。真的

# @missing the-pump-title = The pump

# @missing parts-title = Parts of the pump

the-handle = 手柄
# @missing parts-p1 = You move it: `move(handle)`.
# @missing seal = The seal keeps the water in. Without [a seal](#seal) nothing works.
# @missing parts-image1 = The pump
# @missing parts-p2 = **Oil**
# @missing parts-p3 = Use oil that one may *drink*.

# @missing words-title = Words
# @missing words-p1 = well
# @missing words-p2 = pump
# @missing words-p3 = {"{"}{"{"}#include no-such-file.md{"}"}{"}"}
# @missing words-p4 = This page is not in the index.
