"""The index as each database keeps it, beside the table of entries and always in step with it.

SQLite: an FTS5 table over the entries' own text, kept by triggers. PostgreSQL: a column worked out
from it, with a GIN index. Tokens are ours; neither database cuts words itself.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

__all__ = ["make_index", "remove_index"]

_SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(tokens, content='search_entry', "
    "content_rowid='id', detail='none', columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab('search_words', 'row')",
    "CREATE TRIGGER search_entry_came AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_words(rowid, tokens) VALUES (new.id, new.tokens); END",
    "CREATE TRIGGER search_entry_went AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_words(search_words, rowid, tokens) "
    "VALUES ('delete', old.id, old.tokens); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO search_words(search_words, rowid, tokens) "
    "VALUES ('delete', old.id, old.tokens); "
    "INSERT INTO search_words(rowid, tokens) VALUES (new.id, new.tokens); END",
)
_SQLITE_BACK = (
    "DROP TRIGGER search_entry_came",
    "DROP TRIGGER search_entry_went",
    "DROP TRIGGER search_entry_changed",
    "DROP TABLE search_vocabulary",
    "DROP TABLE search_words",
)
_POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN vector tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED",
    "CREATE INDEX search_entry_words ON search_entry USING gin (vector)",
)
_POSTGRESQL_BACK = ("ALTER TABLE search_entry DROP COLUMN vector",)


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database at hand searches in."""
    _run(schema_editor, {"sqlite": _SQLITE, "postgresql": _POSTGRESQL})


def remove_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    _run(schema_editor, {"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK})


def _run(editor: BaseDatabaseSchemaEditor, statements: dict[str, tuple[str, ...]]) -> None:
    for statement in statements[editor.connection.vendor]:
        editor.execute(statement)
