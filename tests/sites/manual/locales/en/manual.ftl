### The units of `content/manual/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/manual/_index.md

manual-title = The pump
manual-description = How to use the pump.
manual-p1 = The manual of the pump, for whoever carries it.

## content/manual/using/_index.md

using-title = Using it

## content/manual/using/overview.md

using-overview-title = Overview
using-overview-p1 = A pump lifts water.[^water] It lifts *much* water, **all day**, ~~never~~ at night;[^water] see [the text](text.md#text-tables), [about it](../about/overview.md) and [the parts](#the-parts "What it is made of").[^night]
the-parts = The parts
using-overview-image1 = A pump beside a well
using-overview-p2 = The pump, from the side
using-overview-p3 = The drawing as a [file](pump.svg), and small: ![pump](pump.svg).
using-overview-p4 = a handle
using-overview-p5 = a pipe
using-overview-p6 = of steel
using-overview-p7 = of clay
using-overview-p8 = in two lengths
using-overview-p9 = oil it
using-overview-p10 = paint it
using-overview-p11 = Fill it.
using-overview-p12 = Lift the handle.
using-overview-p13 = Slowly.
using-overview-betrieb-pflege = Betrieb & Pflege
using-overview-p14 = See [the maker](https://example.org/pump?a=1&b=2), or write to <mailto:help@example.org>. A literal { "{" } brace, an escaped \*star\*, and `code with {"{"} "{"{"}" {"}"}braces{"}"}`.
fn-water = Clean water. See [the parts](#the-parts).
fn-water-p1 = Not sea water.
fn-night = Noise.

## content/manual/using/text.md

text-title = Everything a text can hold
text-tables = Tables
text-p1 = Part
text-p2 = Weight
text-p3 = Price
text-p4 = Handle
text-p5 = `2` kg
text-p6 = 10
text-p7 = Pipe
text-p8 = **7**
text-terms = Terms
text-p9 = Handle
text-p10 = What is lifted.
text-p11 = Pipe
text-p12 = What water runs through.
text-p13 = What is laid in the ground.
text-code = Code
text-p14 = The pressure is $p = \rho g h$ and
text-p15 = $$ h < 10 \, m $$
text-callouts = Callouts
text-p16 = A note with *emphasis*.
text-p17 = A tip.
text-p18 = Important.
text-p19 = A warning.
text-p20 = with a list
text-p21 = Caution.
text-p22 = An ordinary quotation, in two lines.
text-lines-and-blocks = Lines and blocks
text-p23 =
    Roses are red,\
    violets are blue.
text-p24 = Markdown *between* blocks of HTML.
text-below = Below
text-further-below = Further below
own-id = A paragraph with an id of its own.
text-p25 = A paragraph to edit.
text-p26 = A paragraph that was edited after it was translated, as happens.
text-terms-variables-and-selectors = Terms, variables and selectors
text-p27 = The { -product } was delivered on { DATETIME($delivery, dateStyle: "long") } by { $maker }.
text-p28 = There are { $pumps } pumps in the village.
text-p29 = `1.` is no list: 1\. Neither is this # a heading.

## content/manual/about/_index.md

about-title = About it

## content/manual/about/overview.md

about-overview-label = Appendix
about-overview-title = Overview of this manual
about-overview-p1 = Another article of the name `overview`.[^1] See [the first](../using/overview.md#fnref-water) or [from the top](/manual/using/overview.md).
fn-1 = Its notes begin with one again.
