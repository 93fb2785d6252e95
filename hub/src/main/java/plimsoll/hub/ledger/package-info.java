/// One transaction for a deed and the record of it.
@NullMarked
package plimsoll.hub.ledger;

import org.jspecify.annotations.NullMarked;
