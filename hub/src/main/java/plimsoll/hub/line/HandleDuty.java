package plimsoll.hub.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.line.Duty;
import plimsoll.domain.line.Duty.Met;
import plimsoll.domain.line.Obligation.From;
import plimsoll.domain.line.Round.Reopened;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.line.ReadDuties.Seen;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Pass;

/// Names who shall meet an obligation, and records that it was met, or was not after all. Each is a deed.
public final class HandleDuty {
    private static final Outcome OTHERWISE_BY_NOW = new Outcome.Unfit("It has changed meanwhile. Look at it again.");

    private final Duties duties;
    private final ReadDuties read;
    private final BiPredicate<Namespace, Namespace> belongs;
    private final Supplier<List<Namespace>> admins;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    ///
    /// @param belongs whether an account, the second, belongs to a publisher, the first
    /// @param admins the accounts of those who run the hub
    public HandleDuty(
            Duties duties,
            ReadDuties read,
            BiPredicate<Namespace, Namespace> belongs,
            Supplier<List<Namespace>> admins,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.duties = duties;
        this.read = read;
        this.belongs = belongs;
        this.admins = admins;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is so.
        record Done() implements Outcome {}

        /// The repository has no such obligation.
        record Unknown() implements Outcome {}

        /// The visitor may not do that.
        record NotAllowed() implements Outcome {}

        /// It cannot be, for a reason to be told.
        record Unfit(String reason) implements Outcome {}
    }

    /// Records that an obligation was met.
    ///
    /// @param round which round of it, so that nobody meets two by sending the same twice; may be empty where it
    ///     does not recur
    /// @param note what was done
    /// @param evidence the SHA-256 of what shows it, or its address
    public Outcome meet(Pass pass, String id, Optional<Integer> round, String note, String evidence) {
        return change(pass, id, round, (duty, now) -> {
            if (duty.obligation().from() == From.INCIDENT) {
                return new Outcome.Unfit("It is met incident by incident: what was sent is recorded with each.");
            }
            if (duty.isDone()) {
                return new Outcome.Unfit("That it was met is on record already.");
            }
            if (round.isPresent() && round.get() != duty.round()) {
                return new Outcome.Unfit("It is in round %d, not %d.".formatted(duty.round(), round.get()));
            }
            if (now.isBefore(duty.begins())) {
                return new Outcome.Unfit("Round %d begins on %s.".formatted(duty.round(), duty.begins()));
            }
            var met = new Met(pass.recipient().actor(), now, note.strip(), evidence.strip());
            if (!duties.meet(duty, met)) {
                return OTHERWISE_BY_NOW;
            }
            record(Deed.Kind.DUTY_MET, duty, met.by(), Map.of("note", met.note(), "evidence", met.evidence()));
            return new Outcome.Done();
        });
    }

    /// Takes back that an obligation was met, or its last round. Its time goes on as if nobody had said so; the entry
    /// stays. Who owes it is told, and who had said that it was met.
    ///
    /// @param round which round of it was not met; may be empty where it does not recur
    /// @param reason why
    public Outcome reopen(Pass pass, String id, Optional<Integer> round, String reason) {
        return change(pass, id, round, (duty, now) -> {
            if (duty.last().isEmpty()) {
                return new Outcome.Unfit("Nobody has said that it was met.");
            }
            var last = duty.last().get();
            if (round.isPresent() && round.get() != last.number()) {
                return new Outcome.Unfit("The round that was met last is %d, not %d: only that can be reopened."
                        .formatted(last.number(), round.get()));
            }
            var reopened = new Reopened(pass.recipient().actor(), now, reason.strip());
            if (!duties.reopen(duty, reopened)) {
                return OTHERWISE_BY_NOW;
            }
            var again = found(pass, id).orElseThrow();
            record(Deed.Kind.DUTY_REOPENED, again.duty(), reopened.by(), Map.of("reason", reopened.reason()));
            tellReopened(again, last.met().by(), reopened);
            return new Outcome.Done();
        });
    }

    /// Does something to a duty as it is, in one transaction.
    private Outcome change(Pass pass, String id, Optional<Integer> round, BiFunction<Duty, Instant, Outcome> how) {
        try {
            return transactions.run(() -> {
                var found = found(pass, id);
                if (found.isEmpty()) {
                    return new Outcome.Unknown();
                }
                if (!found.get().mayMeet()) {
                    return new Outcome.NotAllowed();
                }
                var duty = found.get().duty();
                return duty.obligation().recurs() && round.isEmpty()
                        ? new Outcome.Unfit("It is to be done again and again: say which round.")
                        : how.apply(duty, Instant.ofEpochMilli(clock.millis()));
            });
        } catch (IllegalArgumentException unfit) {
            return new Outcome.Unfit(String.valueOf(unfit.getMessage()));
        }
    }

    private void tellReopened(Seen seen, String saidBy, Reopened reopened) {
        var people = new LinkedHashMap<String, Namespace>();
        read.owner(seen.repository(), seen.duty())
                .map(List::of)
                .orElseGet(admins)
                .forEach(one -> people.put(one.key(), one));
        if (Namespace.isNamespace(saidBy)) {
            people.put(new Namespace(saidBy).key(), new Namespace(saidBy));
        }
        people.values().stream()
                .filter(one -> !one.text().equals(reopened.by()))
                .forEach(one -> notices.send(
                        one,
                        notice(seen, "%s says that this was not met, and is to be done".formatted(reopened.by()))));
    }

    /// Names the account that shall meet an obligation; empty text for nobody in particular.
    public Outcome assign(Pass pass, String id, String account) {
        var found = found(pass, id);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (!found.get().mayAssign()) {
            return new Outcome.NotAllowed();
        }
        var name = account.strip();
        if (!name.isEmpty() && !mayOwe(found.get(), name)) {
            return new Outcome.Unfit(
                    found.get().duty().obligation().isOperators()
                            ? "This is owed by those who run the hub, so it is for one of them to do."
                            : "It is for somebody who belongs to the publisher to do.");
        }
        var to = name.isEmpty() ? Optional.<Namespace>empty() : Optional.of(new Namespace(name));
        var duty = found.get().duty();
        transactions.run(() -> {
            duties.assign(id, to);
            record(Deed.Kind.DUTY_ASSIGNED, duty, pass.recipient().actor(), Map.of("to", name));
            to.ifPresent(one -> notices.send(one, notice(found.get(), "You shall see to this")));
            return true;
        });
        return new Outcome.Done();
    }

    private boolean mayOwe(Seen seen, String name) {
        if (!Namespace.isNamespace(name)) {
            return false;
        }
        var account = new Namespace(name);
        return ReadDuties.publisher(seen.repository(), seen.duty())
                .map(publisher -> belongs.test(publisher, account))
                .orElseGet(() ->
                        admins.get().stream().anyMatch(admin -> admin.key().equals(account.key())));
    }

    private Optional<Seen> found(Pass pass, String id) {
        var repository = pass.repository();
        return duties.find(repository.id(), id)
                .filter(ReadDuties::isTold)
                .map(duty -> read.seen(pass.recipient(), repository, duty, List.of()));
    }

    private Notice notice(Seen seen, String begins) {
        var until = seen.duty().due().map(end -> "until %s, ".formatted(end)).orElse("");
        return new Notice(
                "%s for %s, %s%s (%s)."
                        .formatted(
                                begins,
                                seen.repository().name(),
                                until,
                                seen.duty().obligation().what(),
                                seen.duty().rule()),
                seen.repository().page() + "/line",
                Instant.ofEpochMilli(clock.millis()));
    }

    private void record(Deed.Kind kind, Duty duty, String actor, Map<String, String> besides) {
        var details = new TreeMap<>(details(duty));
        details.putAll(besides);
        journal.append(Deed.of(kind, actor, duty.repository().hex(), details));
    }

    /// What deeds about a duty have in common.
    static Map<String, String> details(Duty duty) {
        return Map.of(
                "duty", duty.id(),
                "pack", duty.pack(),
                "rule", duty.rule(),
                "what", duty.obligation().what(),
                "since", duty.since().toString(),
                "round", String.valueOf(duty.round()),
                "due", duty.due().map(Instant::toString).orElse(""));
    }
}
