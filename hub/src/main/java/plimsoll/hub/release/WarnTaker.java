package plimsoll.hub.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.Releases;

/// Warns whoever takes something that another revision of its repository was recalled, or a model that it declares to
/// derive from, however far back, or that its card names a newer version.
public final class WarnTaker {
    /// Nobody's lineage is longer, and a circle ends here.
    private static final int MAX_ANCESTORS = 50;
    /// More warnings than this nobody reads, and headers are not endless.
    private static final int MAX_WARNINGS = 5;

    private final Catalogue catalogue;
    private final Releases releases;
    private final EnterRepository door;

    /// From what `catalogue` and `releases` keep, and `door` lets be seen.
    public WarnTaker(Catalogue catalogue, Releases releases, EnterRepository door) {
        this.catalogue = catalogue;
        this.releases = releases;
        this.door = door;
    }

    /// A warning.
    ///
    /// @param topic under which clients show it once
    /// @param text what is told
    public record Warning(String topic, String text) {}

    /// The warnings for what the holder of `pass` takes. They hear of the recall of what they may see, and of what
    /// anybody could see when it was recalled.
    public List<Warning> of(Pass pass) {
        var warnings = new ArrayList<Warning>();
        var card = catalogue.cardInShort(pass.repository().id());
        newer(pass.repository(), card).ifPresent(warnings::add);
        if (releases.recalls(1).isEmpty()) {
            return warnings;
        }
        pass.release().recalls().forEach(recall -> warnings.add(new Warning(recall.topic(), recall.notice())));
        for (var ancestor : ancestors(pass, card)) {
            door.recalls(pass.recipient(), ancestor)
                    .forEach(recall -> warnings.add(new Warning(
                            recall.topic(), "base model %s: %s".formatted(ancestor.name(), recall.notice()))));
        }
        return warnings.subList(0, Math.min(MAX_WARNINGS, warnings.size()));
    }

    private static Optional<Warning> newer(Repository repository, Card card) {
        return card.tags().stream()
                .filter(tag -> tag.startsWith(Card.NEW_VERSION))
                .map(tag -> tag.substring(Card.NEW_VERSION.length()))
                .findFirst()
                .map(newer -> new Warning(
                        "superseded-" + repository.name(),
                        "%s is superseded: its publisher says that %s is a newer version."
                                .formatted(repository.name(), newer)));
    }

    /// No farther than where a model is hidden, for what it derives from is hidden with it.
    private List<Repository> ancestors(Pass pass, Card card) {
        var found = new ArrayList<Repository>();
        var known = new HashSet<>(List.of(pass.repository().id()));
        var open = new ArrayList<>(List.of(card));
        while (!open.isEmpty() && found.size() < MAX_ANCESTORS) {
            for (var name : open.removeFirst().baseModels()) {
                RepoName.parse(name)
                        .flatMap(parsed -> catalogue.find(RepoKind.MODEL, parsed))
                        .filter(base -> known.add(base.id()))
                        .ifPresent(base -> {
                            found.add(base);
                            if (door.sees(pass.recipient(), base)) {
                                open.add(catalogue.cardInShort(base.id()));
                            }
                        });
            }
        }
        return found;
    }
}
