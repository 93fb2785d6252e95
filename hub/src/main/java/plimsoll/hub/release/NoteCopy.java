package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Component;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.AccessRequests.Copy;
import plimsoll.hub.repositories.Pass;

/// Remembers who took what is not for just anybody, so that they can be told when it is recalled. A publisher's own
/// people are not noted.
public final class NoteCopy {
    /// A clone takes every branch: more of their heads than this tell nothing new.
    private static final int MOST_COMMITS = 50;

    private final AccessRequests requests;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public NoteCopy(AccessRequests requests, Transactions transactions, Journal journal, InstantSource clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// Notes that the holder of `pass` takes a file of `component`.
    ///
    /// @param what its hash
    /// @param path where it is
    public void took(Pass pass, Component component, String what, String path) {
        if (!pass.release().accessTo(component, pass.at()).isForAnybody()) {
            note(pass, what, path);
        }
    }

    /// Notes that the holder of `pass` takes a large file by its hash. Which component it is of this door does not
    /// know, so it is noted wherever anything is not for just anybody.
    public void took(Pass pass, Sha256 file) {
        if (!isAllOpen(pass)) {
            note(pass, file.hex(), "");
        }
    }

    /// Notes that the holder of `pass` takes these commits by git, which hands out all that they lead to. Noted
    /// wherever anything is not for just anybody.
    public void took(Pass pass, List<GitOid> commits) {
        if (!isAllOpen(pass)) {
            commits.stream().distinct().limit(MOST_COMMITS).forEach(commit -> note(pass, commit.hex(), ""));
        }
    }

    private static boolean isAllOpen(Pass pass) {
        return Arrays.stream(Component.values())
                .map(component -> pass.release().accessTo(component, pass.at()))
                .allMatch(Access::isForAnybody);
    }

    private void note(Pass pass, String what, String path) {
        if (pass.isInsider() || !(pass.recipient() instanceof Known known)) {
            return;
        }
        var now = Instant.ofEpochMilli(clock.millis());
        transactions.run(() -> {
            boolean first = requests.took(pass.repository().id(), new Copy(known.name(), what, path, now));
            if (first) {
                journal.append(Deed.of(
                        Deed.Kind.COPY_ISSUED,
                        known.actor(),
                        pass.repository().id().hex(),
                        Map.of("what", what, "path", path)));
            }
            return first;
        });
    }
}
