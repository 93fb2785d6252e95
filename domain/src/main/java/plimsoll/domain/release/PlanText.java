package plimsoll.domain.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.release.Access.Approval;

/// A release plan as text, the same for equal plans: what tables keep, and what the journal's hash of a plan is of. A
/// line for each fact, `component access`, `stage when unless-incident|always component access`, `file component
/// pattern`, `commits by-hand`.
public final class PlanText {
    private PlanText() {}

    /// Writes a plan.
    public static String write(ReleasePlan plan) {
        var text = new StringBuilder();
        plan.access()
                .forEach((component, access) -> text.append(component.word())
                        .append(' ')
                        .append(access(access))
                        .append('\n'));
        for (var stage : plan.stages()) {
            text.append("stage %s %s %s %s\n"
                    .formatted(
                            stage.from(),
                            stage.unlessIncident() ? "unless-incident" : "always",
                            stage.component().word(),
                            access(stage.access())));
        }
        plan.rules()
                .own()
                .forEach(rule ->
                        text.append("file %s %s\n".formatted(rule.component().word(), rule.pattern())));
        if (plan.byHand()) {
            text.append("commits by-hand\n");
        }
        return text.toString();
    }

    /// Reads what `write` wrote.
    ///
    /// @throws IllegalArgumentException when it is not that
    public static ReleasePlan read(String text) {
        var access = new EnumMap<Component, Access>(Component.class);
        var stages = new ArrayList<Stage>();
        var rules = new ArrayList<FileRules.Own>();
        boolean byHand = false;
        for (var line : text.lines().toList()) {
            var words = List.of(line.split(" "));
            switch (words.getFirst()) {
                case "stage" ->
                    stages.add(new Stage(
                            component(words.get(3)),
                            access(words.subList(4, words.size())),
                            Instant.parse(words.get(1)),
                            words.get(2).equals("unless-incident")));
                case "file" -> rules.add(new FileRules.Own(words.get(2), component(words.get(1))));
                case "commits" -> byHand = true;
                default -> access.put(component(words.getFirst()), access(words.subList(1, words.size())));
            }
        }
        return new ReleasePlan(access, stages, new FileRules(rules), byHand);
    }

    private static String access(Access access) {
        return switch (access) {
            case Access.Withheld _ -> "withheld";
            case Access.Partners(var agreement) -> "partners " + agreement;
            case Access.Hosted _ -> "hosted";
            case Access.Api _ -> "api";
            case Access.OnTerms(var terms, var approval) ->
                "on-terms %s %s".formatted(approval == Approval.BY_HAND ? "by-hand" : "automatic", terms.hex());
            case Access.Downloadable _ -> "downloadable";
            case Access.Open _ -> "open";
        };
    }

    private static Access access(List<String> words) {
        return switch (words.getFirst()) {
            case "withheld" -> new Access.Withheld();
            case "partners" -> new Access.Partners(words.get(1));
            case "hosted" -> new Access.Hosted();
            case "api" -> new Access.Api();
            case "on-terms" ->
                new Access.OnTerms(
                        new Sha256(words.get(2)),
                        words.get(1).equals("by-hand") ? Approval.BY_HAND : Approval.AUTOMATIC);
            case "downloadable" -> new Access.Downloadable();
            case "open" -> new Access.Open();
            default -> throw new IllegalArgumentException("no access is called '%s'".formatted(words.getFirst()));
        };
    }

    private static Component component(String word) {
        return Component.named(word)
                .orElseThrow(() -> new IllegalArgumentException("no component is called '%s'".formatted(word)));
    }
}
