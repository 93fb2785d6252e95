package plimsoll.app.models;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plimsoll.app.models.NotFetched.Kind;

/// Which files of a repository make the model that somebody asked for.
final class ChosenFiles {
    /// Of several files of one model: small, yet near to the whole, first.
    private static final List<String> PREFERRED = List.of("Q4_K_M", "Q8_0", "Q4_0", "F16", "BF16");

    private static final Set<String> BESIDE_WEIGHTS = Set.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "chat_template.jinja",
            "model.safetensors.index.json");
    private static final Pattern PART = Pattern.compile("-\\d{5}-of-\\d{5}(?=\\.gguf$)");

    private ChosenFiles() {}

    /// The files to bring; all parts of a split model, the first one first.
    ///
    /// @param wanted a file's path, a part of its name such as `Q8_0`, or empty for the usual one
    /// @throws NotFetched when there is none, or several are as good
    static List<Entry> of(List<Entry> entries, String wanted) throws NotFetched {
        var ggufs = entries.stream()
                .filter(Entry::isGguf)
                .collect(Collectors.groupingBy(
                        entry -> PART.matcher(entry.path()).replaceFirst(""), TreeMap::new, Collectors.toList()));
        if (wanted.isEmpty()) {
            return ggufs.isEmpty() ? folder(entries) : usual(ggufs);
        }
        var exact = ggufs.get(PART.matcher(wanted).replaceFirst(""));
        if (exact != null) {
            return inOrder(exact);
        }
        var named = shallowest(
                ggufs.keySet().stream().filter(path -> isNamed(path, wanted)).toList());
        if (named.size() != 1) {
            throw new NotFetched(
                    named.isEmpty() ? Kind.NOT_FOUND : Kind.UNCLEAR,
                    "%s GGUF file of the repository is '%s'; it has %s"
                            .formatted(named.isEmpty() ? "no" : "more than one", wanted, listed(ggufs.keySet())));
        }
        return inOrder(ggufs.getOrDefault(named.getFirst(), List.of()));
    }

    private static List<Entry> usual(Map<String, List<Entry>> ggufs) throws NotFetched {
        var near = shallowest(ggufs.keySet());
        if (near.size() == 1) {
            return inOrder(ggufs.getOrDefault(near.getFirst(), List.of()));
        }
        for (var type : PREFERRED) {
            var named = near.stream().filter(path -> isNamed(path, type)).toList();
            if (named.size() == 1) {
                return inOrder(ggufs.getOrDefault(named.getFirst(), List.of()));
            }
        }
        throw new NotFetched(
                Kind.UNCLEAR,
                "the repository has several models: add ':' and one of %s".formatted(listed(ggufs.keySet())));
    }

    // What lies in a folder is beside the point, such as a training's intermediate models, where the root has some too.
    private static List<String> shallowest(Collection<String> paths) {
        int least = paths.stream().mapToInt(ChosenFiles::depth).min().orElse(0);
        return paths.stream().filter(path -> depth(path) == least).toList();
    }

    private static int depth(String path) {
        return path.split("/", -1).length;
    }

    private static List<Entry> folder(List<Entry> entries) throws NotFetched {
        var weights = entries.stream()
                .filter(entry -> entry.path().matches("model(-\\d{5}-of-\\d{5})?\\.safetensors"))
                .toList();
        var others = entries.stream()
                .filter(entry -> BESIDE_WEIGHTS.contains(entry.path()))
                .toList();
        if (weights.isEmpty() || others.stream().noneMatch(entry -> entry.path().equals("config.json"))) {
            throw new NotFetched(
                    Kind.NOT_FOUND, "the repository has neither GGUF files nor model.safetensors with config.json");
        }
        return Stream.concat(others.stream(), inOrder(weights).stream()).toList();
    }

    /// Whether a name has these letters with no others around them: `Q4_0` is not in `IQ4_0`.
    private static boolean isNamed(String path, String part) {
        var whole = "(?<![A-Z0-9])" + Pattern.quote(part.toUpperCase(Locale.ROOT)) + "(?![A-Z0-9_])";
        return Pattern.compile(whole).matcher(path.toUpperCase(Locale.ROOT)).find();
    }

    private static List<Entry> inOrder(List<Entry> entries) {
        return entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    private static String listed(Set<String> paths) {
        return paths.isEmpty()
                ? "none"
                : paths.stream()
                        .map(path -> path.replaceAll("\\p{Cntrl}", " "))
                        .limit(12)
                        .collect(Collectors.joining(", "));
    }
}
