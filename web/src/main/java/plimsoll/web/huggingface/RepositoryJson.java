package plimsoll.web.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plimsoll.domain.content.GitOid;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.Gating;
import plimsoll.domain.repository.Listed;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.Visibility;
import plimsoll.web.http.Json;
import tools.jackson.databind.JsonNode;

/// A repository as clients read it. A map and not a record, for clients choose the fields.
final class RepositoryJson {
    private final Listed listed;
    private final Wanted wanted;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private RepositoryJson(Listed listed, Wanted wanted) {
        this.listed = listed;
        this.wanted = wanted;
    }

    /// Its fields, as far as they are wanted and known.
    ///
    /// @param commit the commit that is shown; empty in a repository without any
    /// @param siblings its files, where they were read
    static Map<String, Object> of(
            Listed listed, Wanted wanted, Optional<GitOid> commit, Optional<List<Sibling>> siblings) {
        var json = new RepositoryJson(listed, wanted);
        json.identity();
        json.figures();
        json.declared();
        commit.ifPresent(oid -> json.put("sha", oid.hex()));
        siblings.ifPresent(files -> json.put("siblings", files));
        return json.fields;
    }

    /// What its configuration says, as far as it is wanted. For those alone who may have the files it stands in.
    static void addFacts(Map<String, Object> json, Listed listed, Wanted wanted) {
        var facts = facts(listed);
        for (var field : List.of("config", "transformersInfo")) {
            if (wanted.has(field) && facts.has(field)) {
                json.put(field, facts.get(field));
            }
        }
    }

    /// @param parameters how many there are of each type
    /// @param total of the model as a whole
    private record Safetensors(JsonNode parameters, long total) {}

    private static JsonNode facts(Listed listed) {
        return Json.tree(listed.description().map(Description::facts).orElse(Description.NO_FACTS));
    }

    /// A file.
    ///
    /// @param rfilename its path
    /// @param size its size, where asked for
    /// @param blobId git's name for it, where asked for
    /// @param lfs what a large file is called, where asked for
    record Sibling(String rfilename, Optional<Long> size, Optional<String> blobId, Optional<Lfs> lfs) {}

    /// @param sha256 the content's name
    /// @param size the content's size
    /// @param pointerSize what git keeps
    record Lfs(String sha256, long size, long pointerSize) {}

    private void identity() {
        var repository = listed.repository();
        var id = repository.name().toString();
        fields.put("_id", repository.id().hex());
        fields.put("id", id);
        if (repository.kind() == RepoKind.MODEL) {
            fields.put("modelId", id);
        }
        put("author", repository.name().namespace().text());
        put("private", repository.visibility() == Visibility.PRIVATE);
        var showing = listed.showing();
        put("gated", showing.gating() == Gating.NONE ? false : showing.gating().word());
        put("disabled", showing.recalled());
        put("releaseLevel", showing.level().word());
        put("createdAt", Timestamp.iso(repository.createdAt()));
        put("lastModified", Timestamp.iso(listed.changedAt()));
    }

    private void figures() {
        put("likes", listed.likes());
        put("downloads", listed.downloads());
        put("downloadsAllTime", listed.downloadsEver());
        put("trendingScore", listed.trending());
        put("usedStorage", listed.description().map(Description::sizeBytes).orElse(0L));
    }

    private void declared() {
        var card = listed.description().map(Description::card).orElse(Card.NONE);
        put("tags", card.tags());
        if (wanted.has("cardData")) {
            fields.put("cardData", Json.tree(card.json()));
        }
        declared(card, "model-index", "model-index");
        declared(card, "widget", "widgetData");
        switch (listed.repository().kind()) {
            case MODEL -> {
                card.task().ifPresent(task -> put("pipeline_tag", task));
                card.library().ifPresent(library -> put("library_name", library));
                weights(card);
            }
            case DATASET -> {}
            case SPACE -> card.library().ifPresent(sdk -> put("sdk", sdk));
        }
        if (!card.baseModels().isEmpty()) {
            put(
                    "baseModels",
                    Map.of(
                            "models",
                            card.baseModels().stream()
                                    .map(model -> Map.of("id", model))
                                    .toList()));
        }
    }

    // What stands in the card as it is, where the protocol has a field of its own for it.
    private void declared(Card card, String inCard, String field) {
        if (wanted.has(field)) {
            var value = Json.tree(card.json()).path(inCard);
            if (value.isArray() || value.isObject()) {
                fields.put(field, value);
            }
        }
    }

    private void weights(Card card) {
        var parameters = listed.description().map(Description::parameters);
        if (parameters.isEmpty() || parameters.get().isEmpty()) {
            return;
        }
        long total = parameters.get().getAsLong();
        if (card.tags().contains("safetensors")) {
            put("safetensors", new Safetensors(facts(listed).withObject("parameters"), total));
        } else if (card.tags().contains("gguf")) {
            put("gguf", Map.of("total", total));
        }
    }

    private void put(String field, Object value) {
        if (wanted.has(field)) {
            fields.put(field, value);
        }
    }
}
