package plimsoll.hub.repositories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `model-index`, the structured evaluation results of a model card, must look like.
final class ModelIndexRules {
    /// Models, results and metrics looked at; complaints about the first ones are enough.
    private static final int MAX_ITEMS = 1_000;

    private final List<CardProblem> problems = new ArrayList<>();
    private int items;

    private ModelIndexRules() {}

    static List<CardProblem> problems(Object index) {
        var rules = new ModelIndexRules();
        rules.each(index, "model-index", rules::model);
        return rules.problems;
    }

    private void model(Map<?, ?> model, String at) {
        text(model, "name", at);
        each(model.get("results"), at + ".results", this::result);
    }

    private void result(Map<?, ?> result, String at) {
        object(result, "task", at, task -> text(task, "type", at + ".task"));
        object(result, "dataset", at, dataset -> {
            text(dataset, "type", at + ".dataset");
            text(dataset, "name", at + ".dataset");
        });
        each(result.get("metrics"), at + ".metrics", this::metric);
        if (result.containsKey("source")) {
            object(result, "source", at, source -> text(source, "url", at + ".source"));
        }
    }

    private void metric(Map<?, ?> metric, String at) {
        text(metric, "type", at);
        if (metric.get("value") == null) {
            required(at + ".value");
        }
    }

    private void each(@Nullable Object value, String at, Rule rule) {
        if (value == null) {
            required(at);
            return;
        }
        if (!(value instanceof List<?> list)) {
            problems.add(CardProblem.error("\"%s\" must be a list".formatted(at)));
            return;
        }
        for (int i = 0; i < list.size() && items < MAX_ITEMS; i++) {
            items++;
            var item = at + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                rule.check(map, item);
            } else {
                problems.add(CardProblem.error("\"%s\" must be a mapping".formatted(item)));
            }
        }
    }

    private void object(Map<?, ?> parent, String name, String at, java.util.function.Consumer<Map<?, ?>> rule) {
        switch (parent.get(name)) {
            case null -> required(at + "." + name);
            case Map<?, ?> map -> rule.accept(map);
            default -> problems.add(CardProblem.error("\"%s.%s\" must be a mapping".formatted(at, name)));
        }
    }

    private void text(Map<?, ?> parent, String name, String at) {
        switch (parent.get(name)) {
            case null -> required(at + "." + name);
            case String _ -> {}
            default -> problems.add(CardProblem.error("\"%s.%s\" must be text".formatted(at, name)));
        }
    }

    private void required(String at) {
        problems.add(CardProblem.error("\"%s\" is required".formatted(at)));
    }

    @FunctionalInterface
    private interface Rule {
        void check(Map<?, ?> item, String at);
    }
}
