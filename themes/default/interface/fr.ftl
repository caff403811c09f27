### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = Aller au texte
navigator = Sommaire
navigator-open = Ouvrir le sommaire
navigator-close = Fermer le sommaire
breadcrumbs = Vous êtes ici
all-documents = Tous les documents
previous-article = Précédent
next-article = Suivant
pager = Précédent et suivant
on-this-page = Sur cette page
back-to-top = Haut de page
appearance = Apparence
appearance-system = Selon le système
appearance-light = Clair
appearance-dark = Sombre
permalink = Lien vers ce paragraphe
keys = Raccourcis clavier
keys-close = Fermer
keys-use = Activer ces raccourcis
key-next = Article suivant
key-previous = Article précédent
# $number (number): an article by its number
key-go-to = Aller à l’article { $number }
key-help = Afficher ces raccourcis

## The pages of a document

front-page = Page d’accueil
whole-text = Texte intégral
whole-text-description = Le texte intégral sur une seule page, à lire ou à imprimer
print = Imprimer
notes-page = Toutes les notes
notes-page-description = Toutes les notes du document, avec, pour chacune, les endroits où elle est citée
about-translation = À propos de cette traduction
about-text = À propos de ce texte
documents-description = Les documents publiés sur ce site
# $count (number): how many articles a part or document has
article-count = { $count ->
    [one] { $count } article
    [many] { $count } d’articles
   *[other] { $count } articles
}
# $count (number): how many notes a document has
note-count = { $count ->
    [one] { $count } note
    [many] { $count } de notes
   *[other] { $count } notes
}

## Notes

notes = Notes
# $number: the number of the note, in the digits of the language
note = Note { $number }
note-close = Fermer la note
# $number: the number of the note
note-back = Retour à l’appel de la note { $number }
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = Retour à l’appel { $place } de la note { $number }
note-go-to = Aller à la note
note-cited-in = Citée dans :
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article } { $paragraph }

## Languages

languages = Langues
language = Langue
choose-language = Choisir une langue
# $language: the name of a language, in the language of the page
language-incomplete = { $language }, incomplet
other-languages = Ce texte dans d’autres langues
all-languages = Toutes les langues
find-language = Rechercher une langue
find-language-none = Aucune langue de ce nom

## What the text of a language is

authority = Statut de ce texte
authority-authentic = Texte faisant foi
authority-official = Traduction officielle
authority-unofficial = Traduction non officielle
authority-machine = Traduction automatique
authority-authentic-explained = Ce texte fait foi.
authority-official-explained = Ce texte est une traduction officielle. C’est au texte faisant foi qu’il convient de se référer.
authority-unofficial-explained = Ce texte est une traduction non officielle. Seul le texte faisant foi peut être invoqué.
authority-machine-explained = Ce texte a été traduit automatiquement. Seul le texte faisant foi peut être invoqué.
# $language: the name of the language of the authentic text
read-authentic = Lire le texte faisant foi ({ $language })
awaiting-review = Cette traduction n’a pas encore été relue.
# $date: the day of the source text
source-date = Texte du { DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = Pas encore traduit
# $language: the name of the language that the paragraph is shown in
untranslated-explained = Ce paragraphe n’a pas encore été traduit et s’affiche en { $language }.
outdated = Traduction à actualiser
outdated-explained = Le texte source de ce paragraphe a changé depuis que celui-ci a été traduit.
see-source = Voir le texte source
in-source-language = Texte source

## About a translation

coverage = Degré d’achèvement de cette traduction
state = État
state-current = Relu
state-draft = En attente de relecture
state-outdated = À actualiser
state-missing = Non traduit
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count ->
    [one] { $count } passage
    [many] { $count } de passages
   *[other] { $count } passages
}
# $count (number): how many words of the source text
word-count = { $count ->
    [one] { $count } mot
    [many] { $count } de mots
   *[other] { $count } mots
}
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = Traduit : { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) } des mots
up-to-date-share = À jour : { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = Comment contribuer
# $file: the path of a file with translations
how-to-help-explained = La traduction est conservée dans le fichier { $file }, à raison d’un message par passage. Toute personne qui lit les deux langues est invitée à la relire et à proposer de meilleures formulations.
how-to-help-source = C’est à partir de ce texte que toutes les traductions sont établies. Toute personne qui lit une autre langue est invitée à contribuer à sa traduction dans cette langue.

## Callouts

alert-note = Remarque
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention

## Tasks

task-done = Fait
task-open = À faire

## The page for addresses that lead nowhere

not-found = Page introuvable
not-found-explained = Il n’y a pas de page à cette adresse. La page a peut-être été déplacée, ou l’adresse mal saisie.
not-found-home = Aller à la page d’accueil

## Search

search = Rechercher
search-key = Ouvrir la recherche
search-text = Rechercher dans le texte
search-close = Fermer la recherche
# $number: how many passages were found; written as 0, and changed by a script
search-results = Résultats : { $number }
search-none = Aucun résultat
search-loading = Recherche en cours…
search-failed = La recherche n’a pas pu être chargée
search-more = Afficher la suite
search-clear = Effacer le surlignage

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = En regard
parallel = Lecture en regard
parallel-add = Ajouter une langue
# $language: the name of a language, in the language of the page
parallel-remove = Retirer : { $language }
parallel-swap = Permuter les deux premières
parallel-close = Une seule langue
parallel-find = Chercher une langue
# $languages: the names of languages, in themselves
parallel-shown = En regard : { $languages }
# $tag: what stands in the address
parallel-unknown = Il n’y a pas ici de langue « { $tag } ».
# $language: the name of a language, in the language of the page
parallel-no-page = Cette page n’existe pas dans cette langue : { $language }.
# $language: the name of a language, in the language of the page
parallel-failed = Le texte n’a pas pu être chargé ({ $language }). Vérifiez la connexion et réessayez.
parallel-not-loaded = La lecture en regard n’a pas pu être chargée. Vérifiez la connexion et réessayez.
parallel-most = On peut lire en regard trois langues au plus.
parallel-no-passage = Cette version ne comporte pas ce passage.
key-next-passage = Passage suivant, en regard
key-previous-passage = Passage précédent, en regard

## Links to passages, citing, sharing

# Le bouton, et le titre de la boîte de dialogue
cite = Citer
cite-close = Fermer
cite-passage = Passage
cite-whole = Toute la page
cite-short = Citation abrégée
cite-long = Avec la version et l’adresse
cite-markdown = Markdown
copy = Copier
copied = Copié
not-copied = La copie a échoué. Sélectionnez le texte et copiez-le.
address-copied = Adresse copiée
address-neutral = Copier l’adresse pour toutes les langues
address-neutral-explained = Mène chaque lecteur à ce passage dans une de ses langues
# La forme abrégée des titres dans les citations, une par ligne. # est un numéro
cite-forms =
    Article # = art. #
    Article premier = art. premier
    Section # = sect. #
    Chapitre # = chap. #
    Partie # = partie #
    Règle # = règle #
    Principe # = principe #
    Annexe # = annexe #
    Annexe = annexe
    Préambule = préambule
cite-document = { $document }
cite-part = { $document }, { $part }
cite-in-section = { $section }, { $part }
cite-paragraph = { $part }, par. { $number }
cite-subparagraph = { $part } { $number })
cite-unnumbered = { $part }, al. { $number }
cite-note = note { $number }
cite-note-of = { $part }, note { $number }
cite-version-authentic = texte faisant foi, { $language }
cite-version-official = traduction officielle, { $language }
cite-version-unofficial = traduction non officielle, { $language }
cite-version-machine = traduction automatique, { $language }
cite-dated = { $version }, texte du { DATETIME($date, dateStyle: "long") }
cite-full = { $citation } ({ $version }), disponible à l’adresse { $address } (consulté le { $date })
choose-language-of-text = Choisissez la langue dans laquelle lire ce texte.

## Other forms of the text

other-forms = Le texte intégral en fichier
form-epub = EPUB
form-epub-description = Pour les liseuses et les applications de lecture
form-markdown = Markdown
form-markdown-description = Avec un balisage simple, pour modification et réutilisation
form-text = Texte brut
form-text-description = Sans aucune mise en forme
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = XML pour les systèmes d’information juridique
form-json = JSON
form-json-description = Chaque passage avec son numéro et son état, pour les programmes

## Terms and references between articles

cited-by = Cité dans
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article }, par. { $number }{ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }, note { $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article } : « { $words } »

## Footer

# $name: the name of the site
site-footer = { $name }
