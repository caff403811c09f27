# @missing keeping-a-well-title = Keeping a well
# @missing keeping-a-well-description = A short manual

welcome-title = Bienvenue
welcome-p1 = Ce manuel est pour qui {"{"}garde{"}"} un puits. Commencez par [creuser](the-well/digging/_index.md), ou allez droit à [la pompe](the-pump/parts.md#the-handle).
# The motto of the village; keep it short
welcome-p2 = Mains propres, eau propre.
welcome-image1 = Un seau

the-well-title = Le puits

digging-title = Creuser un puits
before-you-dig = Avant de creuser
digging-p1 = Demandez à vos voisins.
digging-p2 = Regardez le _sol_.[^ground]
digging-p3 = Un puits de rayon $r$ et de profondeur $d$ contient $\pi r^2 d$.
digging-p4 = Ne creusez jamais seul.
# not to be translated: the same in all languages
digging-p5 = DANGER — PERICOLO — GEFAHR
digging-while-you-dig = Pendant que vous creusez
digging-p6 =
    Appuyez sur `Échap` pour arrêter.\
    Le puits attendra.
digging-p7 = Voir aussi [avant](#before-you-dig), la norme et [le lieu](place.md "Où creuser").
fn-ground = L’argile garde l’eau, le sable la laisse partir.

place-title = Choisir un lieu
place-p1 = Tous les lieux ne sont pas bons :
place-p2 = Lieu
place-p3 = Bon ?
place-p4 = colline
place-p5 = non
place-p6 = pied d’une **colline**
place-p7 = oui
place-p8 = Aquifère
place-p9 = Sol qui contient de l’eau.

# @missing tools-title = Tools

lining-title = Le mur
# @outdated
# @now Stones keep the earth back.
lining-p1 = Les pierres retiennent la terre.
# Le chapitre parle du mur.
lining-stones = Pierres
lining-p2 = Elles viennent de la rivière.
lining-wood = Bois
# @outdated
# @was It decays.
# @now It rots.
lining-p3 = Il se décompose.

the-pump-title = La pompe

parts-title = Les parties de la pompe
the-handle = Le levier
parts-p1 = Vous le bougez : `move(handle)`.
seal = Le joint garde l’eau. Sans [joint](#seal), rien ne marche.
# @missing parts-image1 = The pump

parts-p2 = **Huile**
parts-p3 = Employez une huile que l’on peut *boire*.

words-title = Mots
words-p1 = puits
# @missing words-p2 = pump
# @missing words-p3 = {"{"}{"{"}#include no-such-file.md{"}"}{"}"}

words-p4 = Cette page n’est pas dans l’index.
