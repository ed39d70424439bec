"""Where articles come from: folders and feeds.

    world -> article.received, item.refused, source.polled | failed | recovered

In: files in a folder, RSS and Atom feeds. Out: what they hold, as bytes that are UTF-8 text, with
what the source itself says about it; nothing is cleaned or judged here (see ``articles``).
May touch: the folders and addresses of its options, and the log it is given, through ``append``.
Everything from outside is hostile: sizes, times and addresses are capped before anything is read.

Edge modules, one for each library: ``watchfiles_wakes`` (folder changes), ``httpx2_fetch`` (the
network), ``feedparser_feed`` and ``trafilatura_page`` (only imported in the worker process).
"""
