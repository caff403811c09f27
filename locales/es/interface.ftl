# The name of the site.
site-title = Solidaridad internacional
