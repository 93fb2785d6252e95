package plimsoll.hub.attestation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Gate;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Namespaces;

/// Registers the public keys with which a publisher signs its models, and takes them back. Whose signature is on a
/// model is then this hub's word, on record: an admin of that publisher brought the key.
public final class RegisterKey {
    /// As many as anybody signs with.
    public static final int MAX_KEYS = 20;
    /// A key of the largest curve takes a fifth of it.
    public static final int MAX_PEM_CHARACTERS = 2_000;

    private final PublisherKeys keys;
    private final Namespaces namespaces;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public RegisterKey(
            PublisherKeys keys,
            Namespaces namespaces,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.keys = keys;
        this.namespaces = namespaces;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is done, to this publisher's keys.
        record Done(Namespace owner) implements Outcome {}

        /// There is no such publisher, or no such key of theirs.
        record Unknown() implements Outcome {}

        /// They may not do this in this publisher's name.
        record NotAllowed() implements Outcome {}

        /// It cannot be.
        ///
        /// @param reason why not, in words for the publisher
        record Unfit(String reason) implements Outcome {}
    }

    /// A publisher's keys: public ones, for anybody.
    ///
    /// @return empty when there is no such publisher
    public Optional<List<PublisherKey>> list(Namespace owner) {
        return namespaces.find(owner).map(keys::of);
    }

    /// Whether `who` may change what is registered for `owner`.
    public static boolean isFor(Recipient who, Namespace owner) {
        return Gate.admitToAdminister(who, owner) instanceof Admitted;
    }

    /// Registers the key in a PEM text.
    public Outcome register(Recipient who, Namespace owner, String pem) {
        if (!isFor(who, owner)) {
            return new Outcome.NotAllowed();
        }
        var known = namespaces.find(owner);
        if (known.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (pem.length() > MAX_PEM_CHARACTERS) {
            return new Outcome.Unfit("A public key in PEM has at most %d characters.".formatted(MAX_PEM_CHARACTERS));
        }
        if (pem.contains("PRIVATE KEY")) {
            return new Outcome.Unfit("That is a secret key: keep it, and bring the public one (openssl pkey -pubout)."
                    + " Whoever may have seen it can sign in your name; make another.");
        }
        var key = PublisherKey.read(pem);
        if (key.isEmpty()) {
            return new Outcome.Unfit("That is no public key in PEM on the curve P-256, P-384 or P-521, which is what"
                    + " models are signed with. It begins with -----BEGIN PUBLIC KEY-----.");
        }
        if (keys.of(owner).size() >= MAX_KEYS) {
            return new Outcome.Unfit("%d keys are enough: remove one first.".formatted(MAX_KEYS));
        }
        var fresh = new PublisherKey(key.get(), Instant.ofEpochMilli(clock.millis()));
        return done(known.get(), Deed.Kind.PUBLISHER_KEY_ADDED, who, fresh.hint(), () -> keys.add(known.get(), fresh))
                ? new Outcome.Done(known.get())
                : new Outcome.Unfit("This key is registered already.");
    }

    /// Takes a key back: what it signed is not shown as the publisher's from then on.
    public Outcome remove(Recipient who, Namespace owner, Sha256 hint) {
        if (!isFor(who, owner)) {
            return new Outcome.NotAllowed();
        }
        return done(owner, Deed.Kind.PUBLISHER_KEY_REMOVED, who, hint, () -> keys.remove(owner, hint))
                ? new Outcome.Done(owner)
                : new Outcome.Unknown();
    }

    private boolean done(Namespace owner, Deed.Kind kind, Recipient who, Sha256 hint, Change change) {
        return transactions.run(() -> {
            boolean changed = change.make();
            if (changed) {
                journal.append(Deed.of(kind, who.actor(), owner.text(), Map.of("key", hint.hex())));
            }
            return changed;
        });
    }

    /// What is done to the keys.
    @FunctionalInterface
    private interface Change {
        boolean make();
    }
}
