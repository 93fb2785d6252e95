/// What was done, in a form that can be chained and checked. Knows bytes, not what they mean.
@NullMarked
package plimsoll.domain.ledger;

import org.jspecify.annotations.NullMarked;
