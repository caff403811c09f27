### The units of `content/charter/`, in order: what translations translate.
### Written by `concord sync` from the Markdown files; edit those instead.

## content/charter/_index.md

charter-title = The charter
charter-description = The charter in three languages.

## content/charter/first.md

first-title = The first
first-p1 = Everybody may speak. Go on to [the second](second.md).

## content/charter/second.md

second-title = The second
second-p1 = Everybody may listen. Go back to [the first](first.md).
