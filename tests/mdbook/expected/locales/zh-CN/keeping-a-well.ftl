welcome-title = 欢迎
# The motto of the village; keep it short
welcome-p2 = 手净水净。

the-well-title = 水井

before-you-dig = 动工之前
# not to be translated: the same in all languages
digging-p5 = DANGER — PERICOLO — GEFAHR

place-title = 选址
place-p4 = 小山
place-p5 = 不好
place-p7 = 好

lining-p1 = 石头挡住泥土。
lining-p3 = 木头会烂。真的

the-handle = 手柄
