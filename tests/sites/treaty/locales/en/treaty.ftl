### The units of `content/treaty/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/treaty/_index.md

treaty-title = The treaty

## content/treaty/article-1.md

article-1-title = Article 1
article-1-p1 = The Parties agree:
article-1-p2 = On water:
article-1-p3 = to share it;
article-1-p4 = to keep it clean:
article-1-p5 = in rivers;
article-1-p6 = in wells;
article-1-p7 = and nowhere to sell it;
article-1-p8 = to count it.[^count]
article-1-p9 = On bread.
article-1-p10 = They agree as well, from the beginning:
article-1-p11 = On salt, as in [paragraph 1 (b) (ii)](#1-b-ii) and [article 2](article-2.md#27-a).
article-1-p12 = On peace:
article-1-p13 = everywhere;
article-1-p14 = at once.
fn-count = Each drop:
fn-count-p1 = once;
fn-count-p2 = not twice.

## content/treaty/article-2.md

article-2-title = Article 2
article-2-p1 = Paragraphs go on from article 1.
article-2-p2 = With letters:
article-2-p3 = the first;
article-2-p4 = the second.
article-2-p5 = And a second paragraph of 27.
article-2-p6 = A quoted paragraph.

## content/treaty/article-3.md

article-3-label = Article 3
article-3-title = Use of terms
article-3-p1 = In this treaty:
article-3-p2 = A “Party” is whoever has signed;
article-3-p3 = A “great basin” is a basin of two Parties or more;
article-3-p4 = A *basin* is all land from which water runs to one place, as [article 1, 1 (b)](article-1.md#1-b) says of each Party.
article-3-p5 = Water
article-3-p6 = What falls, runs or stands.
article-3-p7 = A Party that is quoted, and its great basin.
article-3-the-parties = The Parties
article-3-p8 = Non-Parties, parties and [the Parties](article-1.md) have a great basin each, as a Party has. Whoever keeps [what is wet](term:waters) keeps the basin.[^3]
fn-3 = A Party said so in [article 2](article-2.md), of a [basin](term:basin).
