package plimsoll.web.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Opinion;
import plimsoll.domain.guard.Verdict;

/// A verdict under OpenAI's categories, all of them, with our hazards beside: their clients ignore what they do not
/// know.
final class Moderation {
    private static final Pattern HOW_TO =
            Pattern.compile("(?i)\\b(how (do|can|to|would)|way to|steps|instructions|easiest)\\b");
    private static final Pattern INTENT = Pattern.compile("(?i)\\bI('m| am| want| will|'ll| have| feel)\\b");
    private static final String OURS = "plimsoll/";

    private Moderation() {}

    static Map<String, Object> of(Verdict verdict, String text) {
        var scores = scores(verdict, text);
        var flagged = new LinkedHashMap<String, Boolean>();
        var applied = new LinkedHashMap<String, List<String>>();
        scores.forEach((category, score) -> {
            flagged.put(category, score >= verdict.policy().harmful());
            applied.put(category, List.of("text"));
        });
        flagged.put(OURS + "jailbreak", verdict.isJailbreak());
        var hazards = new TreeMap<String, Double>();
        verdict.hazards().forEach((hazard, score) -> hazards.put(hazard.code(), score));
        return Map.of(
                "flagged", verdict.isHarmful() || verdict.isJailbreak() || flagged.containsValue(true),
                "categories", flagged,
                "category_scores", scores,
                "category_applied_input_types", applied,
                "metadata", metadata(verdict, hazards));
    }

    private static Map<String, Object> metadata(Verdict verdict, Map<String, Double> hazards) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("hazards", hazards);
        metadata.put("signs", verdict.signs());
        metadata.put("detector", "plimsoll-guard, keyword-grade");
        metadata.put("model_sha256", verdict.model().hex());
        metadata.put("policy_version", verdict.policy().version());
        metadata.put("threshold", verdict.policy().harmful());
        metadata.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
        verdict.opinion().ifPresent(opinion -> metadata.put("second_guard", told(opinion, verdict)));
        return metadata;
    }

    private static Map<String, Object> told(Opinion opinion, Verdict verdict) {
        return switch (opinion) {
            case Opinion.Missing(var guard, var _) -> Map.of("guard", guard, "status", "error");
            case Opinion.Given given ->
                Map.of(
                        "guard", given.guard(),
                        "status", "ok",
                        "unsafe", given.unsafe(),
                        "categories", new TreeMap<>(given.codes()),
                        "bounded", given.bounded(),
                        "model_sha256", given.model().hex(),
                        "threshold", verdict.policy().second().threshold());
        };
    }

    private static SequencedMap<String, Double> scores(Verdict verdict, String text) {
        var scores = verdict.scores();
        var hazards = verdict.hazards();
        double violence = hazards.getOrDefault(Hazard.S1, 0.0);
        double hate = hazards.getOrDefault(Hazard.S10, 0.0);
        double selfHarm = hazards.getOrDefault(Hazard.S11, 0.0);
        var all = new LinkedHashMap<String, Double>();
        all.put("harassment", scores.harassment());
        all.put("harassment/threatening", Math.min(scores.harassment(), violence));
        all.put("hate", hate);
        all.put("hate/threatening", Math.min(hate, violence));
        all.put("illicit", most(hazards, Hazard.S2, Hazard.S3, Hazard.S14));
        all.put("illicit/violent", most(hazards, Hazard.S1, Hazard.S9));
        all.put("self-harm", selfHarm);
        all.put("self-harm/intent", INTENT.matcher(text).find() ? selfHarm : 0);
        all.put("self-harm/instructions", HOW_TO.matcher(text).find() ? selfHarm : 0);
        all.put("sexual", most(hazards, Hazard.S3, Hazard.S4, Hazard.S12));
        all.put("sexual/minors", hazards.getOrDefault(Hazard.S4, 0.0));
        all.put("violence", violence);
        all.put("violence/graphic", 0.0);
        for (var hazard : List.of(Hazard.S5, Hazard.S6, Hazard.S7, Hazard.S8, Hazard.S13)) {
            all.put(OURS + hazard, hazards.getOrDefault(hazard, 0.0));
        }
        all.put(OURS + "jailbreak", scores.jailbreak());
        return all;
    }

    private static double most(Map<Hazard, Double> hazards, Hazard... some) {
        double most = 0;
        for (var hazard : some) {
            most = Math.max(most, hazards.getOrDefault(hazard, 0.0));
        }
        return most;
    }
}
