### The units of `content/manual/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/manual/_index.md

manual-title = The pump
manual-p1 = For whoever carries it.

## content/manual/use.md

use-title = Use
use-p1 = Plain text.
use-p2 = [A link](care.md) begins this one.
use-p3 = *Emphasis* begins this one.
use-p4 = \.net begins this one.
use-p5 = [^first] A note begins this one.
use-p6 =
    Roses are red,\
    violets are blue.
use-p7 =
    Roses are red,\
    {"["}violets](care.md) are blue.
use-p8 =
    Roses are red,\
    {"*"}violets* are blue.
use-p9 =
    Roses are red,\
    \.violets are blue.
use-p10 = \# is no heading, and `{"{"}{"}"}` is a brace.
use-p11 = There are { $pumps } pumps.
use-p12 = { $pumps } pumps and { $taps } taps, made by { $maker }.
use-p13 = The { -pump } came on { DATETIME($delivery, dateStyle: "long") }.
use-image1 = A pump
use-p14 = Only in the source.
use-p15 = It was translated, and changed afterwards.
fn-first = The first note.

## content/manual/care.md

care-title = Care
care-p1 = Oil it.
care-p2 = Paint it.
