"""What is asked of SQL Server's catalogue views, in which this user sees what he has any right to."""

IDENTITY = """
SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), COALESCE(SCHEMA_NAME(), 'dbo'),
       (SELECT CONVERT(int, snapshot_isolation_state) FROM sys.databases WHERE database_id = DB_ID())"""
SNAPSHOTS_ALLOWED = 1

ENCRYPTED = "SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID"

BEGIN = ("SET NOCOUNT ON", "SET LOCK_TIMEOUT 30000", "SET TRANSACTION ISOLATION LEVEL SNAPSHOT", "BEGIN TRANSACTION")

TABLES = """
SELECT t.object_id, s.name, t.name, t.is_memory_optimized, CONVERT(int, t.is_external),
       (SELECT SUM(p.rows) FROM sys.partitions AS p WHERE p.object_id = t.object_id AND p.index_id IN (0, 1)),
       CONVERT(nvarchar(3750), e.value)
FROM sys.tables AS t JOIN sys.schemas AS s ON s.schema_id = t.schema_id
LEFT JOIN sys.extended_properties AS e
    ON e.class = 1 AND e.major_id = t.object_id AND e.minor_id = 0 AND e.name = 'MS_Description'
WHERE t.is_ms_shipped = 0 ORDER BY s.name, t.name"""

# Alias types are followed to what they are made of; those of the common language runtime have no such base.
COLUMNS = """
SELECT c.object_id, c.name, COALESCE(b.name, u.name), c.max_length, c.precision, c.scale, c.is_nullable, d.definition,
       c.is_computed, CONVERT(nvarchar(3750), e.value)
FROM sys.columns AS c
JOIN sys.tables AS t ON t.object_id = c.object_id
JOIN sys.types AS u ON u.user_type_id = c.user_type_id
LEFT JOIN sys.types AS b ON b.user_type_id = c.system_type_id
LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
LEFT JOIN sys.extended_properties AS e
    ON e.class = 1 AND e.major_id = c.object_id AND e.minor_id = c.column_id AND e.name = 'MS_Description'
WHERE t.is_ms_shipped = 0 ORDER BY c.object_id, c.column_id"""

INDEXES = """
SELECT i.object_id, i.name, i.is_unique, i.is_primary_key, i.has_filter, i.is_disabled, i.type, c.name
FROM sys.indexes AS i
JOIN sys.tables AS t ON t.object_id = i.object_id
LEFT JOIN sys.index_columns AS k
    ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.is_included_column = 0 AND k.key_ordinal > 0
LEFT JOIN sys.columns AS c ON c.object_id = k.object_id AND c.column_id = k.column_id
WHERE t.is_ms_shipped = 0 AND i.index_id > 0 AND i.is_hypothetical = 0
ORDER BY i.object_id, i.index_id, k.key_ordinal"""
PLAIN_INDEXES = frozenset({1, 2})
"""Values of `type`: clustered and nonclustered rowstore."""

FOREIGN_KEYS = """
SELECT k.parent_object_id, k.constraint_object_id, s.name, t.name, p.name, r.name
FROM sys.foreign_key_columns AS k
JOIN sys.columns AS p ON p.object_id = k.parent_object_id AND p.column_id = k.parent_column_id
JOIN sys.columns AS r ON r.object_id = k.referenced_object_id AND r.column_id = k.referenced_column_id
JOIN sys.tables AS t ON t.object_id = k.referenced_object_id
JOIN sys.schemas AS s ON s.schema_id = t.schema_id
ORDER BY k.parent_object_id, k.constraint_object_id, k.constraint_column_id"""

VIEWS = """
SELECT s.name, v.name, m.definition
FROM sys.views AS v JOIN sys.schemas AS s ON s.schema_id = v.schema_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = v.object_id
WHERE v.is_ms_shipped = 0 ORDER BY s.name, v.name"""

LEFT_OUT = """
SELECT CASE type WHEN 'P' THEN 'procedures' WHEN 'TR' THEN 'triggers' WHEN 'SO' THEN 'sequences'
       WHEN 'SN' THEN 'synonyms' WHEN 'C' THEN 'check constraints' ELSE 'functions' END, COUNT(*)
FROM sys.objects
WHERE is_ms_shipped = 0 AND type IN ('P', 'PC', 'TR', 'SO', 'SN', 'C', 'FN', 'IF', 'TF', 'FS', 'FT')
GROUP BY CASE type WHEN 'P' THEN 'procedures' WHEN 'TR' THEN 'triggers' WHEN 'SO' THEN 'sequences'
         WHEN 'SN' THEN 'synonyms' WHEN 'C' THEN 'check constraints' ELSE 'functions' END"""

SEES_ALL = "SELECT HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'SELECT')"
