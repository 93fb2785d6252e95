package plimsoll.web.plimsoll;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.release.Access;
import plimsoll.domain.release.Access.Approval;
import plimsoll.domain.release.Access.OnTerms;
import plimsoll.domain.release.Component;
import plimsoll.domain.release.FileRules;
import plimsoll.domain.release.ReleasePlan;
import plimsoll.domain.release.Stage;
import plimsoll.web.http.Refused;

/// A release plan as clients write and read it. What is left out stays as it was.
///
/// @param components the access of each component, by its word
/// @param stages what comes into force later
/// @param files the publisher's rules for files
/// @param commits `by-hand` where each commit waits for its release, else `automatic`
/// @param terms the text of the terms, where anything is on terms; the card's where it is left out
record PlanJson(
        @Nullable Map<String, @Nullable AccessJson> components,
        @Nullable List<StageJson> stages,
        @Nullable List<FileJson> files,
        @Nullable String commits,
        @Nullable String terms) {

    /// @param access a word of the gradient
    /// @param agreement the agreement's id, for partners
    /// @param approval `automatic` or `by-hand`, for terms
    /// @param terms the hash of the terms, when read
    record AccessJson(
            @Nullable String access,
            @Nullable String agreement,
            @Nullable String approval,
            @Nullable String terms) {
        static AccessJson of(Access access) {
            return switch (access) {
                case Access.Withheld _ -> new AccessJson("withheld", null, null, null);
                case Access.Partners(var agreement) -> new AccessJson("partners", agreement, null, null);
                case Access.Hosted _ -> new AccessJson("hosted", null, null, null);
                case Access.Api _ -> new AccessJson("api", null, null, null);
                case OnTerms(var terms, var approval) -> new AccessJson("on-terms", null, word(approval), terms.hex());
                case Access.Downloadable _ -> new AccessJson("downloadable", null, null, null);
                case Access.Open _ -> new AccessJson("open", null, null, null);
            };
        }

        private static String word(Approval approval) {
            return approval == Approval.BY_HAND ? "by-hand" : "automatic";
        }

        /// @param terms makes terms with this approval
        Access access(BiFunction<Approval, AccessJson, OnTerms> terms) {
            return switch (access) {
                case "withheld", "internal", "closed" -> new Access.Withheld();
                case "partners", "staged" -> {
                    if (agreement == null || agreement.isBlank()) {
                        throw new Refused(400, "'partners' needs the id of an agreement.");
                    }
                    yield new Access.Partners(agreement.strip());
                }
                case "hosted" -> new Access.Hosted();
                case "api" -> new Access.Api();
                case "on-terms", "gated" -> terms.apply(approvalWord(), this);
                case "downloadable" -> new Access.Downloadable();
                case "open", "fully-open" -> new Access.Open();
                case null, default ->
                    throw new Refused(
                            400,
                            "'access' is withheld, partners, hosted, api, on-terms, downloadable or open; '%s' is none of them."
                                    .formatted(access));
            };
        }

        private Approval approvalWord() {
            return switch (approval) {
                case "by-hand", "manual" -> Approval.BY_HAND;
                case "automatic", "auto" -> Approval.AUTOMATIC;
                case null -> Approval.AUTOMATIC;
                default -> throw new Refused(400, "'approval' is automatic or by-hand.");
            };
        }
    }

    /// @param component of which component
    /// @param from when
    /// @param unlessIncident whether an open incident holds it back
    /// @param then what holds from then on
    record StageJson(
            @Nullable String component,
            @Nullable String from,
            @Nullable Boolean unlessIncident,
            @Nullable AccessJson then) {}

    /// @param pattern as in a `.gitignore`
    /// @param component what the files that match belong to
    record FileJson(@Nullable String pattern, @Nullable String component) {}

    static PlanJson of(ReleasePlan plan, @Nullable String terms) {
        var components = new LinkedHashMap<String, @Nullable AccessJson>();
        plan.access().forEach((component, access) -> components.put(component.word(), AccessJson.of(access)));
        return new PlanJson(
                components,
                plan.stages().stream()
                        .map(stage -> new StageJson(
                                stage.component().word(),
                                stage.from().toString(),
                                stage.unlessIncident(),
                                AccessJson.of(stage.access())))
                        .toList(),
                plan.rules().own().stream()
                        .map(rule ->
                                new FileJson(rule.pattern(), rule.component().word()))
                        .toList(),
                plan.byHand() ? "by-hand" : "automatic",
                terms);
    }

    /// The plan that `now` becomes.
    ///
    /// @param makeTerms makes terms with an approval, of this text or, where it says none, of the card's
    /// @throws Refused (400) for what cannot be a plan
    ReleasePlan changed(ReleasePlan now, BiFunction<Optional<String>, Approval, OnTerms> makeTerms) {
        BiFunction<Approval, AccessJson, OnTerms> termsOf =
                (approval, _) -> makeTerms.apply(Optional.ofNullable(terms).filter(text -> !text.isBlank()), approval);
        var access = new EnumMap<>(now.access());
        if (components != null) {
            components.forEach((word, json) -> {
                if (json != null) {
                    access.put(component(word), json.access(termsOf));
                }
            });
        }
        try {
            var later = stages == null
                    ? now.stages()
                    : stages.stream()
                            .filter(Objects::nonNull)
                            .map(json -> stage(json, termsOf))
                            .toList();
            var rules = files == null
                    ? now.rules()
                    : new FileRules(files.stream()
                            .filter(Objects::nonNull)
                            .map(PlanJson::rule)
                            .toList());
            return new ReleasePlan(access, later, rules, byHand(now));
        } catch (IllegalArgumentException e) {
            throw new Refused(400, String.valueOf(e.getMessage()));
        }
    }

    private boolean byHand(ReleasePlan now) {
        return switch (commits) {
            case "by-hand" -> true;
            case "automatic" -> false;
            case null -> now.byHand();
            default -> throw new Refused(400, "'commits' is automatic or by-hand.");
        };
    }

    private static Stage stage(StageJson json, BiFunction<Approval, AccessJson, OnTerms> terms) {
        if (json.then == null || json.from == null) {
            throw new Refused(400, "A stage has a component, 'from' and 'then'.");
        }
        try {
            return new Stage(
                    component(json.component),
                    json.then.access(terms),
                    Instant.parse(json.from),
                    Boolean.TRUE.equals(json.unlessIncident));
        } catch (DateTimeParseException _) {
            throw new Refused(400, "'from' is a time, as 2026-03-01T00:00:00Z.");
        }
    }

    private static FileRules.Own rule(FileJson json) {
        return new FileRules.Own(json.pattern == null ? "" : json.pattern, component(json.component));
    }

    private static Component component(@Nullable String word) {
        return Optional.ofNullable(word)
                .flatMap(Component::named)
                .orElseThrow(() -> new Refused(
                        400,
                        "'%s' is no component: source-code, training-data, inference-code, weights, papers."
                                .formatted(word)));
    }
}
