/// Personal data in texts: what is found by shape, checksum and the words around it, how certain that is, and what
/// may be told of it without telling it again.
@NullMarked
package plimsoll.domain.personaldata;

import org.jspecify.annotations.NullMarked;
