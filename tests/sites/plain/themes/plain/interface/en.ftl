### What the theme says beyond the messages of the default theme.

# $style: the way in which the pages are set
set-in = Set in { $style } type.
