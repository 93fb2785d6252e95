package plimsoll.hub.gateway;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.SiteRole;
import plimsoll.hub.gateway.MisuseRecords.Noted;
import plimsoll.hub.gateway.RefusalReports.Answer;
import plimsoll.hub.gateway.RefusalReports.Report;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices;
import plimsoll.hub.release.Notices.Notice;

/// Takes reports that something was wrongly stopped, and what a person makes of them. Safe for use by any number of
/// threads.
public final class ReportRefusal {
    /// As much as a person reads.
    public static final int MOST_CHARACTERS = 1_000;
    /// So many of an account may wait at once: more tell nothing new about the guard.
    public static final int MOST_WAITING = 20;

    /// So many of an account's latest decisions can be reported.
    private static final int LATEST = 200;

    private static final int ID_BYTES = 16;

    private final MisuseRecords records;
    private final RefusalReports reports;
    private final Transactions transactions;
    private final Notices notices;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// Over these records.
    public ReportRefusal(
            MisuseRecords records,
            RefusalReports reports,
            Transactions transactions,
            Notices notices,
            InstantSource clock,
            RandomGenerator random) {
        this.records = records;
        this.reports = reports;
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
        this.random = random;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is done.
        record Done() implements Outcome {}

        /// It is not, for a reason in words.
        record Refused(String why) implements Outcome {}
    }

    /// What an account may report: its latest decisions that stopped something, each once, without those reported.
    public List<Noted> reportable(Namespace account) {
        var reported = reports.of(account, LATEST).stream().map(Report::text).toList();
        return records.decisions(account, LATEST).stream()
                .filter(noted -> noted.outcome().equals("BLOCK") && !reported.contains(noted.text()))
                .toList();
    }

    /// Reports that something was wrongly stopped.
    ///
    /// @param text keyed hash of it, as its decision has it
    public Outcome report(Known who, String text, String words) {
        if (words.length() > MOST_CHARACTERS) {
            return new Outcome.Refused("Say it in at most %,d characters.".formatted(MOST_CHARACTERS));
        }
        var noted = reportable(who.name()).stream()
                .filter(each -> each.text().equals(text))
                .findFirst();
        if (noted.isEmpty()) {
            return new Outcome.Refused("There is no such decision about you, or you have reported it already.");
        }
        long waiting = reports.of(who.name(), LATEST).stream()
                .filter(each -> each.answer().isEmpty())
                .count();
        if (waiting >= MOST_WAITING) {
            return new Outcome.Refused("%d of your reports wait already.".formatted(MOST_WAITING));
        }
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        reports.keep(new Report(
                HexFormat.of().formatHex(id),
                who.name().text(),
                text,
                noted.get().reasons(),
                words.strip(),
                clock.instant(),
                Optional.empty()));
        return new Outcome.Done();
    }

    /// Answers a report.
    ///
    /// @param wrong whether it was wrongly stopped; then what had gathered against its account is forgotten
    public Outcome answer(Known by, String id, boolean wrong) {
        var found = reports.report(id).filter(each -> each.answer().isEmpty());
        if (found.isEmpty()) {
            return new Outcome.Refused("No report waits there.");
        }
        var account = new Namespace(found.get().account());
        if (by.role() == SiteRole.MEMBER || by.name().key().equals(account.key())) {
            return new Outcome.Refused("Another person has to answer this.");
        }
        var now = clock.instant();
        var old = found.get();
        var answered = new Report(
                old.id(),
                old.account(),
                old.text(),
                old.reasons(),
                old.words(),
                old.at(),
                Optional.of(new Answer(wrong, by.name().text(), now)));
        transactions.<Outcome, RuntimeException>run(() -> {
            reports.keep(answered);
            if (wrong) {
                records.keep(account, records.risk(account).spent(now));
            }
            notices.send(
                    account,
                    new Notice(
                            wrong
                                    ? "You were right: a question of yours was wrongly stopped."
                                    : "Your report was looked at: the guard was right to stop that question.",
                            "guard/report",
                            now));
            return new Outcome.Done();
        });
        return new Outcome.Done();
    }
}
