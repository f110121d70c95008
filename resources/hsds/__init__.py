"""The directory in the field's own words: HSDS 3.1 of Open Referral, on the way out and in.

`mapping` says what a listing is in these words, for one tier; `reading` reads them back; the rest is the API over both.
"""
