"""The administrative form (Decree 30/2020/NĐ-CP).

`text` makes of a document what an office would send; `form` writes it with its head, closing and annexes; `blanks`
leaves places to fill in.
"""
