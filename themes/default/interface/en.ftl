### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = Skip to the text
navigator = Contents
navigator-open = Open the contents
navigator-close = Close the contents
breadcrumbs = You are here
all-documents = All documents
previous-article = Previous
next-article = Next
pager = Previous and next
on-this-page = On this page
back-to-top = Back to the top
appearance = Appearance
appearance-system = As the system
appearance-light = Light
appearance-dark = Dark
permalink = Link to this paragraph
keys = Keyboard shortcuts
keys-close = Close
keys-use = Use these keys
key-next = Next article
key-previous = Previous article
# $number (number): an article by its number
key-go-to = Go to article { $number }
key-help = Show these keys

## The pages of a document

front-page = Front page
whole-text = Whole text
whole-text-description = The whole text on one page, for reading and for print
print = Print
notes-page = All notes
notes-page-description = All notes of the document, each with the places that cite it
about-translation = About this translation
about-text = About this text
documents-description = The documents published here
# $count (number): how many articles a part or document has
article-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
# $count (number): how many notes a document has
note-count = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}

## Notes

notes = Notes
# $number: the number of the note, in the digits of the language
note = Note { $number }
note-close = Close the note
# $number: the number of the note
note-back = Back to the place of note { $number }
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = Back to place { $place } of note { $number }
note-go-to = Go to the note
note-cited-in = Cited in:
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article } { $paragraph }

## Languages

languages = Languages
language = Language
choose-language = Choose a language
# $language: the name of a language, in the language of the page
language-incomplete = { $language }, incomplete
other-languages = This text in other languages
all-languages = All languages
find-language = Find a language
find-language-none = No language of this name

## What the text of a language is

authority = Status of this text
authority-authentic = Authentic text
authority-official = Official translation
authority-unofficial = Unofficial translation
authority-machine = Machine translation
authority-authentic-explained = This is the authentic text.
authority-official-explained = This is an official translation. The authentic text is the one to rely on.
authority-unofficial-explained = This is an unofficial translation. Only the authentic text is to be relied on.
authority-machine-explained = This text was translated by a machine. Only the authentic text is to be relied on.
# $language: the name of the language of the authentic text
read-authentic = Read the authentic text ({ $language })
awaiting-review = This translation has not been reviewed yet.
# $date: the day of the source text
source-date = Text of { DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = Not translated yet
# $language: the name of the language that the paragraph is shown in
untranslated-explained = This paragraph has not been translated yet and is shown in { $language }.
outdated = Translation out of date
outdated-explained = The source text of this paragraph has changed since it was translated.
see-source = See the source text
in-source-language = Source text

## About a translation

coverage = How complete this translation is
state = State
state-current = Reviewed
state-draft = Awaiting review
state-outdated = Out of date
state-missing = Not translated
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
# $count (number): how many words of the source text
word-count = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = Translated: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) } of the words
up-to-date-share = Up to date: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = How to help
# $file: the path of a file with translations
how-to-help-explained = The translation is kept in the file { $file }, one message for each passage. Whoever reads both languages is welcome to review it and to propose better words.
how-to-help-source = This is the text from which all translations are made. Whoever reads another language is welcome to help with its translation.

## Callouts

alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution

## Tasks

task-done = Done
task-open = To do

## The page for addresses that lead nowhere

not-found = Page not found
not-found-explained = There is no page at this address. It may have been moved, or mistyped.
not-found-home = Go to the first page

## Search

search = Search
search-key = Open the search
search-text = Search the text
search-close = Close the search
# $number: how many passages were found; written as 0, and changed by a script
search-results = Results: { $number }
search-none = Nothing was found
search-loading = Searching…
search-failed = The search could not be loaded
search-more = Show more
search-clear = Clear the highlighting

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = Beside
parallel = Reading side by side
parallel-add = Add a language
# $language: the name of a language, in the language of the page
parallel-remove = Remove { $language }
parallel-swap = Swap the first two
parallel-close = One language
parallel-find = Find a language
# $languages: the names of languages, in themselves
parallel-shown = Side by side: { $languages }
# $tag: what stands in the address
parallel-unknown = There is no language “{ $tag }” here.
# $language: the name of a language, in the language of the page
parallel-no-page = This page does not exist in { $language }.
# $language: the name of a language, in the language of the page
parallel-failed = The text in { $language } could not be loaded. Check the connection and try again.
parallel-not-loaded = Reading side by side could not be loaded. Check the connection and try again.
parallel-most = At most three languages can be read side by side.
parallel-no-passage = This version does not have this passage.
key-next-passage = Next passage, side by side
key-previous-passage = Previous passage, side by side

## Links to passages, citing, sharing

# The button, and the title of the dialog
cite = Cite
cite-close = Close
cite-passage = Passage
cite-whole = Everything on this page
cite-short = Short citation
cite-long = With version and address
cite-markdown = Markdown
copy = Copy
copied = Copied
not-copied = Could not be copied. Select the text and copy it.
address-copied = Address copied
address-neutral = Copy the address for all languages
address-neutral-explained = Leads every reader to this passage in a language of theirs
# How citations shorten titles, one a line: the title, then how it is cited. # is a number
cite-forms =
    Article # = art. #
    Section # = sect. #
    Chapter # = chap. #
    Part # = part #
    Rule # = rule #
    Principle # = principle #
    Annex # = annex #
    Annex = annex
    Preamble = preamble
# $document: the title of a document
cite-document = { $document }
# $document: the title of a document; $part: how a part of it is cited
cite-part = { $document }, { $part }
# $section: how a part of the document is cited; $part: an article in it
cite-in-section = { $section }, { $part }
# $part: how an article is cited; $number: the number of a paragraph
cite-paragraph = { $part } ({ $number })
# $part: how a paragraph is cited; $number: the number or letter of one below it
cite-subparagraph = { $part } ({ $number })
# $part: how an article is cited; $number: which of its paragraphs, which have no numbers
cite-unnumbered = { $part }, para. { $number }
# $number: the number of a note
cite-note = note { $number }
# $part: how an article is cited; $number: the number of a note in it
cite-note-of = { $part }, note { $number }
# $language: the name of the language of the text, in itself
cite-version-authentic = authentic text, { $language }
cite-version-official = official translation, { $language }
cite-version-unofficial = unofficial translation, { $language }
cite-version-machine = machine translation, { $language }
# $version: one of the four above; $date: the day of the text
cite-dated = { $version }, text of { DATETIME($date, dateStyle: "long") }
# $citation: the short citation; $version: what the text is; $address: an address; $date: today
cite-full = { $citation } ({ $version }), available at { $address } (accessed on { $date })
choose-language-of-text = Choose the language in which to read this text.

## Other forms of the text

other-forms = The whole text as a file
form-epub = EPUB
form-epub-description = For e-readers and reading apps
form-markdown = Markdown
form-markdown-description = With simple marks, for editing and reuse
form-text = Plain text
form-text-description = Without any formatting
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = XML for legal information systems
form-json = JSON
form-json-description = Each passage with its number and state, for programs

## Terms and references between articles

cited-by = Cited by
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article } ({ $number }){ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }, note { $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article }: “{ $words }”

## Footer

# $name: the name of the site
site-footer = { $name }
