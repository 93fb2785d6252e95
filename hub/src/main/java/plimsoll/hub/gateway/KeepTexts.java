package plimsoll.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.content.Bytes;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Deed.Kind;
import plimsoll.hub.gateway.KeptTexts.Kept;
import plimsoll.hub.gateway.TextSeal.SealBroken;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;

/// Keeps texts that accounts exchange with models: conversations that an account saves or shares, and, only where the
/// deployment says for how long, everything that is asked and answered. All of it is encrypted and goes by itself. An
/// account reads and deletes its own; staff read an account's with a reason that the ledger keeps.
///
/// Safe for use by any number of threads.
public final class KeepTexts {
    /// The longest text, of characters: a conversation that fills a context of 100,000 tokens.
    public static final int MOST_CHARACTERS = 400_000;
    /// Conversations that an account saves, and that it shares.
    public static final int MOST_SAVED = 200;
    /// How long a conversation stays that nobody saves again.
    public static final Duration SAVED = Duration.ofDays(365);
    /// Characters of a reason for which staff read.
    public static final int MOST_REASON = 500;

    private static final int LEAST_REASON = 10;
    private static final int ID_BYTES = 16;
    private static final int SHOWN = 100;

    private final KeptTexts texts;
    private final TextSeal seal;
    private final Optional<Duration> retention;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param keys of 32 bytes each, the newest last
    /// @param retention how long what is asked and answered is kept; nothing where it is not kept
    /// @param random nobody may be able to foretell it
    public KeepTexts(
            KeptTexts texts,
            List<Bytes> keys,
            Optional<Duration> retention,
            Transactions transactions,
            Journal journal,
            InstantSource clock,
            RandomGenerator random) {
        this.texts = texts;
        this.seal = new TextSeal(keys, random);
        this.retention = retention;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /// A text that is kept, readable.
    ///
    /// @param until when it goes
    /// @param text as it was given to be kept
    public record Opened(
            String id, Namespace account, KeptTexts.Kind kind, String model, Instant at, Instant until, String text) {}

    /// What came of keeping or reading.
    public sealed interface Outcome {
        /// It is kept under this id.
        record Done(String id) implements Outcome {}

        /// These are the texts.
        record Read(List<Opened> texts) implements Outcome {
            public Read {
                texts = List.copyOf(texts);
            }
        }

        /// Not, for a reason in words.
        record Refused(String why) implements Outcome {}
    }

    /// How long what is asked and answered is kept here; nothing where it is not.
    public Optional<Duration> retention() {
        return retention;
    }

    /// Keeps a question with its answer, where the deployment does.
    void exchanged(Namespace account, String model, String text) {
        retention.ifPresent(life -> keep(fresh(), account, KeptTexts.Kind.EXCHANGE, model, life, cut(text)));
    }

    /// Keeps an answer that its account may refer to by `id`, where the deployment keeps what is asked.
    ///
    /// @return whether it is kept
    public boolean respond(Namespace account, String id, String model, String text) {
        if (retention.isEmpty() || text.length() > MOST_CHARACTERS) {
            return false;
        }
        keep(id, account, KeptTexts.Kind.RESPONSE, model, retention.get(), text);
        return true;
    }

    /// Saves a conversation.
    ///
    /// @param id of the one it takes the place of; a new one when that is none of the account's
    public Outcome save(Namespace account, Optional<String> id, String model, String text) {
        return kept(account, KeptTexts.Kind.CHAT, id, model, text);
    }

    /// Shares a conversation: whoever has its id may read it until it is deleted.
    Outcome share(Namespace account, String model, String text) {
        return kept(account, KeptTexts.Kind.SHARE, Optional.empty(), model, text);
    }

    private Outcome kept(Namespace account, KeptTexts.Kind kind, Optional<String> id, String model, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new Outcome.Refused(
                    "This conversation is longer than %,d characters; begin a new one.".formatted(MOST_CHARACTERS));
        }
        var old = id.flatMap(texts::find).filter(each -> isOf(each, account) && each.kind() == kind);
        if (old.isEmpty() && texts.count(account, kind) >= MOST_SAVED) {
            return new Outcome.Refused("You have %d of these already; delete one.".formatted(MOST_SAVED));
        }
        var under = old.map(Kept::id).orElseGet(this::fresh);
        keep(under, account, kind, model, SAVED, text);
        return new Outcome.Done(under);
    }

    private void keep(String id, Namespace account, KeptTexts.Kind kind, String model, Duration life, String text) {
        var now = clock.instant();
        texts.keep(new Kept(id, account, kind, model, now, now.plus(life), seal.seal(named(id, account, kind), text)));
    }

    /// A text of an account's own.
    public Optional<Opened> own(Namespace account, KeptTexts.Kind kind, String id) {
        return current(id)
                .filter(each -> isOf(each, account) && each.kind() == kind)
                .flatMap(this::opened);
    }

    /// A conversation that is shared, for whoever has its id.
    Optional<Opened> shared(String id) {
        return current(id).filter(each -> each.kind() == KeptTexts.Kind.SHARE).flatMap(this::opened);
    }

    /// The latest of an account's own texts of a kind, newest first.
    public List<Opened> all(Namespace account, KeptTexts.Kind kind) {
        var now = clock.instant();
        return texts.of(account, kind, MOST_SAVED).stream()
                .filter(each -> each.until().isAfter(now))
                .flatMap(each -> opened(each).stream())
                .toList();
    }

    /// What is kept of the exchanges of an account, for staff with a reason, which the ledger keeps.
    public Outcome examine(Known by, Namespace account, String reason) {
        if (by.role() == SiteRole.MEMBER || by.name().key().equals(account.key())) {
            return new Outcome.Refused("Only staff read what others asked.");
        }
        if (reason.strip().length() < LEAST_REASON || reason.length() > MOST_REASON) {
            return new Outcome.Refused("Say why you read it, in %d to %d characters: the ledger keeps the reason."
                    .formatted(LEAST_REASON, MOST_REASON));
        }
        return transactions.run(() -> {
            var found = texts.of(account, KeptTexts.Kind.EXCHANGE, SHOWN);
            journal.append(Deed.of(
                    Kind.TEXTS_READ,
                    by.name().text(),
                    account.text(),
                    Map.of("reason", reason.strip(), "texts", String.valueOf(found.size()))));
            return new Outcome.Read(
                    found.stream().flatMap(each -> opened(each).stream()).toList());
        });
    }

    /// Deletes a text of an account's own.
    ///
    /// @return whether there was one
    public boolean delete(Namespace account, String id) {
        return texts.delete(account, id);
    }

    /// Deletes all that is kept of an account.
    public int deleteAll(Namespace account) {
        return texts.deleteAll(account);
    }

    /// Removes what has expired; and where nothing is to be kept any more, what was kept until then.
    public void forget() {
        texts.forget(clock.instant());
        if (retention.isEmpty()) {
            texts.deleteAll(KeptTexts.Kind.EXCHANGE);
            texts.deleteAll(KeptTexts.Kind.RESPONSE);
        }
    }

    private Optional<Kept> current(String id) {
        var now = clock.instant();
        return texts.find(id).filter(each -> each.until().isAfter(now));
    }

    /// One whose key is gone is as good as deleted.
    private Optional<Opened> opened(Kept kept) {
        try {
            var text = seal.open(named(kept.id(), kept.account(), kept.kind()), kept.sealed());
            return Optional.of(
                    new Opened(kept.id(), kept.account(), kept.kind(), kept.model(), kept.at(), kept.until(), text));
        } catch (SealBroken _) {
            return Optional.empty();
        }
    }

    private static boolean isOf(Kept kept, Namespace account) {
        return kept.account().key().equals(account.key());
    }

    private static String named(String id, Namespace account, KeptTexts.Kind kind) {
        return id + "\n" + account.key() + "\n" + kind.name();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    }

    private String fresh() {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
