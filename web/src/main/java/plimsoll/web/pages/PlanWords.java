package plimsoll.web.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.domain.repository.Level;

/// A release plan in plain words: who will be able to do what.
final class PlanWords {
    private static final Map<Level, String> LEVELS = new EnumMap<>(Map.of(
            Level.INTERNAL, "closed",
            Level.STAGED, "staged",
            Level.HOSTED, "hosted",
            Level.API, "API",
            Level.GATED_DOWNLOAD, "on terms",
            Level.OPEN_DOWNLOAD, "downloadable",
            Level.FULLY_OPEN, "fully open"));

    private PlanWords() {}

    static String name(Component component) {
        return component.word().replace('-', ' ');
    }

    static String name(Level level) {
        return LEVELS.getOrDefault(level, level.word());
    }

    static List<String> levels() {
        return Arrays.stream(Level.values()).map(PlanWords::name).toList();
    }

    static String who(Access access) {
        return switch (access) {
            case Access.Withheld _ -> "nobody outside the publisher";
            case Access.Partners(var agreement) -> "partners, while agreement %s is in force".formatted(agreement);
            case Access.Hosted _ -> "nobody; everybody may use the model on this hub's page";
            case Access.Api _ -> "nobody; everybody may call the model through the API";
            case OnTerms(var _, var approval) ->
                approval == Approval.AUTOMATIC
                        ? "everybody with an account who accepts the terms"
                        : "everybody with an account whom the publisher approves after they accepted the terms";
            case Access.Downloadable _ -> "anybody";
            case Access.Open _ -> "anybody, under a licence that leaves every use free";
        };
    }

    /// Who may have a component. Of papers it matters only who may read them.
    static String who(Component component, Access access) {
        return component == Component.PAPERS && access.isForAnybody() ? "anybody" : who(access);
    }

    static List<String> sentences(ReleasePlan plan, Instant now, boolean incident) {
        var sentences = new ArrayList<String>();
        var papers = plan.accessTo(Component.PAPERS, now, incident);
        sentences.add("May know that this exists and read its card: %s.".formatted(who(Component.PAPERS, papers)));
        for (var component : Component.values()) {
            if (component != Component.PAPERS) {
                sentences.add("May download the %s: %s."
                        .formatted(name(component), who(plan.accessTo(component, now, incident))));
            }
        }
        if (!(papers instanceof Access.Open)) {
            sentences.add("Whoever may not read the card gets nothing else either, whatever the lines above say.");
        }
        if (plan.byHand()) {
            sentences.add("A new commit is seen by others once you release it.");
        }
        plan.stages().forEach(stage -> sentences.add(sentence(stage)));
        return sentences;
    }

    static String sentence(Stage stage) {
        return "From %s on%s, may have the %s: %s."
                .formatted(
                        stage.from().toString().replace("T", " ").replace(":00Z", " UTC"),
                        stage.unlessIncident() ? ", if no incident is open then" : "",
                        name(stage.component()),
                        who(stage.access()));
    }
}
