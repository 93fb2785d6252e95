/// The public log as outsiders read it: checkpoints, tiles, entries and proofs, by C2SP's formats.
@NullMarked
package plimsoll.web.ledger;

import org.jspecify.annotations.NullMarked;
