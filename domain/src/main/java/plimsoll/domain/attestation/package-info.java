/// Signed statements about models, in the formats that others check: DSSE, in-toto, OpenSSF Model Signing.
@NullMarked
package plimsoll.domain.attestation;

import org.jspecify.annotations.NullMarked;
