"""What is wrong with single rows, and what mends them, in Italian."""

from typing import Final

BAD_ROWS: Final = {
    "… and {#more} more like these, {#all} in all": "… e altre {#more} simili, {#all} in tutto",
    "{place}: {#values} value<|s>, but the header has {#columns} columns; {@why}": (
        "{place}: {#values} {#values:valore|valori}, ma l'intestazione ha {#columns} colonne;"
        " {@why}"
    ),
    "a value that holds the delimiter needs quotes around it": (
        "un valore che contiene il separatore va tra virgolette"
    ),
    "the row is cut off, or lacks a delimiter": "la riga è troncata, o le manca un separatore",
    "{place} is blank; every row needs a value here": (
        "{place} è vuoto; qui ogni riga ha bisogno di un valore"
    ),
    "{place} is blank; every row needs a value here; {@remedy}": (
        "{place} è vuoto; qui ogni riga ha bisogno di un valore; {@remedy}"
    ),
    "{place} is not a number; {@remedy}": "{place} non è un numero; {@remedy}",
    "{place} is too large for an amount; {@remedy}": (
        "{place} è troppo grande per un importo; {@remedy}"
    ),
    "{place} is not a time; {@remedy}": "{place} non è una data; {@remedy}",
    "{place} lies past the year 9999 in {zones}; {@remedy}": (
        "{place} è dopo l'anno 9999 in {zones}; {@remedy}"
    ),
    "{place} lies before the year 1000, as programs write where there is no time; {@remedy}": (
        "{place} è prima dell'anno 1000, come i programmi scrivono dove manca la data; {@remedy}"
    ),
    "{place}: nothing comes of {values}; where a blank means 0, write {instead}": (
        "{place}: da {values} non risulta nulla; se vuoto vuol dire 0, scrivere {instead}"
    ),
    "{place}: no amount comes of {values}: divided by 0, or too large; correct the values": (
        "{place}: da {values} non risulta un importo: diviso per 0, o troppo grande; correggere i"
        " valori"
    ),
    "correct the value": "correggere il valore",
    "correct the value, or leave it out with max_bad_rows": (
        "correggere il valore, o escluderlo con max_bad_rows"
    ),
    "correct the value; {@remedy}": "correggere il valore; {@remedy}",
    "correct the value, or set {setting}: for example {pattern}": (
        "correggere il valore, o impostare {setting}: per esempio {pattern}"
    ),
    "correct the value: a day or time that does not exist": (
        "correggere il valore: un giorno o un'ora che non esiste"
    ),
    "correct the value: write it as {time}": "correggere il valore: scriverlo come {time}",
    "set {setting}.time_format: {pattern}": "impostare {setting}.time_format: {pattern}",
    "{setting} is {known}: correct the one or the other": (
        "{setting} è {known}: correggere l'uno o l'altro"
    ),
    "the column's times are written as {pattern}: correct the value": (
        "le date della colonna sono scritte come {pattern}: correggere il valore"
    ),
    "the column's times are {@unit} since 1970: correct the value": (
        "le date della colonna sono {@unit} dal 1970: correggere il valore"
    ),
    "days": "giorni",
    "seconds": "secondi",
    "milliseconds": "millisecondi",
    "microseconds": "microsecondi",
    "a number that is no day, nor seconds, milliseconds or microseconds since 1970": (
        "un numero che non è un giorno, né secondi, millisecondi o microsecondi dal 1970"
    ),
    "it ends in a time zone's name, and only UTC, Z and offsets such as +01:00 are understood:"
    " leave it out and set {setting}": (
        "finisce con il nome di un fuso, e si leggono solo UTC, Z e scarti come +01:00: toglierlo e"
        " impostare {setting}"
    ),
    "it ends in a time zone's abbreviation, and only UTC, Z and offsets such as +01:00 are"
    " understood: leave it out and set {setting}": (
        "finisce con l'abbreviazione di un fuso, e si leggono solo UTC, Z e scarti come +01:00:"
        " toglierla e impostare {setting}"
    ),
    'the column has "{point}" before the fraction: correct the value, or say how numbers are'
    " written with {decimal} and {thousands}": (
        'la colonna ha "{point}" prima dei decimali: correggere il valore, o dire come sono scritti'
        " i numeri con {decimal} e {thousands}"
    ),
    'the column has "{point}" before the fraction and "{group}" between thousands: correct the'
    " value, or say how numbers are written with {decimal} and {thousands}": (
        'la colonna ha "{point}" prima dei decimali e "{group}" tra le migliaia: correggere il'
        " valore, o dire come sono scritti i numeri con {decimal} e {thousands}"
    ),
    "mend the formula of the cell, or leave the row out with max_bad_rows": (
        "correggere la formula della cella, o escludere la riga con max_bad_rows"
    ),
    "write the number alone, without other text": "scrivere il numero da solo, senza altro testo",
    "if the row is a total, set {setting}": "se la riga è un totale, impostare {setting}",
    "if it means 0, set {setting}": "se vale 0, impostare {setting}",
    "if it means 0, set {setting}; or leave such orders out with max_bad_rows": (
        "se vuol dire 0, impostare {setting}; o escludere questi ordini con max_bad_rows"
    ),
    "{other} has one: set {setting}": "{other} ne ha una: impostare {setting}",
}
"""Lines of rows that were left out, and their remedies."""
