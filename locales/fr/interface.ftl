# The name of the site.
site-title = Solidarité internationale
