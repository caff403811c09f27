### The French of the pump: everything that is legal, as people write it.

# A comment of the translator that belongs to no message.

manual-title = La pompe
# A comment of the translator on one message,
# in two lines.
manual-p1 = Pour qui la porte{"\u202F"}!

## A group of the translator's own

use-title = Emploi
use-p1 =
    Du texte simple.
use-p2 = [Un lien](care.md) commence ceci.
use-p3 = *L’accent* commence ceci.
use-p4 = .net commence ceci.
use-p5 = [^first] Une note commence ceci.
use-p6 = Les roses sont rouges,\
    les violettes sont bleues.
use-p7 = [Les roses](care.md) sont rouges,\
    {"["}les violettes](care.md) sont bleues.
use-p8 = *Les roses* sont rouges,\
    { "*" }les violettes* sont bleues.
use-p9 = .Les roses sont rouges,\
    {""}.les violettes sont bleues.
use-p10 =
    {"#"} n’est pas un titre, et `{"{"}{ "}" }` est une accolade.

##

use-p11 = Il y a { $pumps ->
        [one] une pompe
       *[other] { $pumps } pompes
    } ici.
use-p12 = { $pumps ->
       *[other] { $pumps } pompes
        [one] Une pompe
    } et { NUMBER($taps) ->
        [one] un robinet
       *[other] { $taps } robinets
    }, de { $maker }.
use-p13 =
    { -pump.gender ->
        [feminine] La { -pump } est venue
       *[masculine] Le { -pump } est venu
    } le { DATETIME($delivery, month: "long", day: "numeric") }.
use-image1 = Une pompe
use-p15 = Traduit, puis changé.
fn-first =
    La première note,
    { "  " }en deux lignes{" "}

    et un alinéa.

# A comment before a group.
## Entretien
care-title = Entretien
care-p1 = Huilez-la.
care-p2 = Peignez-la.
