package plimsoll.domain.release;

import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.Level;

/// On what condition one component is let out, from the closed end of the gradient to the open one.
public sealed interface Access {
    /// Nobody outside the publisher. To all others it does not exist.
    record Withheld() implements Access {}

    /// Only those who are party to the named agreement, while it is in force.
    ///
    /// @param agreement its id
    record Partners(String agreement) implements Access {}

    /// Nobody gets the bytes; everybody may talk to the model on the hub's page.
    record Hosted() implements Access {}

    /// Nobody gets the bytes; everybody may call the model.
    record Api() implements Access {}

    /// Whoever accepts the terms.
    ///
    /// @param terms the hash of their text: who accepted another text has not accepted this one
    /// @param approval whether accepting is enough
    record OnTerms(Sha256 terms, Approval approval) implements Access {}

    /// Anybody, under whatever licence.
    record Downloadable() implements Access {}

    /// Anybody, under a licence that leaves every use free.
    record Open() implements Access {}

    /// Who lets somebody in that has accepted the terms.
    enum Approval {
        /// The hub, at once.
        AUTOMATIC,
        /// The publisher, by hand.
        BY_HAND
    }

    /// The most open access of a level. Named partners cannot be guessed, so what is staged is withheld.
    ///
    /// @param terms what is to be accepted, should it be on terms
    static Access at(Level level, OnTerms terms) {
        return switch (level) {
            case INTERNAL, STAGED -> new Withheld();
            case HOSTED -> new Hosted();
            case API -> new Api();
            case GATED_DOWNLOAD -> terms;
            case OPEN_DOWNLOAD -> new Downloadable();
            case FULLY_OPEN -> new Open();
        };
    }

    /// Where this lies on the gradient.
    default Level level() {
        return switch (this) {
            case Withheld _ -> Level.INTERNAL;
            case Partners _ -> Level.STAGED;
            case Hosted _ -> Level.HOSTED;
            case Api _ -> Level.API;
            case OnTerms _ -> Level.GATED_DOWNLOAD;
            case Downloadable _ -> Level.OPEN_DOWNLOAD;
            case Open _ -> Level.FULLY_OPEN;
        };
    }

    /// Whether anybody at all gets the bytes.
    default boolean isForAnybody() {
        return level().compareTo(Level.OPEN_DOWNLOAD) >= 0;
    }
}
