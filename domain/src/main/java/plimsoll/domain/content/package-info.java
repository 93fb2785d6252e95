/// Bytes and their names: what a file is, before anybody says what it means.
@NullMarked
package plimsoll.domain.content;

import org.jspecify.annotations.NullMarked;
