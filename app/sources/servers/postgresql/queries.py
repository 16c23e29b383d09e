"""What is asked of the system catalogue. Every name is qualified: the search path is the customer's."""

SETTINGS = (
    ("default_transaction_read_only", "on"),
    ("row_security", "off"),  # an error where rows would be hidden, instead of silently fewer rows
    ("DateStyle", "ISO, YMD"),
    ("IntervalStyle", "iso_8601"),
    ("TimeZone", "UTC"),
    ("extra_float_digits", "3"),
    ("bytea_output", "hex"),
    ("lc_monetary", "C"),
    ("standard_conforming_strings", "on"),
    ("statement_timeout", "0"),
    ("idle_in_transaction_session_timeout", "0"),
    ("transaction_timeout", "0"),
    ("lock_timeout", "30s"),  # whoever holds a table locked longer keeps that table from the copy
    ("jit", "off"),
)
"""How values are written, and what ends a statement. Those a server does not know are left out."""

SET = """
SELECT pg_catalog.set_config(known.name, wanted.value, false)
FROM (VALUES {values}) AS wanted (name, value)
JOIN pg_catalog.pg_settings AS known ON pg_catalog.lower(known.name) = pg_catalog.lower(wanted.name)
"""

BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"

IDENTITY = """
SELECT pg_catalog.current_setting('server_version'), COALESCE(pg_catalog.current_schema(), ''),
       pg_catalog.current_setting('server_encoding'),
       pg_catalog.current_setting('transaction_isolation') = 'repeatable read'
       AND pg_catalog.current_setting('transaction_read_only') = 'on'
"""

GSS = "SELECT encrypted FROM pg_catalog.pg_stat_gssapi WHERE pid = pg_catalog.pg_backend_pid()"

RELATIONS = """
SELECT c.oid::int8, n.nspname::text, c.relname::text, c.relkind::text, c.relispartition, c.relispopulated,
       c.relpersistence = 'u', c.relrowsecurity, c.reltuples::float8, c.relfilenode::int8,
       COALESCE(pg_catalog.obj_description(c.oid, 'pg_class'), '')
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'm') AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY n.nspname, c.relname
"""

# Domains are followed down to the type they are made of: that is what arrives.
COLUMNS = """
WITH RECURSIVE made_of (domain, type) AS (
    SELECT t.oid, t.oid FROM pg_catalog.pg_type AS t WHERE t.typtype <> 'd'
    UNION ALL
    SELECT t.oid, made_of.type FROM pg_catalog.pg_type AS t JOIN made_of ON t.typbasetype = made_of.domain
    WHERE t.typtype = 'd'
)
SELECT a.attrelid::int8, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
       COALESCE(pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text, {generated},
       COALESCE(pg_catalog.col_description(a.attrelid, a.attnum), ''),
       CASE WHEN t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace THEN t.typname::text ELSE '' END
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN made_of ON made_of.domain = a.atttypid
JOIN pg_catalog.pg_type AS t ON t.oid = made_of.type
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'm') AND NOT c.relispartition
      AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY a.attrelid, a.attnum
"""

# An index over an expression has a 0 among its columns.
INDEXES = """
SELECT i.indrelid::int8, x.relname::text, i.indisunique, i.indisprimary,
       0 <> ALL (i.indkey) AND i.indpred IS NULL AND i.indisvalid AND NOT i.indisexclusion
       AND m.amname IN ('btree', 'hash'),
       (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
        FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
        WHERE k.place <= {key_columns})
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
JOIN pg_catalog.pg_am AS m ON m.oid = x.relam
WHERE NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY i.indrelid, x.relname
"""

FOREIGN_KEYS = """
SELECT f.conrelid::int8, f.confrelid::int8,
       (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
        FROM pg_catalog.unnest(f.conkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = k.attnum),
       (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place)
        FROM pg_catalog.unnest(f.confkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.confrelid AND a.attnum = k.attnum)
FROM pg_catalog.pg_constraint AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE f.contype = 'f' AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY f.conrelid, f.conname
"""

VIEWS = """
SELECT n.nspname::text, c.relname::text, pg_catalog.pg_get_viewdef(c.oid)
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^(pg_|information_schema$)'
ORDER BY n.nspname, c.relname
"""

PARTS = """
SELECT i.inhparent::int8, i.inhrelid::int8 FROM pg_catalog.pg_inherits AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid WHERE c.relispartition
"""

LEFT_OUT = """
SELECT
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class AS c
     JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND n.nspname !~ '^(pg_|information_schema$)'),
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc AS p
     JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname !~ '^(pg_|information_schema$)'),
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_trigger AS t WHERE NOT t.tgisinternal),
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint AS k
     JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
     JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
     WHERE k.contype IN ('c', 'x') AND n.nspname !~ '^(pg_|information_schema$)'),
    (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)
"""
"""Sequences, functions, triggers, check and exclusion constraints, large objects."""

FILES_NOW = """
SELECT part.oid, pg_catalog.pg_relation_filenode(part.oid::pg_catalog.oid)::int8,
       COALESCE(pg_catalog.pg_relation_size(c.reltoastrelid), 0) > 0
FROM pg_catalog.unnest(%s::int8[]) AS part (oid)
LEFT JOIN pg_catalog.pg_class AS c ON c.oid = part.oid AND c.reltoastrelid <> 0
"""
"""For each part of a table: its file as it is now, which the snapshot does not hold still, and whether any value is
kept outside its row, which values of more than some kilobytes are."""

PARTS_NOW = "SELECT p.relid::int8 FROM pg_catalog.pg_partition_tree(%s::pg_catalog.oid::pg_catalog.regclass) AS p"
