### Translations of `content/guide/` into Arabic.

guide-title = دليلي
guide-description = دليل بلغتين.
welcome-title = مرحبًا
welcome-p1 = هذا هو المقال الأول من دليلك، وهو محفوظ في الملف `content/guide/welcome.md`؛ أما ترتيب المقالات فهو القائمة `contents` في الملف `_index.md`.[^order]
welcome-p2 = وتجد ما يلي ذلك في مقال [الترجمة](translating.md#translating-the-second-language).
welcome-p3 = شغّل الأمر `concord build` وافتح المجلد `site` بواسطة خادوم ويب.
fn-order = تظهر الحاشية عند موضع الإشارة إليها، وفي آخر الصفحة أيضًا.
translating-title = الترجمة
translating-the-second-language = اللغة الثانية
translating-p1 = كل فقرة وحدةٌ لها معرّف، وترجمتها هي الرسالة التي تحمل ذلك المعرّف في الملف `locales/ar/guide.ftl`.
translating-p2 = اكتب فقرة أو غيّرها.
translating-p3 = شغّل الأمر `concord sync` الذي يدوّن معرّفها في الملف `locales/en/guide.ftl`.
# @missing translating-p4 = Translate it. Until then, readers see the English paragraph, marked as such.

translating-p5 = هذا الدليل لسنة { NUMBER($year, useGrouping: "false") }.
