/// Tables: SQLite in one file, or PostgreSQL when a hub outgrows it. The same statements run on both.
@NullMarked
package plimsoll.backends.sql;

import org.jspecify.annotations.NullMarked;
