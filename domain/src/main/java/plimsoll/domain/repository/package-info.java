/// Repositories as values: their names, revisions, files, and the changes made to them.
@NullMarked
package plimsoll.domain.repository;

import org.jspecify.annotations.NullMarked;
