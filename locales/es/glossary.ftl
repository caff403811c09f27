### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = solidaridad internacional
-preventive-solidarity = solidaridad preventiva
-reactive-solidarity = solidaridad reactiva
-right-to-international-solidarity = derecho a la solidaridad internacional
