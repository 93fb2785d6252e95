package plimsoll.hub.release;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.ledger.Deed;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Access.Partners;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.Intent;
import plimsoll.domain.release.PlanText;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.ledger.Journal;
import plimsoll.hub.ledger.Transactions;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;

/// Changes how openly a repository is released: its plan as a whole, or by one of the hub protocol's two switches.
public final class SetPlan {
    /// The longest terms anybody reads before a click.
    public static final int MAX_TERMS_CHARACTERS = 100_000;

    private final Releases releases;
    private final Catalogue catalogue;
    private final Agreements agreements;
    private final Texts texts;
    private final List<PlanRule> rules;
    private final Transactions transactions;
    private final Journal journal;
    private final InstantSource clock;

    /// With what it needs; every one of `rules` must let a plan pass.
    public SetPlan(
            Releases releases,
            Catalogue catalogue,
            Agreements agreements,
            Texts texts,
            List<PlanRule> rules,
            Transactions transactions,
            Journal journal,
            InstantSource clock) {
        this.releases = releases;
        this.catalogue = catalogue;
        this.agreements = agreements;
        this.texts = texts;
        this.rules = List.copyOf(rules);
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// The plan holds.
        record Set(ReleasePlan plan) implements Outcome {}

        /// It cannot be.
        ///
        /// @param reasons why not, in words for the publisher
        record Refused(List<String> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /// Sets the plan. Setting what holds already does nothing.
    ///
    /// @param pass to administer the repository
    public Outcome set(Pass pass, ReleasePlan plan) {
        var repository = pass.require(Intent.ADMINISTER).repository();
        var reasons = reasons(pass.recipient(), repository, plan);
        if (!reasons.isEmpty()) {
            refuse(pass, plan);
            return new Outcome.Refused(reasons);
        }
        keep(repository, plan, pass.recipient().actor());
        return new Outcome.Set(plan);
    }

    /// Lets strangers know of the repository, or no longer.
    ///
    /// @param pass to administer the repository
    public Outcome show(Pass pass, Visibility visibility) {
        var plan = releases.of(pass.require(Intent.ADMINISTER).repository()).plan();
        return set(pass, plan.shown(visibility));
    }

    /// Puts all that is downloadable on terms, or takes it off them.
    ///
    /// @param pass to administer the repository
    public Outcome gate(Pass pass, Gating gating) {
        var repository = pass.require(Intent.ADMINISTER).repository();
        var plan = releases.of(repository).plan();
        return set(
                pass,
                switch (gating) {
                    case NONE -> plan.ungated();
                    case AUTO -> plan.gatedBy(terms(repository, Approval.AUTOMATIC));
                    case MANUAL -> plan.gatedBy(terms(repository, Approval.BY_HAND));
                });
    }

    /// Terms of which the publisher wrote the text: the one given, or where it is blank the card's, or the usual one.
    public OnTerms terms(Repository repository, Approval approval) {
        var card = catalogue
                .listed(repository.id())
                .flatMap(listed -> listed.description())
                .map(description -> description.card().json())
                .orElse("{}");
        return new OnTerms(texts.keep(AccessForm.of(card).terms()), approval);
    }

    /// Terms with this text.
    public OnTerms terms(String text, Approval approval) {
        return new OnTerms(texts.keep(text), approval);
    }

    /// Closes what of a repository is above these levels, whoever published it so. What comes to be on terms waits for
    /// the publisher's approval.
    public void lower(Repository repository, Map<Component, Level> most) {
        var plan = releases.of(repository).plan();
        keep(repository, plan.heldTo(most, terms(repository, Approval.BY_HAND)), Deed.PLIMSOLL);
    }

    /// Goes by what a card says now, as far as it says anything: its rules for files, and the text of its terms where
    /// anything is on terms.
    void follow(Repository repository, Optional<FileRules> ofFiles, Optional<String> text) {
        var now = releases.of(repository).plan();
        var plan = ofFiles.map(now::with).orElse(now);
        for (var each : plan.access().entrySet()) {
            if (text.isPresent() && each.getValue() instanceof OnTerms(var _, var approval)) {
                plan = replaced(plan, each.getKey(), terms(text.get(), approval));
            }
        }
        keep(repository, plan, Deed.PLIMSOLL);
    }

    private static ReleasePlan replaced(ReleasePlan plan, Component component, Access access) {
        var changed = new EnumMap<>(plan.access());
        changed.put(component, access);
        return new ReleasePlan(changed, plan.stages(), plan.rules(), plan.byHand());
    }

    private List<String> reasons(Recipient reader, Repository repository, ReleasePlan plan) {
        var reasons = new ArrayList<>(wrong(repository, plan));
        rules.forEach(rule -> reasons.addAll(rule.objections(reader, repository, plan)));
        return reasons;
    }

    /// Records a refusal with the reasons that its publisher may know: an admin of the hub is told of more.
    private void refuse(Pass pass, ReleasePlan plan) {
        var repository = pass.repository();
        var publisher = Recipient.publisher(repository.name().namespace());
        var reasons = reasons(publisher, repository, plan);
        transactions.run(() -> {
            journal.append(Deed.of(
                    Deed.Kind.PLAN_REFUSED,
                    pass.recipient().actor(),
                    repository.id().hex(),
                    Map.of("plan", PlanText.write(plan), "reasons", String.join("\n", reasons))));
            return true;
        });
    }

    private List<String> wrong(Repository repository, ReleasePlan plan) {
        var reasons = new ArrayList<String>();
        Stream.concat(plan.access().values().stream(), plan.stages().stream().map(Stage::access))
                .distinct()
                .forEach(access -> {
                    if (access instanceof Partners(var id)
                            && agreements
                                    .find(id)
                                    .filter(agreement -> agreement
                                            .owner()
                                            .key()
                                            .equals(repository
                                                    .name()
                                                    .namespace()
                                                    .key()))
                                    .isEmpty()) {
                        reasons.add("%s has no agreement with the id '%s'."
                                .formatted(repository.name().namespace(), id));
                    }
                    if (access instanceof OnTerms(var terms, var _)
                            && texts.find(terms).isEmpty()) {
                        reasons.add("There are no terms with the hash %s.".formatted(terms));
                    }
                });
        return reasons;
    }

    private void keep(Repository repository, ReleasePlan plan, String actor) {
        var now = Instant.ofEpochMilli(clock.millis());
        transactions.run(() -> {
            var before = releases.of(repository);
            if (before.plan().equals(plan)) {
                return false;
            }
            releases.keep(repository.id(), plan, now);
            var showing = releases.of(repository).showing(repository.kind(), now);
            catalogue.show(repository.id(), showing);
            journal.append(Deed.of(
                    Deed.Kind.PLAN_SET,
                    actor,
                    repository.id().hex(),
                    Map.of(
                            "level", showing.level().word(),
                            "visibility", showing.visibility().name(),
                            "plan", PlanText.write(plan),
                            "before", PlanText.write(before.plan()))));
            return true;
        });
    }
}
