package plimsoll.hub.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;

/// What people say was wrongly stopped.
///
/// Safe for use by any number of threads. What changes something joins the transaction the calling thread is in, or is
/// one of its own. Every implementation passes `RefusalReportsContract`.
public interface RefusalReports {
    /// Keeps a report, in place of the one of the same id.
    void keep(Report report);

    /// The report of this id.
    Optional<Report> report(String id);

    /// An account's reports, latest first.
    List<Report> of(Namespace account, int limit);

    /// All reports: first those that wait, longest first; then the others, latest first.
    List<Report> queue(int limit);

    /// A report.
    ///
    /// @param text keyed hash of what was stopped
    /// @param reasons what it was stopped for
    /// @param words of whoever reports
    record Report(
            String id,
            String account,
            String text,
            String reasons,
            String words,
            Instant at,
            Optional<Answer> answer) {}

    /// What a person who watches over the hub made of it.
    ///
    /// @param wrong whether it was wrongly stopped
    record Answer(boolean wrong, String by, Instant at) {}
}
