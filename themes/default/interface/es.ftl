### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = Ir al texto
navigator = Índice
navigator-open = Abrir el índice
navigator-close = Cerrar el índice
breadcrumbs = Usted está aquí
all-documents = Todos los documentos
previous-article = Anterior
next-article = Siguiente
pager = Anterior y siguiente
on-this-page = En esta página
back-to-top = Volver arriba
appearance = Apariencia
appearance-system = Según el sistema
appearance-light = Clara
appearance-dark = Oscura
permalink = Enlace a este párrafo
keys = Atajos de teclado
keys-close = Cerrar
keys-use = Activar estos atajos
key-next = Artículo siguiente
key-previous = Artículo anterior
# $number (number): an article by its number
key-go-to = Ir al artículo { $number }
key-help = Mostrar estos atajos

## The pages of a document

front-page = Portada
whole-text = Texto completo
whole-text-description = El texto completo en una sola página, para leerlo e imprimirlo
print = Imprimir
notes-page = Todas las notas
notes-page-description = Todas las notas del documento, cada una con los lugares en que se cita
about-translation = Acerca de esta traducción
about-text = Acerca de este texto
documents-description = Los documentos publicados en este sitio
# $count (number): how many articles a part or document has
article-count = { $count ->
    [one] { $count } artículo
    [many] { $count } de artículos
   *[other] { $count } artículos
}
# $count (number): how many notes a document has
note-count = { $count ->
    [one] { $count } nota
    [many] { $count } de notas
   *[other] { $count } notas
}

## Notes

notes = Notas
# $number: the number of the note, in the digits of the language
note = Nota { $number }
note-close = Cerrar la nota
# $number: the number of the note
note-back = Volver a la llamada de la nota { $number }
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = Volver a la llamada { $place } de la nota { $number }
note-go-to = Ir a la nota
note-cited-in = Citada en:
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article } { $paragraph }

## Languages

languages = Idiomas
language = Idioma
choose-language = Elegir un idioma
# $language: the name of a language, in the language of the page
language-incomplete = { $language }, incompleto
other-languages = Este texto en otros idiomas
all-languages = Todos los idiomas
find-language = Buscar un idioma
find-language-none = Ningún idioma con ese nombre

## What the text of a language is

authority = Carácter de este texto
authority-authentic = Texto auténtico
authority-official = Traducción oficial
authority-unofficial = Traducción no oficial
authority-machine = Traducción automática
authority-authentic-explained = Este es el texto auténtico.
authority-official-explained = Esta es una traducción oficial. El texto que hace fe es el auténtico.
authority-unofficial-explained = Esta es una traducción no oficial. Solo hace fe el texto auténtico.
authority-machine-explained = Este texto es una traducción automática. Solo hace fe el texto auténtico.
# $language: the name of the language of the authentic text
read-authentic = Leer el texto auténtico ({ $language })
awaiting-review = Esta traducción todavía no se ha revisado.
# $date: the day of the source text
source-date = Texto del { DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = Todavía sin traducir
# $language: the name of the language that the paragraph is shown in
untranslated-explained = Este párrafo todavía no se ha traducido y se muestra en { $language }.
outdated = Traducción desactualizada
outdated-explained = El texto original de este párrafo ha cambiado desde que se tradujo.
see-source = Ver el texto original
in-source-language = Texto original

## About a translation

coverage = Grado de avance de esta traducción
state = Estado
state-current = Revisado
state-draft = Pendiente de revisión
state-outdated = Desactualizado
state-missing = Sin traducir
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count ->
    [one] { $count } pasaje
    [many] { $count } de pasajes
   *[other] { $count } pasajes
}
# $count (number): how many words of the source text
word-count = { $count ->
    [one] { $count } palabra
    [many] { $count } de palabras
   *[other] { $count } palabras
}
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = Traducido: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) } de las palabras
up-to-date-share = Actualizado: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = Cómo colaborar
# $file: the path of a file with translations
how-to-help-explained = La traducción se conserva en el archivo { $file }, con un mensaje por cada pasaje. Se invita a quienes lean ambos idiomas a revisarla y a proponer mejores formulaciones.
how-to-help-source = Este es el texto a partir del cual se hacen todas las traducciones. Se invita a quienes lean otro idioma a colaborar en su traducción.

## Callouts

alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución

## Tasks

task-done = Hecha
task-open = Pendiente

## The page for addresses that lead nowhere

not-found = Página no encontrada
not-found-explained = No hay ninguna página en esta dirección. Es posible que se haya trasladado o que la dirección contenga un error.
not-found-home = Ir a la página de inicio

## Search

search = Buscar
search-key = Abrir la búsqueda
search-text = Buscar en el texto
search-close = Cerrar la búsqueda
# $number: how many passages were found; written as 0, and changed by a script
search-results = Resultados: { $number }
search-none = No se ha encontrado nada
search-loading = Buscando…
search-failed = No se ha podido cargar la búsqueda
search-more = Mostrar más
search-clear = Quitar el resaltado

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = En paralelo
parallel = Lectura en paralelo
parallel-add = Añadir un idioma
# $language: the name of a language, in the language of the page
parallel-remove = Quitar: { $language }
parallel-swap = Intercambiar los dos primeros
parallel-close = Un solo idioma
parallel-find = Buscar un idioma
# $languages: the names of languages, in themselves
parallel-shown = En paralelo: { $languages }
# $tag: what stands in the address
parallel-unknown = Aquí no existe el idioma «{ $tag }».
# $language: the name of a language, in the language of the page
parallel-no-page = Esta página no existe en este idioma: { $language }.
# $language: the name of a language, in the language of the page
parallel-failed = No se pudo cargar el texto ({ $language }). Compruebe la conexión e inténtelo de nuevo.
parallel-not-loaded = No se pudo cargar la lectura en paralelo. Compruebe la conexión e inténtelo de nuevo.
parallel-most = Se pueden leer en paralelo tres idiomas como máximo.
parallel-no-passage = Esta versión no contiene este pasaje.
key-next-passage = Pasaje siguiente, en paralelo
key-previous-passage = Pasaje anterior, en paralelo

## Links to passages, citing, sharing

# El botón y el título del cuadro de diálogo
cite = Citar
cite-close = Cerrar
cite-passage = Pasaje
cite-whole = Toda la página
cite-short = Cita abreviada
cite-long = Con la versión y la dirección
cite-markdown = Markdown
copy = Copiar
copied = Copiado
not-copied = No se ha podido copiar. Seleccione el texto y cópielo.
address-copied = Dirección copiada
address-neutral = Copiar la dirección para todos los idiomas
address-neutral-explained = Lleva a cada lector a este pasaje en uno de sus idiomas
# La forma abreviada de los títulos en las citas, una por línea. # es un número
cite-forms =
    Artículo # = art. #
    Sección # = secc. #
    Capítulo # = cap. #
    Parte # = parte #
    Regla # = regla #
    Principio # = principio #
    Anexo # = anexo #
    Anexo = anexo
    Preámbulo = preámbulo
cite-document = { $document }
cite-part = { $document }, { $part }
cite-in-section = { $section }, { $part }
cite-paragraph = { $part }, párr. { $number }
cite-subparagraph = { $part } { $number })
cite-unnumbered = { $part }, párr. { $number }
cite-note = nota { $number }
cite-note-of = { $part }, nota { $number }
cite-version-authentic = texto auténtico, { $language }
cite-version-official = traducción oficial, { $language }
cite-version-unofficial = traducción no oficial, { $language }
cite-version-machine = traducción automática, { $language }
cite-dated = { $version }, texto del { DATETIME($date, dateStyle: "long") }
cite-full = { $citation } ({ $version }), disponible en { $address } (consultado el { $date })
choose-language-of-text = Elija el idioma en el que desea leer este texto.

## Other forms of the text

other-forms = El texto completo en un archivo
form-epub = EPUB
form-epub-description = Para lectores electrónicos y aplicaciones de lectura
form-markdown = Markdown
form-markdown-description = Con marcas sencillas, para editar y reutilizar
form-text = Texto sin formato
form-text-description = Sin ningún formato
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = XML para sistemas de información jurídica
form-json = JSON
form-json-description = Cada pasaje con su número y su estado, para programas informáticos

## Terms and references between articles

cited-by = Citado en
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article }, párr. { $number }{ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }, nota { $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article }: «{ $words }»

## Footer

# $name: the name of the site
site-footer = { $name }
