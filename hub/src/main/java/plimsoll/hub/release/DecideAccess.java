package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Intent;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Namespaces;
import plimsoll.hub.repositories.Page;
import plimsoll.hub.repositories.Pass;

/// Answers requests for access, grants it unasked, and takes it back.
public final class DecideAccess {
    private final AccessRequests requests;
    private final Namespaces namespaces;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public DecideAccess(
            AccessRequests requests,
            Namespaces namespaces,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.requests = requests;
        this.namespaces = namespaces;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It is decided.
        record Decided(AccessRequest request) implements Outcome {}

        /// They never asked.
        record NoRequest() implements Outcome {}

        /// There is no account and no organisation of this name.
        record Nobody() implements Outcome {}

        /// It was so already.
        record Already(Status status) implements Outcome {}

        /// It cannot be.
        ///
        /// @param reason why not, in words for the publisher
        record Unfit(String reason) implements Outcome {}
    }

    /// A page of the requests of one status.
    ///
    /// @param pass to write to the repository
    public Page<AccessRequest> list(Pass pass, Status status, Optional<String> cursor, int limit) {
        return requests.list(pass.require(Intent.WRITE).repository().id(), status, cursor, limit);
    }

    /// Decides a request: accepts it, rejects it, or makes it pending again, which takes a grant back.
    ///
    /// @param pass to write to the repository
    /// @param until when a grant ends; empty when it does not
    public Outcome decide(Pass pass, Namespace holder, Status status, String reason, Optional<Instant> until) {
        var id = pass.require(Intent.WRITE).repository().id();
        if (reason.length() > AccessRequest.MAX_REASON_CHARACTERS) {
            return new Outcome.Unfit(
                    "A reason has at most %d characters.".formatted(AccessRequest.MAX_REASON_CHARACTERS));
        }
        var now = Instant.ofEpochMilli(clock.millis());
        return transactions.run(() -> {
            var request = requests.find(id, holder);
            if (request.isEmpty()) {
                return namespaces.find(holder).isEmpty() ? new Outcome.Nobody() : new Outcome.NoRequest();
            }
            boolean same =
                    request.get().status() == status && request.get().until().equals(until);
            return same ? new Outcome.Already(status) : keep(pass, request.get().decided(status, now, until, reason));
        });
    }

    /// Grants access to somebody who did not ask: an account, or an organisation with all who belong to it. The
    /// publisher vouches that they agreed to the terms.
    ///
    /// @param pass to write to the repository
    /// @param until when the grant ends; empty when it does not
    public Outcome grant(Pass pass, Namespace holder, Optional<Instant> until) {
        var id = pass.require(Intent.WRITE).repository().id();
        var known = namespaces.find(holder);
        if (known.isEmpty()) {
            return new Outcome.Nobody();
        }
        var now = Instant.ofEpochMilli(clock.millis());
        return transactions.run(() -> {
            boolean has = requests.find(id, holder)
                    .filter(request -> request.status() == Status.ACCEPTED
                            && request.until().equals(until))
                    .isPresent();
            if (has) {
                return new Outcome.Already(Status.ACCEPTED);
            }
            var fields = requests.find(id, holder).map(AccessRequest::fields).orElse(Map.of());
            return keep(
                    pass,
                    new AccessRequest(
                            id,
                            known.get(),
                            Status.ACCEPTED,
                            Optional.empty(),
                            fields,
                            now,
                            Optional.of(now),
                            until,
                            ""));
        });
    }

    private Outcome keep(Pass pass, AccessRequest request) {
        requests.keep(request);
        var word = switch (request.status()) {
            case ACCEPTED -> "You have access to %s now.";
            case REJECTED -> "Your request for access to %s was rejected.";
            case PENDING -> "Your access to %s was withdrawn.";
        };
        var text = word.formatted(pass.repository().name())
                + (request.reason().isEmpty() ? "" : " The publisher says: " + request.reason());
        notices.send(
                request.holder(),
                new Notice(text, pass.repository().page(), request.decidedAt().orElse(request.askedAt())));
        var details = new HashMap<String, String>();
        details.put("holder", request.holder().text());
        details.put("status", request.status().name());
        request.until().ifPresent(until -> details.put("until", until.toString()));
        journal.append(Deed.of(
                Deed.Kind.ACCESS_DECIDED,
                pass.recipient().actor(),
                pass.repository().id().hex(),
                details));
        return new Outcome.Decided(request);
    }
}
