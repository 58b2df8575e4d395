"""The pages of each part of the product, with somebody who opens them and something on them to see.

A module here has a class `Part`: made with the cast and the case that everything hangs on, it says which pages there
are (`pages`), and can make more of everything (`more`), so that lists grow. `NO_PAGE` names the addresses that are no
page to look at: they only take a POST, or give a file.
"""
