# The name of the site.
site-title = التضامن الدولي
