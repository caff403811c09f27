# The name of the site.
site-title = International solidarity
