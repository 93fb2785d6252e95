package plimsoll.web.pages;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Access.Partners;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.hub.release.KeepAgreements;
import plimsoll.hub.release.SetPlan;
import plimsoll.hub.release.Texts;
import plimsoll.hub.repositories.Pass;
import plimsoll.web.http.Request;
import plimsoll.web.pages.view.ReleasePage.Choices;
import plimsoll.web.pages.view.ReleasePage.Editor;
import plimsoll.web.pages.view.ReleasePage.Option;

/// The form of a release plan: filled from one, and read back into one.
public final class PlanForm {
    private static final List<Map.Entry<String, String>> CHOICES = List.of(
            Map.entry("withheld", "Closed: nobody outside"),
            Map.entry("partners", "Staged: partners under an agreement"),
            Map.entry("hosted", "Hosted: used on this hub's page"),
            Map.entry("api", "API: called, not downloaded"),
            Map.entry("automatic", "On terms: whoever accepts them"),
            Map.entry("by-hand", "On terms: whom you approve"),
            Map.entry("downloadable", "Downloadable by anybody"),
            Map.entry("open", "Fully open"));

    private final SetPlan plans;
    private final KeepAgreements agreements;
    private final Texts texts;

    /// With what it offers.
    public PlanForm(SetPlan plans, KeepAgreements agreements, Texts texts) {
        this.plans = plans;
        this.agreements = agreements;
        this.texts = texts;
    }

    /// What was read.
    sealed interface Read {}

    /// A plan.
    record Plan(ReleasePlan plan) implements Read {}

    /// None, for a reason to be told.
    record Unfit(String why) implements Read {}

    /// The form as `plan` fills it.
    Editor editor(Pass pass, ReleasePlan plan, List<String> wrong, List<String> preview) {
        var components = new ArrayList<Choices>();
        for (var component : Component.values()) {
            var chosen = word(plan.access().getOrDefault(component, new Access.Withheld()));
            var options = CHOICES.stream()
                    .filter(choice -> component != Component.PAPERS || isForPapers(choice.getKey()))
                    .map(choice -> new Option(
                            choice.getKey(), choice.getValue(), choice.getKey().equals(chosen)))
                    .toList();
            components.add(new Choices(component.word(), PlanWords.name(component), options));
        }
        var named = plan.access().values().stream()
                .flatMap(access -> access instanceof Partners(var id) ? Stream.of(id) : Stream.empty())
                .findFirst()
                .orElse("");
        var pacts = agreements.list(pass.recipient(), pass.repository().name().namespace()).orElse(List.of()).stream()
                .map(agreement -> option(agreement, named))
                .toList();
        return new Editor(
                components, pacts, terms(plan), plan.byHand(), pass.release().incidentOpen(), wrong, preview);
    }

    private static Option option(Agreement agreement, String named) {
        var label = "%s, until %s"
                .formatted(agreement.title(), agreement.until().toString().substring(0, 10));
        return new Option(agreement.id(), label, agreement.id().equals(named));
    }

    private String terms(ReleasePlan plan) {
        return plan.access().values().stream()
                .flatMap(access -> access instanceof OnTerms(var hash, var _) ? Stream.of(hash) : Stream.empty())
                .findFirst()
                .flatMap(texts::find)
                .orElse("");
    }

    /// The plan that a form asks for, in place of the one that holds.
    Read read(Request request, Pass pass) throws IOException {
        var agreement = request.field("agreement").orElse("");
        var text = request.field("terms").orElse("").strip();
        if (text.length() > SetPlan.MAX_TERMS_CHARACTERS) {
            return new Unfit("The terms are too long for anybody to read.");
        }
        var now = pass.release().plan();
        var access = new EnumMap<>(now.access());
        for (var component : Component.values()) {
            var chosen = request.field(component.word());
            if (chosen.isPresent()) {
                var wanted = access(pass, chosen.get(), agreement, text);
                if (wanted.isEmpty()) {
                    return new Unfit("'%s' is no level of release.".formatted(chosen.get()));
                }
                access.put(component, wanted.get());
            }
        }
        try {
            var stages = new ArrayList<>(request.field("clear-stages").isPresent() ? List.<Stage>of() : now.stages());
            stage(request, pass, agreement, text).ifPresent(stages::add);
            boolean byHand = request.field("by-hand").isPresent();
            return new Plan(new ReleasePlan(access, stages, now.rules(), byHand));
        } catch (DateTimeParseException _) {
            return new Unfit("A stage begins on a day, as 2026-03-01.");
        } catch (IllegalArgumentException e) {
            return new Unfit(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Stage> stage(Request request, Pass pass, String agreement, String text) throws IOException {
        var from = request.field("stage-from").orElse("").strip();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var component =
                request.field("stage-component").flatMap(Component::named).orElse(Component.WEIGHTS);
        Instant at = LocalDate.parse(from).atStartOfDay(ZoneOffset.UTC).toInstant();
        boolean unlessIncident = request.field("stage-unless-incident").isPresent();
        return access(pass, request.field("stage-access").orElse(""), agreement, text)
                .map(then -> new Stage(component, then, at, unlessIncident));
    }

    private Optional<Access> access(Pass pass, String word, String agreement, String text) {
        return switch (word) {
            case "withheld" -> Optional.of(new Access.Withheld());
            case "partners" -> Optional.of(new Partners(agreement));
            case "hosted" -> Optional.of(new Access.Hosted());
            case "api" -> Optional.of(new Access.Api());
            case "automatic" -> Optional.of(terms(pass, text, Approval.AUTOMATIC));
            case "by-hand" -> Optional.of(terms(pass, text, Approval.BY_HAND));
            case "downloadable" -> Optional.of(new Access.Downloadable());
            case "open" -> Optional.of(new Access.Open());
            default -> Optional.empty();
        };
    }

    private OnTerms terms(Pass pass, String text, Approval approval) {
        return text.isEmpty() ? plans.terms(pass.repository(), approval) : plans.terms(text, approval);
    }

    private static String word(Access access) {
        return switch (access) {
            case Access.Withheld _ -> "withheld";
            case Partners _ -> "partners";
            case Access.Hosted _ -> "hosted";
            case Access.Api _ -> "api";
            case OnTerms(var _, var approval) -> approval == Approval.BY_HAND ? "by-hand" : "automatic";
            case Access.Downloadable _ -> "downloadable";
            case Access.Open _ -> "open";
        };
    }

    private static boolean isForPapers(String word) {
        return word.equals("withheld") || word.equals("partners") || word.equals("open");
    }
}
