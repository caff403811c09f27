### Interface of the default theme. A project overrides single messages in
### `locales/<tag>/interface.ftl`.

## Getting around a page

skip-to-text = Перейти к тексту
navigator = Содержание
navigator-open = Открыть содержание
navigator-close = Закрыть содержание
breadcrumbs = Вы находитесь здесь
all-documents = Все документы
previous-article = Назад
next-article = Далее
pager = Предыдущая и следующая статьи
on-this-page = На этой странице
back-to-top = Наверх
appearance = Оформление
appearance-system = Как в системе
appearance-light = Светлое
appearance-dark = Темное
permalink = Ссылка на этот абзац
keys = Сочетания клавиш
keys-close = Закрыть
keys-use = Использовать эти клавиши
key-next = Следующая статья
key-previous = Предыдущая статья
# $number (number): an article by its number
key-go-to = Перейти к статье { $number }
key-help = Показать эти сочетания

## The pages of a document

front-page = Титульная страница
whole-text = Полный текст
whole-text-description = Полный текст на одной странице — для чтения и печати
print = Распечатать
notes-page = Все примечания
notes-page-description = Все примечания документа с указанием мест, где на них даны ссылки
about-translation = Об этом переводе
about-text = Об этом тексте
documents-description = Опубликованные здесь документы
# $count (number): how many articles a part or document has
article-count = { $count ->
    [one] { $count } статья
    [few] { $count } статьи
    [many] { $count } статей
   *[other] { $count } статьи
}
# $count (number): how many notes a document has
note-count = { $count ->
    [one] { $count } примечание
    [few] { $count } примечания
    [many] { $count } примечаний
   *[other] { $count } примечания
}

## Notes

notes = Примечания
# $number: the number of the note, in the digits of the language
note = Примечание { $number }
note-close = Закрыть примечание
# $number: the number of the note
note-back = Вернуться к ссылке на примечание { $number }
# $number: the number of the note; $place: which of several places, counted from 1
note-back-to-place = Вернуться к ссылке { $place } на примечание { $number }
note-go-to = Перейти к примечанию
note-cited-in = Где упоминается:
# $article: the title of an article; $paragraph: a numbered paragraph in it, such as (7) (a)
note-place = { $article } { $paragraph }

## Languages

languages = Языки
language = Язык
choose-language = Выбрать язык
# $language: the name of a language, in the language of the page
language-incomplete = { $language }, неполный перевод
other-languages = Этот текст на других языках
all-languages = Все языки
find-language = Найти язык
find-language-none = Языка с таким названием нет

## What the text of a language is

authority = Статус этого текста
authority-authentic = Аутентичный текст
authority-official = Официальный перевод
authority-unofficial = Неофициальный перевод
authority-machine = Машинный перевод
authority-authentic-explained = Это аутентичный текст.
authority-official-explained = Это официальный перевод. Руководствоваться следует аутентичным текстом.
authority-unofficial-explained = Это неофициальный перевод. Руководствоваться следует только аутентичным текстом.
authority-machine-explained = Это машинный перевод. Руководствоваться следует только аутентичным текстом.
# $language: the name of the language of the authentic text
read-authentic = Читать аутентичный текст ({ $language })
awaiting-review = Этот перевод еще не проверен.
# $date: the day of the source text
source-date = Текст от { DATETIME($date, dateStyle: "long") }

## Paragraphs that are not as they should be

untranslated = Еще не переведено
# $language: the name of the language that the paragraph is shown in
untranslated-explained = Этот абзац еще не переведен. Язык показанного текста: { $language }.
outdated = Перевод устарел
outdated-explained = После перевода этого абзаца исходный текст изменился.
see-source = Смотреть исходный текст
in-source-language = Исходный текст

## About a translation

coverage = Полнота этого перевода
state = Состояние
state-current = Проверено
state-draft = Ожидает проверки
state-outdated = Устарело
state-missing = Не переведено
# $count (number): how many paragraphs, headings, notes and titles
unit-count = { $count ->
    [one] { $count } фрагмент
    [few] { $count } фрагмента
    [many] { $count } фрагментов
   *[other] { $count } фрагмента
}
# $count (number): how many words of the source text
word-count = { $count ->
    [one] { $count } слово
    [few] { $count } слова
    [many] { $count } слов
   *[other] { $count } слова
}
# $share (number): a share of one, shown as a percentage
share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
translated-share = Переведено: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
# $share (number): a part of the words of the source text, shown behind the share of passages
words-share = { NUMBER($share, style: "percent", maximumFractionDigits: 0) } слов
up-to-date-share = Актуально: { NUMBER($share, style: "percent", maximumFractionDigits: 0) }
how-to-help = Как помочь
# $file: the path of a file with translations
how-to-help-explained = Перевод хранится в файле { $file }: по одному сообщению на каждый фрагмент. Все, кто читает на обоих языках, могут проверить его и предложить более удачные формулировки.
how-to-help-source = Это текст, с которого делаются все переводы. Все, кто читает на другом языке, могут помочь с переводом на этот язык.

## Callouts

alert-note = Примечание
alert-tip = Совет
alert-important = Важно
alert-warning = Предупреждение
alert-caution = Осторожно

## Tasks

task-done = Выполнено
task-open = Предстоит сделать

## The page for addresses that lead nowhere

not-found = Страница не найдена
not-found-explained = По этому адресу страницы нет. Возможно, она перемещена или адрес введен с ошибкой.
not-found-home = Перейти на главную страницу

## Search

search = Поиск
search-key = Открыть поиск
search-text = Поиск по тексту
search-close = Закрыть поиск
# $number: how many passages were found; written as 0, and changed by a script
search-results = Результаты: { $number }
search-none = Ничего не найдено
search-loading = Идет поиск…
search-failed = Не удалось загрузить поиск
search-more = Показать еще
search-clear = Убрать выделение

## Reading side by side

# Behind each language in the menu: shows the text in that language beside this one
beside = Параллельно
parallel = Параллельное чтение
parallel-add = Добавить язык
# $language: the name of a language, in the language of the page
parallel-remove = Убрать: { $language }
parallel-swap = Поменять местами первые два
parallel-close = Один язык
parallel-find = Найти язык
# $languages: the names of languages, in themselves
parallel-shown = Параллельно: { $languages }
# $tag: what stands in the address
parallel-unknown = Языка «{ $tag }» здесь нет.
# $language: the name of a language, in the language of the page
parallel-no-page = Этой страницы нет на этом языке: { $language }.
# $language: the name of a language, in the language of the page
parallel-failed = Не удалось загрузить текст ({ $language }). Проверьте подключение и повторите попытку.
parallel-not-loaded = Не удалось загрузить параллельное чтение. Проверьте подключение и повторите попытку.
parallel-most = Параллельно можно читать не более трех языков.
parallel-no-passage = В этом тексте такого фрагмента нет.
key-next-passage = Следующий фрагмент при параллельном чтении
key-previous-passage = Предыдущий фрагмент при параллельном чтении

## Links to passages, citing, sharing

# Кнопка и заголовок окна
cite = Цитировать
cite-close = Закрыть
cite-passage = Фрагмент
cite-whole = Вся страница
cite-short = Краткая ссылка
cite-long = С указанием версии и адреса
cite-markdown = Markdown
copy = Копировать
copied = Скопировано
not-copied = Скопировать не удалось. Выделите текст и скопируйте его.
address-copied = Адрес скопирован
address-neutral = Скопировать адрес для всех языков
address-neutral-explained = Приводит каждого читателя к этому фрагменту на его языке
# Сокращения заголовков в ссылках, по одному на строку. # — номер
cite-forms =
    Статья # = ст. #
    Раздел # = разд. #
    Глава # = гл. #
    Часть # = ч. #
    Правило # = правило #
    Принцип # = принцип #
    Приложение # = приложение #
    Приложение = приложение
    Преамбула = преамбула
cite-document = { $document }
cite-part = { $document }, { $part }
cite-in-section = { $section }, { $part }
cite-paragraph = { $part }, п. { $number }
cite-subparagraph = { $part } { $number })
cite-unnumbered = { $part }, абз. { $number }
cite-note = примечание { $number }
cite-note-of = { $part }, примечание { $number }
cite-version-authentic = аутентичный текст, { $language }
cite-version-official = официальный перевод, { $language }
cite-version-unofficial = неофициальный перевод, { $language }
cite-version-machine = машинный перевод, { $language }
cite-dated = { $version }, текст от { DATETIME($date, dateStyle: "long") }
cite-full = { $citation } ({ $version }), URL: { $address } (дата обращения: { $date })
choose-language-of-text = Выберите язык, на котором хотите читать этот текст.

## Other forms of the text

other-forms = Полный текст в виде файла
form-epub = EPUB
form-epub-description = Для электронных книг и приложений для чтения
form-markdown = Markdown
form-markdown-description = С простой разметкой, для правки и повторного использования
form-text = Простой текст
form-text-description = Без какого-либо оформления
form-akoma-ntoso = Akoma Ntoso
form-akoma-ntoso-description = XML для правовых информационных систем
form-json = JSON
form-json-description = Каждый фрагмент с номером и статусом, для программ

## Terms and references between articles

cited-by = Упоминается в
# $article: the label or title of an article; $number: the number of a paragraph in it; $below:
# nothing, or the labels of the paragraphs below it, each after a space
cited-in-paragraph = { $article }, п. { $number }{ $below }
# $article: the label or title of an article; $number: the number of a note
cited-in-note = { $article }, примечание { $number }
# $article: the label or title of an article; $words: how a passage without a number begins
cited-in-words = { $article }: «{ $words }»

## Footer

# $name: the name of the site
site-footer = { $name }
