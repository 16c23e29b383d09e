"""What every source of tables must do, whatever server it reads. Inherit and give a `playground` fixture."""

import tracemalloc

import pytest

from app.errors import FilterRefused
from app.tables import Consistency, ForeignKey, Index
from tests.contracts.playground import Playground, all_rows, table_named
from tests.contracts.table_trouble import MANY_ROWS, TableTroubleContract
from tests.contracts.transfers import START, running_transfers

NASTY_NAMES = (
    "select",
    "order by",
    'quo"te',
    "apo'strophe",
    "back`tick",
    "brack[et]",
    "semi;colon -- DROP",
    "per%cent %s {x}",
    "smile 😀 ünïcode",
    " leading",
    "dot.ted",
)
BIG_BLOB_BYTES = 10 * 1024 * 1024
MOST_MEMORY_BYTES = 64 * 1024 * 1024


class TableSourceContract(TableTroubleContract):
    # ------------------------------------------------------------------------------------------- survey

    def test_says_what_it_is_and_where(self, playground: Playground) -> None:
        source = playground.source()
        assert source.kind
        assert source.location
        assert playground.password not in source.location + repr(source)
        assert source.file_name.endswith(b".sqlite")

    def test_an_empty_database_has_no_tables(self, playground: Playground) -> None:
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
        assert survey.tables == ()
        assert survey.views == ()
        assert survey.engine
        assert survey.version
        assert survey.consistency is Consistency.SNAPSHOT

    def test_tables_columns_keys_and_indexes_are_found_as_they_were_made(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        playground.run(
            f"CREATE TABLE {quote('parent')} ({quote('a')} {types.integer} NOT NULL, {quote('b')} {types.integer} "
            f"NOT NULL, {quote('name')} {types.text}, PRIMARY KEY ({quote('b')}, {quote('a')}))",
            f"CREATE TABLE {quote('child')} ({quote('id')} {types.integer} NOT NULL PRIMARY KEY, "
            f"{quote('x')} {types.integer}, {quote('y')} {types.integer}, {quote('boss')} {types.integer}, "
            f"FOREIGN KEY ({quote('x')}, {quote('y')}) REFERENCES {quote('parent')} ({quote('b')}, {quote('a')}), "
            f"FOREIGN KEY ({quote('boss')}) REFERENCES {quote('child')} ({quote('id')}))",
            f"CREATE UNIQUE INDEX {quote('only once')} ON {quote('child')} ({quote('y')}, {quote('x')})",
        )
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
        parent, child = table_named(survey, "parent"), table_named(survey, "child")
        assert [column.name for column in parent.columns] == ["a", "b", "name"]
        assert [column.is_nullable for column in parent.columns] == [False, False, True]
        assert parent.primary_key == ("b", "a")
        assert child.primary_key == ("id",)
        assert set(child.foreign_keys) == {
            ForeignKey(("x", "y"), "", "parent", ("b", "a")),
            ForeignKey(("boss",), "", "child", ("id",)),
        }
        assert Index("only once", ("y", "x"), is_unique=True) in child.indexes
        assert (parent.schema, child.schema) == ("", "")

    def test_names_may_be_anything_the_engine_allows(self, playground: Playground) -> None:
        for number, name in enumerate(self.nasty_names(playground)):
            quoted = playground.quote(name)
            playground.run(f"CREATE TABLE {quoted} ({quoted} {playground.types.integer} NOT NULL PRIMARY KEY)")
            playground.insert(quoted, [(number,)])
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
            assert {table.name for table in survey.tables} == set(self.nasty_names(playground))
            for number, name in enumerate(self.nasty_names(playground)):
                table = table_named(survey, name)
                assert [column.name for column in table.columns] == [name]
                assert table.primary_key == (name,)
                assert all_rows(snapshot.rows(table)) == [(number,)]
                assert snapshot.count(table) == 1

    def nasty_names(self, playground: Playground) -> tuple[str, ...]:
        """Override where an engine cannot have one of them."""
        return (*NASTY_NAMES, "SELECT") if playground.case_matters else NASTY_NAMES

    def test_views_come_as_text(self, playground: Playground) -> None:
        quote = playground.quote
        playground.run(
            f"CREATE TABLE {quote('t')} ({quote('a')} {playground.types.integer})",
            f"CREATE VIEW {quote('a view')} AS SELECT {quote('a')} FROM {quote('t')} WHERE {quote('a')} > 4711",
        )
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
        (view,) = survey.views
        assert (view.schema, view.name) == ("", "a view")
        assert "4711" in view.definition
        assert [table.name for table in survey.tables] == ["t"]

    # --------------------------------------------------------------------------------------------- rows

    def test_every_kind_of_value_arrives_as_it_was(self, playground: Playground) -> None:
        quote = playground.quote
        for number, case in enumerate(playground.values):
            name = quote(f"v{number}")
            playground.run(
                f"CREATE TABLE {name} ({quote('value')} {case.declared})",
                f"INSERT INTO {name} VALUES ({case.literal})",
                f"INSERT INTO {name} VALUES (NULL)",
            )
        found = []
        with playground.source().open() as snapshot:
            survey = snapshot.survey()
            for number in range(len(playground.values)):
                table = table_named(survey, f"v{number}")
                batches = list(snapshot.rows(table))
                cells = [row[0] for batch in batches for row in batch.rows]
                problems = [(p.table, p.row, p.column, p.trouble) for batch in batches for p in batch.problems]
                found.append((table.columns[0].declared, table.columns[0].storage, cells, problems))
        expected = []
        for number, case in enumerate(playground.values):
            troubles = [] if case.trouble is None else [(f"v{number}", 0, "value", case.trouble)]
            expected.append((case.shown_as or case.declared, case.storage, [case.cell, None], troubles))
        assert found == expected
        kinds = [type(cell) for _, _, cells, _ in found for cell in cells]
        assert kinds == [type(cell) for case in playground.values for cell in (case.cell, None)]

    def test_an_empty_table_gives_no_rows(self, playground: Playground) -> None:
        playground.run(f"CREATE TABLE {playground.quote('empty')} ({playground.quote('a')} {playground.types.integer})")
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "empty")
            assert all_rows(snapshot.rows(table)) == []
            assert snapshot.count(table) == 0

    def test_big_blobs_come_whole_and_few_at_a_time(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        blobs = [bytes([n]) * (BIG_BLOB_BYTES - n) for n in range(12)]
        playground.run(f"CREATE TABLE {quote('big')} ({quote('n')} {types.integer}, {quote('b')} {types.blob})")
        for number, blob in enumerate(blobs):
            playground.insert(quote("big"), [(number, blob)])
        seen: set[int] = set()
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "big")
            tracemalloc.start()
            try:
                for batch in snapshot.rows(table):
                    for row in batch.rows:
                        assert isinstance(row[0], int)
                        assert row[1] == blobs[row[0]]
                        seen.add(row[0])
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
        assert seen == set(range(12))
        assert peak < MOST_MEMORY_BYTES

    def test_many_rows_stream_in_little_memory(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        playground.run(f"CREATE TABLE {quote('many')} ({quote('n')} {types.integer}, {quote('t')} {types.text})")
        self.fill(playground, quote("many"), MANY_ROWS)
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "many")
            count, total, largest = 0, 0, 0
            tracemalloc.start()
            try:
                for batch in snapshot.rows(table):
                    count += len(batch.rows)
                    largest = max(largest, len(batch.rows))
                    for number, text in batch.rows:
                        assert isinstance(number, int)
                        total += number
                        assert text == f"row {number}"
                _, peak = tracemalloc.get_traced_memory()
            finally:
                tracemalloc.stop()
            assert snapshot.count(table) == count
        assert (count, total) == (MANY_ROWS, MANY_ROWS * (MANY_ROWS - 1) // 2)
        assert largest < MANY_ROWS
        assert peak < MOST_MEMORY_BYTES // 4

    def test_two_tables_are_read_one_after_the_other_and_one_again(self, playground: Playground) -> None:
        self.make_small(playground)
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "small")
            first = all_rows(snapshot.rows(table))
            assert sorted(first) == [(n, f"row {n}") for n in range(10)]
            assert all_rows(snapshot.rows(table)) == first

    def test_a_reading_that_was_given_up_does_not_disturb_the_next(self, playground: Playground) -> None:
        types, quote = playground.types, playground.quote
        playground.run(f"CREATE TABLE {quote('many')} ({quote('n')} {types.integer}, {quote('t')} {types.text})")
        self.fill(playground, quote("many"), 30_000)
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "many")
            reading = snapshot.rows(table)
            next(reading)
            reading.close()  # type: ignore[attr-defined]  # a generator
            assert snapshot.count(table) == 30_000

    # ------------------------------------------------------------------------------------------- filters

    def test_a_condition_chooses_rows(self, playground: Playground) -> None:
        self.make_small(playground)
        quote = playground.quote
        condition = f"{quote('n')} < 3 OR ({quote('t')} = 'row 7' AND {quote('n')} IN (7, 8))"
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "small")
            assert sorted(all_rows(snapshot.rows(table, condition))) == [(n, f"row {n}") for n in (0, 1, 2, 7)]
            assert snapshot.count(table, condition) == 4
            assert all_rows(snapshot.rows(table, f"{quote('t')} = '100% ); DROP'")) == []

    @pytest.mark.parametrize(
        "condition",
        [
            "n <",
            "no_such_column = 1",
            "1=1; DROP TABLE small",
            "1=1) UNION SELECT * FROM small WHERE (1=1",
            "1=1) -- ",
            "1=1 /*",
            "1=1) ORDER BY (1",
            "'",
            "t = 'a' ' OR 1=1",
            "   ",
            "SELECT 1 FROM small",
            ")(",
            "n = 1 ORDER BY n",
            "n = 1\x00",
        ],
    )
    def test_what_is_no_condition_is_refused_and_harms_nothing(self, playground: Playground, condition: str) -> None:
        self.make_small(playground)
        with playground.source().open() as snapshot:
            table = table_named(snapshot.survey(), "small")
            with pytest.raises(FilterRefused) as refused:
                all_rows(snapshot.rows(table, condition))
            assert refused.value.table == "small"
            assert refused.value.reason
            with pytest.raises(FilterRefused):
                snapshot.count(table, condition)
            assert len(all_rows(snapshot.rows(table))) == 10

    # ------------------------------------------------------------------------------------------- moment

    def test_the_tables_show_one_moment_while_others_write(self, playground: Playground) -> None:
        with running_transfers(playground) as transfers:
            for _ in range(3):
                transfers.wait_for_some()
                with playground.source().open() as snapshot:
                    survey = snapshot.survey()
                    transfers.wait_for_some()
                    sums = []
                    for name in ("left", "right", "left"):
                        rows = all_rows(snapshot.rows(table_named(survey, name)))
                        sums.append(sum(row[1] for row in rows if isinstance(row[1], int)))
                        transfers.wait_for_some()
                assert sums[0] + sums[1] == START
                assert sums[0] == sums[2]
        assert transfers.done > 0

    def test_what_is_committed_later_is_not_seen(self, playground: Playground) -> None:
        self.make_small(playground)
        with playground.source().open() as snapshot:
            playground.insert(playground.quote("small"), [(10, "late")])
            table = table_named(snapshot.survey(), "small")
            assert snapshot.count(table) == 10
            assert len(all_rows(snapshot.rows(table))) == 10
        with playground.source().open() as snapshot:
            assert snapshot.count(table_named(snapshot.survey(), "small")) == 11
