### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = international solidarity
-preventive-solidarity = preventive solidarity
-reactive-solidarity = reactive solidarity
-right-to-international-solidarity = right to international solidarity
