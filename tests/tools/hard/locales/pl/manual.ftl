# A file with the line ends of Windows.
manual-title = Pompa
manual-p1 = Dla tego, kto ją niesie.
use-title = Użycie
use-p1 = Zwykły tekst.
use-p6 =
    Róże są czerwone,\
    fiołki są niebieskie.
use-p8 =
    Róże są czerwone,\
    {"*"}fiołki* są niebieskie.
use-p11 =
    { $pumps ->
        [one] Jest jedna pompa
        [few]
            Są { $pumps } pompy
        [many] Jest { $pumps } pomp
       *[other] Jest { $pumps } pompy
    }.
use-p12 = { $pumps ->
        [few] { $pumps } pompy i { $taps ->
            [one] kran
           *[other] krany
        }
       *[other] { $pumps } pomp
    } – { $maker }.
use-p15 = Przetłumaczone, potem zmienione.
# Not in the order of the source.
care-p2 = Pomaluj ją.
care-p1 = Naoliw ją.
