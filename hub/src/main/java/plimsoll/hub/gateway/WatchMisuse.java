package plimsoll.hub.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.guard.Harvest;
import plimsoll.domain.guard.Ladder;
import plimsoll.domain.guard.Side;
import plimsoll.domain.guard.Strike;
import plimsoll.domain.guard.Strike.Step;
import plimsoll.domain.guard.Verdict;
import plimsoll.domain.guard.Verdict.Outcome;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.ledger.Deed.Kind;
import plimsoll.hub.gateway.MisuseRecords.By;
import plimsoll.hub.gateway.MisuseRecords.Past;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.people.ChangeAccount;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;

/// Keeps what was decided about questions, and acts when an account's come to too much: it is told, slowed, suspended,
/// barred. Each step has a reason, a rule, an end and a page where its holder objects.
///
/// Safe for use by any number of threads.
public final class WatchMisuse {
    private static final int ID_BYTES = 16;
    private static final String HARVESTED = "a harvest of answers";
    /// So long decisions are kept: as long as somebody may object, and no longer.
    private static final Duration KEPT = Duration.ofDays(120);
    /// So many accounts are watched for harvests, the latest that asked.
    private static final int MOST_HARVESTS = 2_000;

    private final MisuseRecords records;
    private final Transactions transactions;
    private final Journal journal;
    private final Notices notices;
    private final ChangeAccount change;
    private final InstantSource clock;
    private final RandomGenerator random;
    /// In memory only: who goes on after a restart is seen again within a day.
    private final Map<String, Harvest> harvests = Collections.synchronizedMap(new Recent<>(MOST_HARVESTS));

    /// @param random for ids that nobody guesses
    public WatchMisuse(
            MisuseRecords records,
            Transactions transactions,
            Journal journal,
            Notices notices,
            ChangeAccount change,
            InstantSource clock,
            RandomGenerator random) {
        this.records = records;
        this.transactions = transactions;
        this.journal = journal;
        this.notices = notices;
        this.change = change;
        this.clock = clock;
        this.random = random;
    }

    /// Keeps a decision about what `account` asked or was answered.
    ///
    /// @param text keyed hash of it
    /// @param retry whether it says again what was stopped before
    public void saw(Namespace account, String model, Verdict verdict, String text, boolean retry) {
        var now = clock.instant();
        var strike = transactions.<Optional<Strike>, RuntimeException>run(() -> {
            records.note(new Decision(account.text(), model, verdict, text, now));
            // What models and tools say is not held against who asked, and what nobody judged is not either.
            if (verdict.side() != Side.QUESTION || verdict.outcome() == Outcome.UNJUDGED) {
                return Optional.empty();
            }
            var risk = records.risk(account).after(verdict, retry, now);
            var step = verdict.blocks() ? Ladder.next(risk, records.strikes(account), now) : Optional.<Step>empty();
            records.keep(account, step.isPresent() ? risk.spent(now) : risk);
            return step.map(next -> issue(account, Ladder.RULE, next, verdict, text, now));
        });
        strike.filter(Strike::suspends)
                .ifPresent(each -> change.setStanding(
                        EndSuspensions.LADDER,
                        account,
                        Standing.SUSPENDED,
                        "%s, see /strikes/%s".formatted(each.rule(), each.id())));
    }

    /// What messages of an account were judged to be before, by this process or another.
    Map<String, Past> past(Namespace account, By by, Collection<String> texts) {
        return records.past(account, by, texts);
    }

    /// What holds of an account's strikes and goes farthest.
    public Optional<Strike> holds(Namespace account) {
        var now = clock.instant();
        return records.strikes(account).stream()
                .filter(strike -> strike.inForce(now))
                .max(Comparator.comparing(Strike::step));
    }

    /// Forgets decisions that nobody can object to any more.
    public void forget() {
        records.forget(clock.instant().minus(KEPT));
    }

    /// Looks at what `account` asks, all of its questions together. Whose look like a harvest is told so, and those who
    /// watch over the hub see it; no more follows without a person, since a batch of honest work can look alike.
    ///
    /// @param text keyed hash of the question
    public void asked(Namespace account, String question, Verdict verdict, String text) {
        var now = clock.instant();
        var harvest = harvests.computeIfAbsent(account.key(), _ -> new Harvest());
        synchronized (harvest) {
            if (!harvest.sees(question, now)) {
                return;
            }
        }
        transactions.run(() -> {
            boolean told = records.strikes(account).stream()
                    .anyMatch(strike -> strike.rule().equals(Harvest.RULE)
                            && strike.at().plus(Ladder.length(Step.NOTICE)).isAfter(now));
            return told ? Optional.empty() : Optional.of(issue(account, Harvest.RULE, Step.NOTICE, verdict, text, now));
        });
    }

    private Strike issue(Namespace account, String rule, Step step, Verdict verdict, String text, Instant now) {
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        var strike = new Strike(
                HexFormat.of().formatHex(id),
                account.text(),
                step,
                rule,
                rule.equals(Harvest.RULE) ? HARVESTED : String.join(", ", verdict.reasons()),
                text,
                verdict.model().hex(),
                now,
                now.plus(Ladder.length(step)),
                Deed.PLIMSOLL,
                Optional.empty());
        records.keep(strike);
        journal.append(Deed.of(
                Kind.STRIKE_ISSUED,
                Deed.PLIMSOLL,
                account.text(),
                Map.of(
                        "strike", strike.id(),
                        "step", step.name(),
                        "rule", strike.rule(),
                        "reasons", strike.reasons(),
                        "policy", verdict.policy().version(),
                        "guard", strike.guard(),
                        "until", strike.until().toString())));
        notices.send(account, new Notice(told(strike), "strikes/" + strike.id(), now));
        return strike;
    }

    private static String told(Strike strike) {
        if (strike.rule().equals(Harvest.RULE)) {
            return "Your questions to models look like the making of a training set. Nothing else follows by itself.";
        }
        var words = switch (strike.step()) {
            case NOTICE -> "Several of your questions to models were stopped (%s). More of them will slow you down.";
            case THROTTLE -> "Questions like yours were stopped again (%s): for a day you may ask few.";
            case SUSPENSION -> "Your account is suspended for a week because of what you asked models (%s).";
            case BAR -> "Your account is barred for a year because of what you asked models (%s).";
        };
        return words.formatted(strike.reasons());
    }
}
