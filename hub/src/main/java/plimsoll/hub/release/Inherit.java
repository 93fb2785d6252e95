package plimsoll.hub.release;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.LicenceTerms;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Level;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Releases;

/// Holds a derivative to what it derives from: it is released no more openly than a parent's level or licence allows,
/// and under a licence that the parent's allows. Goes by the cards, and by what is on this hub as far as whoever asks
/// may know of it: a card can name anything, and what came of it must not tell its author what exists.
public final class Inherit implements PlanRule {
    /// Nobody's lineage is longer, and a circle ends before.
    private static final int MAX_DEPTH = 30;

    private final Catalogue catalogue;
    private final Releases releases;
    private final EnterRepository door;
    private final InstantSource clock;

    /// By what `catalogue` and `releases` know, and `door` lets be seen.
    public Inherit(Catalogue catalogue, Releases releases, EnterRepository door, InstantSource clock) {
        this.catalogue = catalogue;
        this.releases = releases;
        this.door = door;
        this.clock = clock;
    }

    /// A limit and where it comes from.
    ///
    /// @param level the most open level
    /// @param why the chain of reasons, from the repository to what sets the limit
    public record Limit(Level level, String why) {}

    /// What holds a repository back, as `reader` may know it, the strictest first; empty when nothing does.
    public List<Limit> limits(Recipient reader, Repository repository) {
        var limits = new ArrayList<Limit>();
        var card = card(repository);
        var own = card.licence().flatMap(LicenceTerms::of);
        if (own.filter(LicenceTerms::isFree).isEmpty()) {
            limits.add(new Limit(
                    Level.OPEN_DOWNLOAD,
                    card.licence()
                            .map(id -> "its own licence, %s, does not leave every use free".formatted(id))
                            .orElse("its card names no licence")));
        }
        limits.addAll(ofParents(reader, repository));
        limits.sort((a, b) -> a.level().compareTo(b.level()));
        return limits;
    }

    /// What its parents hold a repository back to, as `reader` may know them, the strictest first.
    List<Limit> ofParents(Recipient reader, Repository repository) {
        var walk = new Walk(reader);
        walk.seen.add(repository.id());
        walk.collect(card(repository), repository.name().toString(), 0);
        var limits = walk.limits;
        limits.sort((a, b) -> a.level().compareTo(b.level()));
        return limits;
    }

    @Override
    public List<String> objections(Recipient reader, Repository repository, ReleasePlan plan) {
        var about = FileRules.about(repository.kind());
        var now = clock.instant();
        var wanted = plan.farthest(about, now);
        if (!wanted.isMoreOpenThan(releases.of(repository).plan().farthest(about, now))) {
            return List.of(); // nobody is kept from closing something, not even a little
        }
        var reasons = new ArrayList<String>();
        for (var limit : limits(reader, repository)) {
            if (wanted.isMoreOpenThan(limit.level())) {
                reasons.add("%s may not be %s, at most %s: %s."
                        .formatted(
                                repository.name(), wanted.word(), limit.level().word(), limit.why()));
            }
        }
        return reasons;
    }

    private final class Walk {
        private final Recipient reader;
        private final Set<RepositoryId> seen = new HashSet<>();
        private final List<Limit> limits = new ArrayList<>();

        Walk(Recipient reader) {
            this.reader = reader;
        }

        void collect(Card card, String line, int depth) {
            for (var name : card.baseModels()) {
                var parent = RepoName.parse(name)
                        .flatMap(parsed -> catalogue.find(RepoKind.MODEL, parsed))
                        .filter(found -> door.sees(reader, found));
                if (parent.isEmpty()
                        || depth >= MAX_DEPTH
                        || !seen.add(parent.get().id())) {
                    continue;
                }
                var chain = line + " derives from " + parent.get().name();
                byLevel(parent.get(), chain).ifPresent(limits::add);
                var parents = card(parent.get());
                byLicence(card, parents, chain).forEach(limits::add);
                collect(parents, chain, depth + 1);
            }
        }
    }

    private Optional<Limit> byLevel(Repository parent, String chain) {
        var release = releases.of(parent);
        var level = release.showing(parent.kind(), clock.instant()).level();
        if (release.recalled().isPresent()) {
            return Optional.of(new Limit(Level.INTERNAL, chain + ", which was recalled"));
        }
        return level == Level.OPEN_DOWNLOAD || level == Level.FULLY_OPEN
                ? Optional.empty()
                : Optional.of(new Limit(level, "%s, which is released as %s".formatted(chain, level.word())));
    }

    private static List<Limit> byLicence(Card card, Card parents, String chain) {
        var terms = parents.licence().flatMap(LicenceTerms::of);
        if (terms.isEmpty()) {
            return List.of();
        }
        var limits = new ArrayList<Limit>();
        var said = "%s, whose licence %s asks: %s (%s)"
                .formatted(
                        chain,
                        terms.get().id(),
                        terms.get().reading(),
                        terms.get().source());
        if (terms.get().most() != Level.FULLY_OPEN) {
            limits.add(new Limit(terms.get().most(), said));
        }
        var heir = card.licence();
        if (heir.isPresent() && !terms.get().allows(heir.get())) {
            limits.add(new Limit(Level.INTERNAL, "%s, and %s is not that".formatted(said, heir.get())));
        }
        return limits;
    }

    private Card card(Repository repository) {
        return catalogue.cardInShort(repository.id());
    }
}
