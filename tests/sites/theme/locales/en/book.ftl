### The units of `content/book/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/book/_index.md

book-title = The book

## content/book/one.md

one-title = One
one-p1 = A page set in lead.
