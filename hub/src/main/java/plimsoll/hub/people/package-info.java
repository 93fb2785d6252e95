/// Who is known on this hub, how they prove it, and what they may be.
///
/// Every secret (token, session, link, invitation, device code) is made by `Mint`, shown once, and kept as its SHA-256
/// only: it has more than 128 random bits, so no slow hash is needed. Passwords, which people choose, get Argon2id.
@NullMarked
package plimsoll.hub.people;

import org.jspecify.annotations.NullMarked;
