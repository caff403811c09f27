# The project's own word for the theme's.
set-by = Composé par la maison
