package plimsoll.hub.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.Repository;
import plimsoll.hub.repositories.Catalogue;
import plimsoll.hub.repositories.EnterRepository;
import plimsoll.hub.repositories.Search;

/// What a model derives from and what derives from it, as the cards declare it and as far as whoever asks may know of
/// it. Reads the catalogue once for each model of the drawing.
public final class FindLineage {
    /// More generations than this nobody surveys, and a circle of cards ends here.
    private static final int GENERATIONS = 4;
    /// More models than this make no drawing.
    private static final int MAX_MODELS = 60;
    private static final int MAX_CHILDREN = 30;

    private final Catalogue catalogue;
    private final EnterRepository door;

    /// From what `catalogue` lists and `door` lets be seen.
    public FindLineage(Catalogue catalogue, EnterRepository door) {
        this.catalogue = catalogue;
        this.door = door;
    }

    /// A model of the drawing.
    ///
    /// @param name its name
    /// @param page its address on this hub; empty where it is elsewhere, or not for whoever asks
    /// @param generation 0 for the model asked about, less for what it derives from, more for what derives from it
    /// @param licence what its card declares
    /// @param recalled whether it was called back
    public record Model(
            String name, Optional<String> page, int generation, Optional<String> licence, boolean recalled) {}

    /// That one model derives from another, by their names.
    public record Derives(String child, String parent) {}

    /// A drawing.
    ///
    /// @param models in order of generation
    /// @param edges what derives from what
    public record Lineage(List<Model> models, List<Derives> edges) {
        public Lineage {
            models = List.copyOf(models);
            edges = List.copyOf(edges);
        }

        /// Those that derive from the model asked about: what is affected if its licence ends, or it is recalled.
        public List<Model> affected() {
            return models.stream().filter(model -> model.generation() > 0).toList();
        }
    }

    /// The lineage of `repository` as `asker` may know it.
    public Lineage of(Recipient asker, Repository repository) {
        var found = new Found(asker);
        var self = catalogue.listed(repository.id());
        found.models.put(repository.name().key(), model(repository, self, 0));
        if (repository.kind() == RepoKind.MODEL) {
            found.parents(repository.name().toString(), card(self), -1);
            found.children(repository, 1);
        }
        var models = found.models.values().stream()
                .sorted((a, b) -> Integer.compare(a.generation(), b.generation()))
                .toList();
        return new Lineage(models, List.copyOf(found.edges.values()));
    }

    private static Card card(Optional<Listed> listed) {
        return listed.flatMap(Listed::description).map(Description::card).orElse(Card.NONE);
    }

    private static Model model(Repository repository, Optional<Listed> listed, int generation) {
        return new Model(
                repository.name().toString(),
                Optional.of("/" + repository.page()),
                generation,
                card(listed).licence(),
                listed.map(it -> it.showing().recalled()).orElse(false));
    }

    private final class Found {
        private final Recipient asker;
        private final Map<String, Model> models = new LinkedHashMap<>();
        private final Map<String, Derives> edges = new LinkedHashMap<>();

        Found(Recipient asker) {
            this.asker = asker;
        }

        void parents(String child, Card card, int generation) {
            for (var name : card.baseModels()) {
                edges.put(child + " " + name, new Derives(child, name));
                var parsed = RepoName.parse(name);
                var key = parsed.map(RepoName::key).orElse(name);
                if (models.containsKey(key) || models.size() >= MAX_MODELS) {
                    continue;
                }
                var here = parsed.flatMap(known -> catalogue.find(RepoKind.MODEL, known))
                        .filter(repository -> door.sees(asker, repository));
                var listed = here.flatMap(repository -> catalogue.listed(repository.id()));
                models.put(
                        key,
                        here.map(repository -> model(repository, listed, generation))
                                .orElseGet(
                                        () -> new Model(name, Optional.empty(), generation, Optional.empty(), false)));
                if (generation > -GENERATIONS) {
                    parents(name, card(listed), generation - 1);
                }
            }
        }

        void children(Repository parent, int generation) {
            var next = new HashMap<String, Repository>();
            for (var listed : derivatives(parent)) {
                var child = listed.repository();
                edges.put(
                        child.name() + " " + parent.name(),
                        new Derives(child.name().toString(), parent.name().toString()));
                if (!models.containsKey(child.name().key()) && models.size() < MAX_MODELS) {
                    models.put(child.name().key(), model(child, Optional.of(listed), generation));
                    next.put(child.name().key(), child);
                }
            }
            if (generation < GENERATIONS) {
                new ArrayList<>(next.values()).forEach(child -> children(child, generation + 1));
            }
        }

        private List<Listed> derivatives(Repository parent) {
            return catalogue
                    .search(new Search(
                            asker,
                            RepoKind.MODEL,
                            List.of(),
                            Optional.empty(),
                            Set.of("base_model:" + parent.name()),
                            Optional.empty(),
                            Optional.empty(),
                            Search.Between.ANY,
                            Search.Order.CREATED,
                            false,
                            Optional.empty(),
                            MAX_CHILDREN))
                    .items();
        }
    }
}
