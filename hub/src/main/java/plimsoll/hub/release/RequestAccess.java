package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.Holdings.Status;
import plimsoll.domain.release.Intent;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.release.Notices.Notice;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;

/// Asks for what a repository has on terms: an account accepts the text it read, and answers the publisher's form.
public final class RequestAccess {
    private final AccessRequests requests;
    private final Catalogue catalogue;
    private final Notices notices;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs.
    public RequestAccess(
            AccessRequests requests,
            Catalogue catalogue,
            Notices notices,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.requests = requests;
        this.catalogue = catalogue;
        this.notices = notices;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// It was asked; what became of it stands in the request.
        record Asked(AccessRequest request) implements Outcome {}

        /// The terms are others than those that were read.
        ///
        /// @param now the hash of the text to read
        record TermsChanged(Sha256 now) implements Outcome {}

        /// It was not.
        ///
        /// @param reason why not, in words for whoever asked
        record Refused(String reason) implements Outcome {}
    }

    /// The terms under which something of a repository is to be had; empty where nothing is.
    public static Optional<OnTerms> terms(Pass pass) {
        Optional<OnTerms> found = Optional.empty();
        for (var component : Component.values()) {
            if (pass.release().accessTo(component, pass.at()) instanceof OnTerms terms
                    && found.filter(known -> known.approval() == Approval.BY_HAND)
                            .isEmpty()) {
                found = Optional.of(terms);
            }
        }
        return found;
    }

    /// The form to fill in.
    public AccessForm form(Pass pass) {
        return AccessForm.of(catalogue
                .listed(pass.repository().id())
                .flatMap(listed -> listed.description())
                .map(description -> description.card().json())
                .orElse("{}"));
    }

    /// What the holder of `pass` asked for before.
    public Optional<AccessRequest> before(Pass pass) {
        return pass.recipient() instanceof Known known
                ? requests.find(pass.repository().id(), known.name())
                : Optional.empty();
    }

    /// Asks.
    ///
    /// @param pass of an account that may look at the repository
    /// @param read the hash of the terms that were read
    /// @param answers to the form, by label
    public Outcome ask(Pass pass, Sha256 read, Map<String, String> answers) {
        pass.require(Intent.LOOK);
        if (!(pass.recipient() instanceof Known known) || known.standing() == Standing.SUSPENDED) {
            return new Outcome.Refused("Sign in with an account that is not suspended to ask for access.");
        }
        var terms = terms(pass);
        if (terms.isEmpty()) {
            return new Outcome.Refused("Nothing in this repository is on terms.");
        }
        if (!terms.get().terms().equals(read)) {
            return new Outcome.TermsChanged(terms.get().terms());
        }
        var form = form(pass);
        var wrong = form.objection(answers);
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        var denial = form.denial(answers);
        return transactions.run(() -> denial.isPresent()
                ? deny(pass, known, denial.get())
                : keep(pass, known, terms.get(), form.kept(answers)));
    }

    /// Nothing is kept of what was answered: it may have been a slip, and whoever asks again is judged again.
    private Outcome deny(Pass pass, Known known, AccessForm.Denial denial) {
        journal.append(Deed.of(
                Deed.Kind.ACCESS_DENIED, known.actor(), pass.repository().id().hex(), Map.of("rule", denial.rule())));
        return new Outcome.Refused(denial.reason());
    }

    private Outcome keep(Pass pass, Known known, OnTerms terms, Map<String, String> answers) {
        var now = Instant.ofEpochMilli(clock.millis());
        var before = requests.find(pass.repository().id(), known.name());
        if (before.filter(request -> request.status() == Status.REJECTED).isPresent()) {
            return new Outcome.Refused("The publisher rejected your request; it cannot be made again.");
        }
        // Who was let in once and now accepts another text stays in, as long as the publisher meant it.
        var grant = before.filter(request -> request.status() == Status.ACCEPTED)
                .filter(request ->
                        request.until().filter(until -> !now.isBefore(until)).isEmpty());
        boolean in = terms.approval() == Approval.AUTOMATIC || grant.isPresent();
        var request = new AccessRequest(
                pass.repository().id(),
                known.name(),
                in ? Status.ACCEPTED : Status.PENDING,
                Optional.of(terms.terms()),
                answers,
                now,
                in ? Optional.of(now) : Optional.empty(),
                grant.flatMap(AccessRequest::until),
                "");
        requests.keep(request);
        if (!in) {
            notices.send(
                    pass.repository().name().namespace(),
                    new Notice(
                            "%s asks for access to %s."
                                    .formatted(known.name(), pass.repository().name()),
                            pass.repository().page() + "/release/requests",
                            now));
        }
        journal.append(Deed.of(
                Deed.Kind.ACCESS_ASKED,
                known.actor(),
                pass.repository().id().hex(),
                Map.of("terms", terms.terms().hex(), "status", request.status().name())));
        return new Outcome.Asked(request);
    }
}
