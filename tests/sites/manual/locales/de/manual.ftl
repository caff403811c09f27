### The maker's translation. What is missing is shown in English.

manual-title = Die Pumpe
manual-description = Wie man die Pumpe benutzt.
manual-p1 = Das Handbuch der Pumpe, für alle, die sie tragen.
using-title = Gebrauch
using-overview-title = Überblick
# The second reference to the note comes first here.
using-overview-p1 = Sie fördert[^water] *viel* Wasser, eine Pumpe, **den ganzen Tag**, nachts ~~nie~~;[^night] siehe [den Text](text.md#text-tables), [über sie](../about/overview.md) und [die Teile](#the-parts "Woraus sie besteht").[^water]
the-parts = Die Teile
using-overview-image1 = Eine Pumpe neben einem Brunnen
using-overview-p2 = Die Pumpe von der Seite
using-overview-p4 = ein Griff
using-overview-p5 = ein Rohr
using-overview-p9 = ölen
using-overview-p10 = streichen
using-overview-p11 = Füllen Sie sie.
using-overview-betrieb-pflege = Betrieb & Pflege
fn-water = Sauberes Wasser. Siehe [die Teile](#the-parts).
fn-night = Lärm.

text-title = Alles, was ein Text enthalten kann
text-tables = Tabellen
text-p1 = Teil
text-p2 = Gewicht
text-p4 = Griff
text-p15 = $$ h < 10 \, m $$
text-p22 = Ein gewöhnliches Zitat in zwei Zeilen.
text-p23 =
    Rosen sind rot,\
    Veilchen sind blau.
own-id = Ein Absatz mit eigener Kennung.
text-p25 = Ein Absatz zum Bearbeiten.
text-p26 = Ein Absatz, der nach der Übersetzung geändert wurde.
text-p27 = { -product } wurde am { DATETIME($delivery, dateStyle: "long") } von { $maker } mit { -product(case: "dative") } geliefert.
text-p28 =
    { $pumps ->
        [one] Eine Pumpe steht
       *[other] { $pumps } Pumpen stehen
    } im Dorf.
# There is no such term: the English text is shown.
text-p29 = Die { -produkt } ist keine Liste.
about-overview-label = Anhang
about-overview-title = Überblick über dieses Handbuch
