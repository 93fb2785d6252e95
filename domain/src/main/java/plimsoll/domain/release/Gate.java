package plimsoll.domain.release;

import java.time.Instant;
import java.util.Optional;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Recipient.Known;
import plimsoll.domain.identity.Recipient.Stranger;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.identity.Standing;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Access.Partners;
import plimsoll.domain.release.Admission.Admitted;
import plimsoll.domain.release.Admission.NoDownload;
import plimsoll.domain.release.Admission.Recalled;
import plimsoll.domain.release.Admission.RoleTooSmall;
import plimsoll.domain.release.Admission.ScopeTooSmall;
import plimsoll.domain.release.Admission.Step;
import plimsoll.domain.release.Admission.StepNeeded;
import plimsoll.domain.release.Admission.Suspended;
import plimsoll.domain.release.Admission.Unseen;
import plimsoll.domain.release.Holdings.Claim;
import plimsoll.domain.repository.Repository;

/// Decides who may have what. Pure: the same question always gets the same answer, so every answer in the ledger can be
/// asked again by an auditor. Time is one of the arguments.
public final class Gate {
    private Gate() {}

    /// Whether `who` may do what they intend with `repository`.
    public static Admission admit(
            Recipient who, Intent intent, Repository repository, Release release, Holdings held, Instant now) {
        var namespace = repository.name().namespace();
        if (!isInsider(who, namespace)) {
            var papers = release.accessTo(Component.PAPERS, now);
            if (!(admit(who, held, papers, repository.page(), now) instanceof Admitted)) {
                return new Unseen();
            }
        }
        var recall = release.recalled();
        return switch (intent) {
            case LOOK -> new Admitted();
            case READ -> recall.isPresent() && !examines(who) ? new Recalled(recall.get()) : new Admitted();
            case WRITE ->
                recall.isPresent() && isInsider(who, namespace)
                        ? new Recalled(recall.get())
                        : change(who, OrganisationRole.WRITE, namespace);
            case ADMINISTER -> change(who, OrganisationRole.ADMIN, namespace);
        };
    }

    /// Whether `who`, an outsider to the publisher, may have a component under `access`.
    ///
    /// @param page the repository's address, for what they are told
    public static Admission admit(Recipient who, Holdings held, Access access, String page, Instant now) {
        return switch (access) {
            case Access.Withheld _ -> new Unseen();
            case Access.Downloadable _, Access.Open _ -> new Admitted();
            case Access.Hosted _, Access.Api _ -> new NoDownload(access.level(), page);
            case Partners _, OnTerms _ when isSuspended(who) -> new Suspended();
            case Partners(var agreement) -> partner(held, agreement, page, now);
            case OnTerms terms -> signer(held, terms, page, now);
        };
    }

    /// Whether `who`, an outsider to the publisher, may ask a model whose weights are under `access`.
    ///
    /// @param onPage whether they ask on the hub's own page, and not by a program
    public static Admission admitToAsk(
            Recipient who, Holdings held, Access access, boolean onPage, String page, Instant now) {
        if (isSuspended(who)) {
            return new Suspended();
        }
        return switch (access) {
            case Access.Api _ -> new Admitted();
            case Access.Hosted _ when onPage -> new Admitted();
            case Access.Hosted _, Access.Withheld _, Access.Downloadable _, Access.Open _, Partners _, OnTerms _ ->
                admit(who, held, access, page, now);
        };
    }

    /// Whether `who` may make repositories in `namespace`. Says nothing about whether the namespace exists.
    public static Admission admitToPublish(Recipient who, Namespace namespace) {
        return change(who, OrganisationRole.WRITE, namespace);
    }

    /// Whether `who` may act for the owner of `namespace` in what concerns all of its repositories.
    public static Admission admitToAdminister(Recipient who, Namespace namespace) {
        return change(who, OrganisationRole.ADMIN, namespace);
    }

    /// Whether `who` may recall what is published under `namespace`: its own admins, and who watches over the hub.
    public static Admission admitToRecall(Recipient who, Namespace namespace) {
        boolean watches = who instanceof Known known && known.role() == SiteRole.AUDITOR && !isSuspended(who);
        return watches ? new Admitted() : admitToAdminister(who, namespace);
    }

    /// Whether `who` belongs to the publisher, or watches over the hub: they see all, released or not.
    public static boolean isInsider(Recipient who, Namespace namespace) {
        return switch (who) {
            case Stranger _ -> false;
            case Known known when isSuspended(known) -> false;
            case Known known -> known.role() != SiteRole.MEMBER || known.holds(OrganisationRole.READ, namespace);
        };
    }

    /// Whether `who` may look at what was recalled: somebody must be able to say what it was.
    public static boolean examines(Recipient who) {
        return who instanceof Known known && known.role() != SiteRole.MEMBER && !isSuspended(known);
    }

    private static Admission partner(Holdings held, String agreement, String page, Instant now) {
        var mine = held.partnerships().stream()
                .filter(partnership -> partnership.agreement().equals(agreement))
                .toList();
        if (mine.stream().anyMatch(partnership -> partnership.inForce(now))) {
            return new Admitted();
        }
        return new StepNeeded(mine.isEmpty() ? Step.SIGN_AGREEMENT : Step.RENEW_AGREEMENT, page);
    }

    // Of several claims, one that is good is enough; else the one that is nearest says what is missing.
    private static Admission signer(Holdings held, OnTerms terms, String page, Instant now) {
        Step missing = Step.ACCEPT_TERMS;
        for (var claim : held.claims()) {
            var step = worth(claim, terms, now);
            if (step.isEmpty()) {
                return new Admitted();
            }
            missing = missing == Step.ACCEPT_TERMS ? step.get() : missing;
        }
        return new StepNeeded(missing, page);
    }

    /// What a claim lacks; empty when it is good.
    private static Optional<Step> worth(Claim claim, OnTerms terms, Instant now) {
        return switch (claim.status()) {
            case REJECTED -> Optional.of(Step.REJECTED);
            case PENDING -> Optional.of(terms.approval() == Approval.AUTOMATIC ? Step.ACCEPT_TERMS_AGAIN : Step.WAIT);
            case ACCEPTED -> {
                if (claim.until().filter(until -> !now.isBefore(until)).isPresent()) {
                    yield Optional.of(Step.GRANT_ENDED);
                }
                yield claim.terms().filter(text -> !text.equals(terms.terms())).isPresent()
                        ? Optional.of(Step.ACCEPT_TERMS_AGAIN)
                        : Optional.empty();
            }
        };
    }

    private static boolean isSuspended(Recipient who) {
        return who instanceof Known known && known.standing() == Standing.SUSPENDED;
    }

    private static Admission change(Recipient who, OrganisationRole needed, Namespace namespace) {
        return switch (who) {
            case Stranger _ -> new RoleTooSmall();
            case Known known when isSuspended(known) -> new Suspended();
            case Known known when known.role() == SiteRole.AUDITOR -> new RoleTooSmall();
            case Known known
            when known.role() != SiteRole.ADMIN && !known.holds(needed, namespace) -> new RoleTooSmall();
            case Known known when known.scope() == Scope.READ -> new ScopeTooSmall();
            case Known _ -> new Admitted();
        };
    }
}
