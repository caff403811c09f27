### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = solidarité internationale
-preventive-solidarity = solidarité préventive
-reactive-solidarity = solidarité réactive
-right-to-international-solidarity = droit à la solidarité internationale
