package plimsoll.domain.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.content.Sha256;

/// What somebody holds of one repository: their own requests and their organisations', and the agreements they are
/// party to. Facts with their dates; what they are worth at a given time is for the gate to say.
///
/// @param claims what was asked for or granted
/// @param partnerships the agreements
public record Holdings(List<Claim> claims, List<Partnership> partnerships) {
    /// Nothing.
    public static final Holdings NONE = new Holdings(List.of(), List.of());

    public Holdings {
        claims = List.copyOf(claims);
        partnerships = List.copyOf(partnerships);
    }

    /// Something asked for, or granted without being asked for.
    ///
    /// @param status what became of it
    /// @param terms the hash of the text that was accepted; empty where the publisher granted it unasked
    /// @param until when a grant ends; empty when it does not
    public record Claim(Status status, Optional<Sha256> terms, Optional<Instant> until) {}

    /// That somebody is party to an agreement.
    ///
    /// @param agreement its id
    /// @param from when it comes into force
    /// @param until when it ends
    public record Partnership(String agreement, Instant from, Instant until) {
        boolean inForce(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    /// What became of a request, in the hub protocol's words.
    public enum Status {
        PENDING,
        ACCEPTED,
        REJECTED
    }
}
