package plimsoll.hub.people;

import java.time.Duration;
import java.time.Instant;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Scope;

/// A program's request to act for somebody, who says yes or no in a browser (RFC 8628).
///
/// @param id 24 hexadecimal digits; the family of what is issued for it
/// @param userCode what the person types, without its dash
/// @param client the program that asks, and from where
/// @param startedAt when it asked
/// @param expiresAt until when an answer counts
/// @param interval how long the program waits between two questions
/// @param askedAt when it last asked for the answer; `startedAt` before the first time
/// @param answer what the person said
public record DeviceGrant(
        String id,
        String userCode,
        Client client,
        Instant startedAt,
        Instant expiresAt,
        Duration interval,
        Instant askedAt,
        Answer answer) {

    /// What the person said.
    public sealed interface Answer {
        /// Nothing yet.
        record None() implements Answer {}

        /// Yes: it may act for `account`, this far.
        record Approved(Namespace account, Scope scope) implements Answer {}

        /// No.
        record Denied() implements Answer {}
    }
}
