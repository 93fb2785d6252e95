package plimsoll.hub.repositories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.line.Declaration;
import plimsoll.domain.line.FactName;
import plimsoll.domain.repository.RepoKind;

/// What the fields of a card must look like, as the card specifications of the ecosystem's hub say.
final class CardRules {
    /// More complaints about one card help nobody.
    private static final int MAX_PROBLEMS = 50;

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}|code|multilingual");
    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]{1,96}(?:/[\\w.-]{1,96})?");
    private static final Pattern TASK = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private static final List<String> TEXTS = List.of(
            "license_name",
            "license_link",
            "library_name",
            "pipeline_tag",
            "pretty_name",
            "thumbnail",
            "viewer_title",
            "base_model_relation",
            "new_version",
            "extra_gated_prompt",
            "extra_gated_heading",
            "extra_gated_description",
            "extra_gated_button_content",
            "sdk",
            "app_file",
            "emoji",
            "title",
            "short_description");
    private static final List<String> LISTS = List.of(
            "tags",
            "datasets",
            "metrics",
            "language",
            "license",
            "base_model",
            "models",
            "annotations_creators",
            "language_creators",
            "language_details",
            "multilinguality",
            "size_categories",
            "source_datasets",
            "task_categories",
            "task_ids",
            "paperswithcode_id");
    private static final List<String> RELATIONS = List.of("finetune", "adapter", "quantized", "merge");

    private final RepoKind kind;
    private final Map<String, Object> fields;
    private final List<CardProblem> problems = new ArrayList<>();

    CardRules(RepoKind kind, Map<String, Object> fields) {
        this.kind = kind;
        this.fields = fields;
    }

    /// Everything that is wrong, in the order of the fields' importance.
    List<CardProblem> problems() {
        LISTS.forEach(this::listOfTexts);
        TEXTS.forEach(this::text);
        licence();
        languages();
        task();
        baseModels();
        facts();
        var index = fields.get("model-index");
        if (kind == RepoKind.MODEL && index != null) {
            problems.addAll(ModelIndexRules.problems(index));
        }
        return problems.size() > MAX_PROBLEMS ? problems.subList(0, MAX_PROBLEMS) : List.copyOf(problems);
    }

    // A wrong one is only a warning: other hubs may mean something else by these names.
    private void facts() {
        for (var name : FactName.values()) {
            var written = fields.get(name.word());
            if (name.isDeclarable()
                    && written != null
                    && Declaration.read(name, written).isEmpty()) {
                problems.add(CardProblem.warning(
                        "%s is %s%s.".formatted(name.word(), Declaration.wanted(name), quoteIt(written))));
            }
        }
    }

    /// The texts of a field that is one text or a list of them; what is not text is left out.
    static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String one -> List.of(one);
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            default -> List.of();
        };
    }

    private void listOfTexts(String name) {
        switch (fields.get(name)) {
            case null -> {}
            case String _ -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size() && problems.size() < MAX_PROBLEMS; i++) {
                    if (!(list.get(i) instanceof String)) {
                        error("\"%s[%d]\" must be text%s".formatted(name, i, quoteIt(list.get(i))));
                    }
                }
            }
            case Object other -> error("\"%s\" must be a text or a list of texts%s".formatted(name, quoteIt(other)));
        }
    }

    private void text(String name) {
        switch (fields.get(name)) {
            case null -> {}
            case String _ -> {}
            case Object other -> error("\"%s\" must be text%s".formatted(name, quoteIt(other)));
        }
    }

    /// YAML reads `no` as text but `1.0`, `true` and `null` as something else.
    private static String quoteIt(@Nullable Object value) {
        return switch (value) {
            case null -> ", not empty";
            case Number _, Boolean _ -> ": put quotes around " + value;
            case List<?> _ -> ", not a list";
            default -> ", not a mapping";
        };
    }

    private void licence() {
        var licences = texts(fields.get("license"));
        for (var licence : licences) {
            if (!Licences.isKnown(licence)) {
                warning(("\"license\": \"%s\" is no licence id that clients know. Use one such as apache-2.0, or  "
                                + "license: other  with license_name and license_link.")
                        .formatted(shown(licence)));
            }
        }
        if (licences.contains(Licences.OTHER)
                && !(fields.containsKey("license_name") && fields.containsKey("license_link"))) {
            warning("\"license: other\" needs \"license_name\" and \"license_link\", so that people can find its"
                    + " text.");
        }
        if (licences.isEmpty() && !fields.containsKey("license")) {
            warning("There is no \"license\": nobody knows what they may do with this repository.");
        }
    }

    private void languages() {
        for (var language : texts(fields.get("language"))) {
            if (!LANGUAGE.matcher(language).matches()) {
                warning(("\"language\": \"%s\" is no ISO 639 code of two or three small letters (nor \"code\" or "
                                + "\"multilingual\").")
                        .formatted(shown(language)));
            }
        }
    }

    private void task() {
        for (var name : List.of("pipeline_tag", "task_categories")) {
            for (var task : texts(fields.get(name))) {
                if (!TASK.matcher(task).matches()) {
                    error("\"%s\": \"%s\" is no task: write it like text-generation.".formatted(name, shown(task)));
                }
            }
        }
    }

    private void baseModels() {
        for (var model : texts(fields.get("base_model"))) {
            if (!REPOSITORY.matcher(model).matches()) {
                error("\"base_model\": \"%s\" is no model's name: write it like namespace/name."
                        .formatted(shown(model)));
            }
        }
        if (fields.get("base_model_relation") instanceof String relation && !RELATIONS.contains(relation)) {
            error("\"base_model_relation\" must be one of %s, not \"%s\".".formatted(RELATIONS, shown(relation)));
        }
    }

    /// A stranger's word in a message of ours: one line, not too long.
    static String shown(String word) {
        var line = word.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    private void error(String message) {
        problems.add(CardProblem.error(message));
    }

    private void warning(String message) {
        problems.add(CardProblem.warning(message));
    }
}
