charter-title = האמנה
charter-description = האמנה בשלוש שפות.
first-title = ראשית
first-p1 = כל אדם רשאי לדבר. המשיכו אל [השני](second.md).
second-title = שנית
second-p1 = כל אדם רשאי להקשיב. חזרו אל [הראשון](first.md).
