/// What this hub signs about models, what it makes of signatures that publishers bring, and the bill of materials.
@NullMarked
package plimsoll.hub.attestation;

import org.jspecify.annotations.NullMarked;
