package plimsoll.hub.repositories;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.release.Admission;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;

/// Lets accounts say what they like. No deed of the journal: likes harm nobody, and people take them back.
public final class LikeRepository {
    private final Likes likes;
    private final InstantSource clock;

    /// With what it needs.
    public LikeRepository(Likes likes, InstantSource clock) {
        this.likes = likes;
        this.clock = clock;
    }

    /// Likes what the caller may read. Doing it twice does nothing.
    ///
    /// @return `Admitted`, or why not: strangers like nothing, and neither do tokens that only read
    public Admission like(Pass pass) {
        return change(pass, account -> likes.like(pass.repository().id(), account, now()));
    }

    /// Takes a like back. Doing it twice does nothing.
    ///
    /// @return `Admitted`, or why not
    public Admission unlike(Pass pass) {
        return change(pass, account -> likes.unlike(pass.repository().id(), account, now()));
    }

    /// Whether the caller likes it.
    public boolean likes(Pass pass) {
        return switch (pass.recipient()) {
            case Stranger _ -> false;
            case Known known -> likes.likes(pass.repository().id(), known.name());
        };
    }

    /// Who likes it.
    ///
    /// @throws UnknownCursor when the cursor is none of this list
    public Page<Namespace> likers(Pass pass, Optional<String> cursor, int limit) {
        return likes.likers(pass.repository().id(), cursor, limit);
    }

    private static Admission change(Pass pass, java.util.function.Consumer<Namespace> change) {
        return switch (pass.recipient()) {
            case Stranger _ -> new RoleTooSmall();
            case Known known when known.scope() == Scope.READ -> new ScopeTooSmall();
            case Known known -> {
                change.accept(known.name());
                yield new Admitted();
            }
        };
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
