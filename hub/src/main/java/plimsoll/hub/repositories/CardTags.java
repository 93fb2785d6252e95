package plimsoll.hub.repositories;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.RepoKind;

/// The tags that follow from a card and from what lies beside it, named and ordered as the ecosystem's hub does, since
/// its clients filter by them.
final class CardTags {
    /// Enough for a dataset in every language; a listing shows all of them for each of a thousand repositories.
    private static final int MAX_TAGS = 500;
    /// A longer tag is no tag but a text in the wrong place.
    private static final int MAX_CHARACTERS = 200;
    /// The search for papers stops here.
    private static final int MAX_BODY_CHARACTERS = 1024 * 1024;

    private static final Pattern PAPER = Pattern.compile("arxiv\\.org/(?:abs|pdf)/([0-9]{4}\\.[0-9]{4,5})");
    private static final Pattern BREAK = Pattern.compile("\\p{Cntrl}");
    /// Dataset fields whose values become tags behind the field's own name.
    private static final List<String> DATASET_FIELDS = List.of(
            "task_categories",
            "task_ids",
            "annotations_creators",
            "language_creators",
            "multilinguality",
            "source_datasets",
            "language",
            "license",
            "size_categories");

    private final RepoKind kind;
    private final Map<String, Object> fields;
    private final Contents contents;
    private final Set<String> tags = new LinkedHashSet<>();

    CardTags(RepoKind kind, Map<String, Object> fields, Contents contents) {
        this.kind = kind;
        this.fields = fields;
        this.contents = contents;
    }

    /// All tags.
    ///
    /// @param body the README, for the papers it links
    /// @param region where the hub keeps its files, if it says so
    List<String> all(String body, Optional<String> region) {
        switch (kind) {
            case MODEL -> model(body);
            case DATASET -> dataset(body);
            case SPACE -> space();
        }
        region.ifPresent(place -> add("region:" + place));
        return List.copyOf(tags);
    }

    /// What loads it: what the card says, else what the files are made for.
    Optional<String> library() {
        return kind == RepoKind.SPACE ? text("sdk") : text("library_name").or(contents::library);
    }

    /// What it is for.
    Optional<String> task() {
        return switch (kind) {
            case MODEL -> text("pipeline_tag").or(contents::task);
            case DATASET -> values("task_categories").stream().findFirst();
            case SPACE -> Optional.empty();
        };
    }

    /// The licence, the first of several.
    Optional<String> licence() {
        return values("license").stream().findFirst().map(id -> id.toLowerCase(Locale.ROOT));
    }

    /// The models it derives from.
    List<String> baseModels() {
        return kind == RepoKind.MODEL ? values("base_model") : List.of();
    }

    private void model(String body) {
        library().ifPresent(this::add);
        contents.formats().forEach(this::add);
        contents.architecture().ifPresent(this::add);
        task().ifPresent(this::add);
        values("tags").forEach(this::add);
        values("language").forEach(this::add);
        values("datasets").forEach(dataset -> add("dataset:" + dataset));
        papers(body);
        baseModels().forEach(model -> add("base_model:" + model));
        text("new_version").ifPresent(newer -> add(Card.NEW_VERSION + newer));
        relation().ifPresent(relation -> baseModels().forEach(model -> add("base_model:" + relation + ":" + model)));
        licence().ifPresent(licence -> add("license:" + licence));
    }

    private void dataset(String body) {
        for (var field : DATASET_FIELDS) {
            values(field).forEach(value -> add(field + ":" + value));
        }
        contents.formats().forEach(format -> add("format:" + format));
        papers(body);
        values("tags").forEach(this::add);
    }

    private void space() {
        text("sdk").ifPresent(this::add);
        values("tags").forEach(this::add);
        values("models").forEach(model -> add("model:" + model));
        values("datasets").forEach(dataset -> add("dataset:" + dataset));
        licence().ifPresent(licence -> add("license:" + licence));
    }

    /// How it derives from its base models: what the card says, else what the files show.
    private Optional<String> relation() {
        if (baseModels().isEmpty()) {
            return Optional.empty();
        }
        var said = text("base_model_relation");
        if (said.isPresent()) {
            return said;
        }
        if (contents.adapter() || library().filter("peft"::equals).isPresent()) {
            return Optional.of("adapter");
        }
        if (contents.quantised() || contents.formats().contains("gguf")) {
            return Optional.of("quantized");
        }
        boolean merged = values("tags").contains("merge") || values("tags").contains("mergekit");
        return Optional.of(merged ? "merge" : "finetune");
    }

    private void papers(String body) {
        var found = PAPER.matcher(body.substring(0, Math.min(body.length(), MAX_BODY_CHARACTERS)));
        while (found.find() && tags.size() < MAX_TAGS) {
            add("arxiv:" + found.group(1));
        }
    }

    private Optional<String> text(String field) {
        return fields.get(field) instanceof String text && fits(text) ? Optional.of(text) : Optional.empty();
    }

    private List<String> values(String field) {
        var values = new ArrayList<String>();
        CardRules.texts(fields.get(field)).stream()
                .filter(CardTags::fits)
                .limit(MAX_TAGS)
                .forEach(values::add);
        return values;
    }

    private static boolean fits(String value) {
        return !value.isBlank()
                && value.length() <= MAX_CHARACTERS
                && !BREAK.matcher(value).find();
    }

    private void add(String tag) {
        if (tags.size() < MAX_TAGS) {
            tags.add(tag);
        }
    }
}
