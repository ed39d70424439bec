"""Parts of speech, verb forms and kinds of chunks: small integers, so that tests are one AND."""

from typing import Final

# Parts of speech that a word can have (bits) and that a token finally gets (one bit).
NOUN: Final = 1
VERB: Final = 2
ADJ: Final = 4
ADV: Final = 8
DET: Final = 16
PREP: Final = 32
CC: Final = 64
SUB: Final = 128
REL: Final = 256
MODAL: Final = 512
AUX: Final = 1024
NUM: Final = 2048
PRON: Final = 4096
NEG: Final = 8192
TO: Final = 16384
PROPN: Final = 32768
POSS: Final = 65536
PUNCT: Final = 131072
THAT: Final = 262144
TITLE: Final = 524288
PARTICLE: Final = 1048576

# Forms of a verb (bits: one spelling may be several).
BASE: Final = 1
THIRD: Final = 2
PAST: Final = 4
PARTICIPLE: Final = 8
GERUND: Final = 16
PLURAL: Final = 32  # of a noun

# Kinds of auxiliaries and modals.
BE: Final = 1
HAVE: Final = 2
DO: Final = 4
GET: Final = 8

# Kinds of chunks.
NP: Final = "NP"
VG: Final = "VG"
PP: Final = "PP"
MARK_CC: Final = "CC"
MARK_COMMA: Final = ","
MARK_SUB: Final = "SUB"
MARK_REL: Final = "REL"
MARK_THAT: Final = "THAT"
MARK_COLON: Final = ":"
MARK_STOP: Final = ";"
MARK_QUOTE: Final = '"'
MARK_OPEN: Final = "("
MARK_CLOSE: Final = ")"
MARK_ADV: Final = "ADV"
MARK_NEG: Final = "NEG"
MARK_ADJ: Final = "ADJ"
MARK_PREP: Final = "PREP"
