"""From what a source handed over to an article: clean, dated, and known as a copy where it is one.

    article.received -> article.accepted | revised | repeated | rejected

In: UTF-8 text, Markdown or HTML, with or without front matter. Out: the article's own words as
UTF-8, paragraphs parted by a blank line; that text is stored, shown, and what all spans refer to.
May touch: nothing. Precision first: what may be a real sentence stays.

Order: ``frontmatter`` -> ``markdown`` or HTML -> ``paragraphs`` -> ``clean`` (stamps, captions,
furniture, dateline, tails, strays, title) -> ``copies`` against the ``window`` of the last 14 days.
What depends on one text alone is ``prepare``; ``second_cleaner`` does it in a process of its own.
Edge modules: ``ruamel_frontmatter``, ``lxml_fragment``, ``trafilatura_page``.
"""
