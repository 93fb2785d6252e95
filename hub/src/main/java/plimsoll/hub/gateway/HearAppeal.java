package plimsoll.hub.gateway;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Answer;
import plimsoll.domain.guard.Strike.Appeal;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Deed.Kind;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;

/// Objections to strikes, and their answers: by a person who watches over the hub, who is neither the one who decided
/// nor the one concerned. Safe for use by any number of threads.
public final class HearAppeal {
    /// As much as a person reads of another's case.
    public static final int MOST_CHARACTERS = 2_000;

    private final MisuseRecords records;
    private final Transactions transactions;
    private final Journal journal;
    private final Notices notices;
    private final InstantSource clock;

    /// Over these records.
    public HearAppeal(
            MisuseRecords records, Transactions transactions, Journal journal, Notices notices, InstantSource clock) {
        this.records = records;
        this.transactions = transactions;
        this.journal = journal;
        this.notices = notices;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is done.
        record Done(Strike strike) implements Outcome {}

        /// It is not, for a reason in words.
        record Refused(String why) implements Outcome {}
    }

    /// Objects to a strike, once.
    public Outcome appeal(String id, String text) {
        return transactions.run(() -> object(id, text));
    }

    private Outcome object(String id, String text) {
        var found = records.strike(id);
        if (found.isEmpty()) {
            return new Outcome.Refused("There is no such decision.");
        }
        if (found.get().appeal().isPresent()) {
            return new Outcome.Refused("You have appealed already.");
        }
        if (text.isBlank() || text.length() > MOST_CHARACTERS) {
            return new Outcome.Refused("Say why, in at most %,d characters.".formatted(MOST_CHARACTERS));
        }
        var appealed = found.get().with(new Appeal(text.strip(), clock.instant(), Optional.empty()));
        records.keep(appealed);
        journal.append(Deed.of(Kind.STRIKE_APPEALED, appealed.account(), appealed.account(), Map.of("strike", id)));
        return new Outcome.Done(appealed);
    }

    /// Answers an appeal. Whom an overturned strike had suspended is let in again by `EndSuspensions`, within seconds.
    ///
    /// @param overturn whether the strike was wrong
    public Outcome answer(Known by, String id, boolean overturn, String text) {
        return transactions.run(() -> decide(by, id, overturn, text));
    }

    private Outcome decide(Known by, String id, boolean overturn, String text) {
        var found = records.strike(id).filter(Strike::isAppealed);
        if (found.isEmpty()) {
            return new Outcome.Refused("No appeal waits there.");
        }
        var strike = found.get();
        if (by.role() == SiteRole.MEMBER
                || by.name().text().equals(strike.decidedBy())
                || by.name().key().equals(new Namespace(strike.account()).key())) {
            return new Outcome.Refused("Another person has to answer this.");
        }
        if (text.isBlank() || text.length() > MOST_CHARACTERS) {
            return new Outcome.Refused("Say why, in at most %,d characters.".formatted(MOST_CHARACTERS));
        }
        var now = clock.instant();
        var appeal = strike.appeal().orElseThrow();
        var answer = new Answer(overturn, text.strip(), by.name().text(), now);
        var answered = strike.with(new Appeal(appeal.text(), appeal.at(), Optional.of(answer)));
        records.keep(answered);
        journal.append(Deed.of(
                Kind.APPEAL_ANSWERED,
                by.name().text(),
                strike.account(),
                Map.of("strike", id, "overturned", String.valueOf(overturn))));
        notices.send(
                new Namespace(strike.account()),
                new Notice(
                        overturn ? "Your appeal was right: the decision is undone." : "Your appeal was answered.",
                        "strikes/" + id,
                        now));
        return new Outcome.Done(answered);
    }
}
