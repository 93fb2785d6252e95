/// The ground floor: what is true. Rules and values, pure, on `java.*` alone.
@NullMarked
package plimsoll.domain;

import org.jspecify.annotations.NullMarked;
