### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = الانتقال إلى النص
navigator = المحتويات
navigator-open = فتح المحتويات
navigator-close = إغلاق المحتويات
breadcrumbs = أنت هنا
all-documents = جميع الوثائق
previous-article = السابق
next-article = التالي
pager = السابق والتالي
on-this-page = في هذه الصفحة
back-to-top = العودة إلى الأعلى
appearance = المظهر
appearance-system = حسب النظام
appearance-light = فاتح
appearance-dark = داكن
permalink = رابط هذه الفقرة
keys = اختصارات لوحة المفاتيح
keys-close = إغلاق
keys-use = تفعيل هذه الاختصارات
key-next = المادة التالية
key-previous = المادة السابقة
# $number (number): an article by its number
key-go-to = الانتقال إلى المادة { $number }
key-help = عرض هذه الاختصارات

## The pages of a document

front-page = الصفحة الأولى
whole-text = النص الكامل
whole-text-description = النص الكامل في صفحة واحدة، للقراءة والطباعة
print = طباعة
notes-page = جميع الحواشي
notes-page-description = جميع حواشي الوثيقة، ومع كل منها المواضع التي تحيل إليها
about-translation = عن هذه الترجمة
about-text = عن هذا النص
documents-description = الوثائق المنشورة هنا
# $count (number): how many articles a part or document has
article-count = { $count ->
    [zero] لا توجد مواد
    [one] مادة واحدة
    [two] مادتان
    [few] { $count } مواد
    [many] { $count } مادة
   *[other] { $count } مادة
}
# $count (number): how many notes a document has
note-count = { $count ->
    [zero] لا توجد حواشٍ
    [one] حاشية واحدة
    [two] حاشيتان
    [few] { $count } حواشٍ
    [many] { $count } حاشية
   *[other] { $count } حاشية
}

## Notes

notes = الحواشي
# $number: the number of the note, in the digits of the language
note = الحاشية { $number }
note-close = إغلاق الحاشية
# $number: the number of the note
note-back = العودة إلى موضع الحاشية { $number }
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = العودة إلى الموضع { $place } للحاشية { $number }
note-go-to = الانتقال إلى الحاشية
note-cited-in = المواضع التي تحيل إليها:
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article } { $paragraph }

## Languages

languages = اللغات
language = اللغة
choose-language = اختيار اللغة
# $language: the name of a language, in the language of the page
language-incomplete = { $language }، غير مكتملة
other-languages = هذا النص بلغات أخرى
all-languages = جميع اللغات
find-language = البحث عن لغة
find-language-none = لا توجد لغة بهذا الاسم

## What the text of a language is

authority = صفة هذا النص
authority-authentic = النص ذو الحجية
authority-official = ترجمة رسمية
authority-unofficial = ترجمة غير رسمية
authority-machine = ترجمة آلية
authority-authentic-explained = هذا هو النص ذو الحجية.
authority-official-explained = هذه ترجمة رسمية. والنص ذو الحجية هو النص الذي يُعتدّ به.
authority-unofficial-explained = هذه ترجمة غير رسمية. ولا يُعتدّ إلا بالنص ذي الحجية.
authority-machine-explained = تُرجم هذا النص ترجمة آلية. ولا يُعتدّ إلا بالنص ذي الحجية.
# $language: the name of the language of the authentic text
read-authentic = قراءة النص ذي الحجية ({ $language })
awaiting-review = لم تُراجَع هذه الترجمة بعد.
# $date: the day of the source text
source-date = النص المؤرخ { DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = لم يُترجم بعد
# $language: the name of the language that the paragraph is shown in
untranslated-explained = لم تُترجم هذه الفقرة بعد، وهي معروضة باللغة { $language }.
outdated = ترجمة غير محدَّثة
outdated-explained = تغيّر النص الأصلي لهذه الفقرة بعد ترجمتها.
see-source = عرض النص الأصلي
in-source-language = النص الأصلي

## About a translation

coverage = مدى اكتمال هذه الترجمة
state = الحالة
state-current = تمت المراجعة
state-draft = في انتظار المراجعة
state-outdated = غير محدَّث
state-missing = غير مترجَم
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count ->
    [zero] لا توجد مقاطع
    [one] مقطع واحد
    [two] مقطعان
    [few] { $count } مقاطع
    [many] { $count } مقطعاً
   *[other] { $count } مقطع
}
# $count (number): how many words of the source text
word-count = { $count ->
    [zero] لا توجد كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $count } كلمات
    [many] { $count } كلمة
   *[other] { $count } كلمة
}
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = المترجَم: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) } من الكلمات
up-to-date-share = المحدَّث: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = كيف يمكنك المساعدة
# $file: the path of a file with translations
how-to-help-explained = الترجمة محفوظة في الملف { $file }، وفيه رسالة واحدة لكل مقطع. وكل من يقرأ اللغتين مدعو إلى مراجعتها واقتراح صياغة أفضل.
how-to-help-source = هذا هو النص الذي تُعدّ منه جميع الترجمات. وكل من يقرأ لغة أخرى مدعو إلى المساعدة في ترجمته إليها.

## Callouts

alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه

## Tasks

task-done = أُنجز
task-open = لم يُنجز بعد

## The page for addresses that lead nowhere

not-found = الصفحة غير موجودة
not-found-explained = لا توجد صفحة على هذا العنوان. ربما نُقلت، أو كُتب العنوان خطأً.
not-found-home = الانتقال إلى الصفحة الرئيسية

## Search

search = البحث
search-key = فتح البحث
search-text = البحث في النص
search-close = إغلاق البحث
# $number: how many passages were found; written as 0, and changed by a script
search-results = النتائج: { $number }
search-none = لم يُعثر على أي نتيجة
search-loading = جارٍ البحث…
search-failed = تعذر تحميل البحث
search-more = عرض المزيد
search-clear = إزالة التظليل

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = بالتوازي
parallel = القراءة بالتوازي
parallel-add = إضافة لغة
# $language: the name of a language, in the language of the page
parallel-remove = إزالة { $language }
parallel-swap = تبديل اللغتين الأوليين
parallel-close = لغة واحدة
parallel-find = البحث عن لغة
# $languages: the names of languages, in themselves
parallel-shown = بالتوازي: { $languages }
# $tag: what stands in the address
parallel-unknown = لا توجد هنا لغة «{ $tag }».
# $language: the name of a language, in the language of the page
parallel-no-page = هذه الصفحة غير متاحة باللغة التالية: { $language }.
# $language: the name of a language, in the language of the page
parallel-failed = تعذر تحميل النص ({ $language }). يرجى التحقق من الاتصال وإعادة المحاولة.
parallel-not-loaded = تعذر تحميل القراءة بالتوازي. يرجى التحقق من الاتصال وإعادة المحاولة.
parallel-most = يمكن قراءة ثلاث لغات بالتوازي على الأكثر.
parallel-no-passage = لا ترد هذه الفقرة في هذا النص.
key-next-passage = الفقرة التالية عند القراءة بالتوازي
key-previous-passage = الفقرة السابقة عند القراءة بالتوازي

## Links to passages, citing, sharing

# الزر وعنوان النافذة
cite = اقتباس
cite-close = إغلاق
cite-passage = المقطع
cite-whole = الصفحة كلها
cite-short = إحالة مختصرة
cite-long = مع بيان النسخة والعنوان
cite-markdown = Markdown
copy = نسخ
copied = نُسخ
not-copied = تعذّر النسخ. حدّد النص وانسخه.
address-copied = نُسخ الرابط
address-neutral = نسخ الرابط الصالح لجميع اللغات
address-neutral-explained = يقود كل قارئ إلى هذا المقطع بإحدى لغاته
# الصيغ المختصرة للعناوين في الإحالات، واحدة في كل سطر. علامة # تمثل الرقم
cite-forms =
    المادة # = المادة #
    الباب # = الباب #
    الفصل # = الفصل #
    الجزء # = الجزء #
    القاعدة # = القاعدة #
    المبدأ # = المبدأ #
    المرفق # = المرفق #
    المرفق = المرفق
    الديباجة = الديباجة
cite-document = { $document }
cite-part = { $document }، { $part }
cite-in-section = { $section }، { $part }
cite-paragraph = { $part }، الفقرة { $number }
cite-subparagraph = { $part } ({ $number })
cite-unnumbered = { $part }، الفقرة { $number }
cite-note = الحاشية { $number }
cite-note-of = { $part }، الحاشية { $number }
cite-version-authentic = النص ذو الحجية، { $language }
cite-version-official = ترجمة رسمية، { $language }
cite-version-unofficial = ترجمة غير رسمية، { $language }
cite-version-machine = ترجمة آلية، { $language }
cite-dated = { $version }، النص المؤرخ { DATETIME($date, dateStyle: "long") }
cite-full = { $citation } ({ $version })، متاح على الرابط التالي: { $address } (اطُّلع عليه في { $date })
choose-language-of-text = اختر اللغة التي تود قراءة هذا النص بها.

## Other forms of the text

other-forms = النص الكامل في ملف
form-epub = EPUB
form-epub-description = لأجهزة القراءة الإلكترونية وتطبيقاتها
form-markdown = Markdown
form-markdown-description = بعلامات بسيطة، للتحرير وإعادة الاستخدام
form-text = نص عادي
form-text-description = بدون أي تنسيق
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = ملف XML لنظم المعلومات القانونية
form-json = JSON
form-json-description = كل مقطع برقمه وحالته، للبرامج الحاسوبية

## Terms and references between articles

cited-by = مواضع الإشارة إلى هذا النص
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article }، الفقرة { $number }{ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }، الحاشية { $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article }: ”{ $words }“

## Footer

# $name: the name of the site
site-footer = { $name }
