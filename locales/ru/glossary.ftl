### The terms that the declaration defines, in the forms in which its text may use them. Where
### they are defined is said in the front matter of its articles.

-international-solidarity = международная солидарность
    .also-genitive = международной солидарности
    .also-accusative = международную солидарность
    .also-instrumental = международной солидарностью
-preventive-solidarity = превентивная солидарность
    .also-genitive = превентивной солидарности
    .also-accusative = превентивную солидарность
    .also-instrumental = превентивной солидарностью
-reactive-solidarity = солидарность в порядке реагирования
    .also-genitive = солидарности в порядке реагирования
    .also-instrumental = солидарностью в порядке реагирования
-right-to-international-solidarity = право на международную солидарность
    .also-genitive = права на международную солидарность
    .also-dative = праву на международную солидарность
    .also-instrumental = правом на международную солидарность
    .also-prepositional = праве на международную солидарность
