### The units of `content/guide/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/guide/_index.md

guide-title = My guide
guide-description = A guide in two languages.

## content/guide/welcome.md

welcome-title = Welcome
welcome-p1 = This is the first article of your guide. It is kept in `content/guide/welcome.md`; the order of the articles is the list `contents` in `_index.md`.[^order]
welcome-p2 = How to go on is told in [Translating](translating.md#translating-the-second-language).
welcome-p3 = Run `concord build` and open the folder `site` with a web server.
fn-order = A note stands where it is referred to, and at the end of the page.

## content/guide/translating.md

translating-title = Translating
translating-the-second-language = The second language
translating-p1 = Each paragraph is a unit with an id. Its translation is the message with that id in `locales/ar/guide.ftl`.
translating-p2 = Write or change a paragraph.
translating-p3 = Run `concord sync`, which writes its id to `locales/en/guide.ftl`.
translating-p4 = Translate it. Until then, readers see the English paragraph, marked as such.
translating-p5 = This guide is of the year { NUMBER($year, useGrouping: "false") }.
