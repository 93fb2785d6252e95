package plimsoll.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.guard.GuardForm;
import plimsoll.domain.guard.GuardForm.Category;
import plimsoll.domain.guard.Hazard;
import plimsoll.domain.guard.Policy;
import plimsoll.domain.guard.Policy.Second;
import plimsoll.domain.guard.Terms;
import plimsoll.domain.repository.RepoName;
import plimsoll.hub.gateway.Cascade.Rules;

/// How the guard decides, as `guard.conf` in the data folder says: a line each, in any order.
///
/// ```
/// guard local FILE form=llama-guard-3       a second guard, in this process
/// guard remote URL form=llama-guard-3 model=NAME key=SECRET       or behind a server of OpenAI's interface
/// ask always | ask unsure 0.05 0.95         of which texts, by what words say
/// decides either | decides guard            whether it may overrule words
/// when-down stop | when-down pass           what becomes of texts that it should judge and does not
/// threshold harmful 0.5 NAMESPACE/NAME      also jailbreak, answer, guard, S1 to S14; without a name for all models
/// review S5       stop S5                   hazards that a person looks at, or that stop
/// category S15 Company secrets: what belongs to it
/// deny TERM       allow TERM
/// ```
///
/// @param guard the second guard, where there is one
public record GuardRules(Optional<Seat> guard, Rules rules) {
    /// The file in the data folder.
    public static final String FILE = "guard.conf";

    private static final int MOST_LINES = 2_000;
    private static final int MOST_TERM_CHARACTERS = 200;
    private static final int MOST_CATEGORIES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("[SO]([1-9]|[1-9][0-9])");
    private static final Pattern PROBABILITY = Pattern.compile("0(\\.[0-9]{1,6})?|1(\\.0{1,6})?");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");

    /// Where a second guard answers.
    ///
    /// @param place a file or folder, or an address
    /// @param model what a server calls it
    /// @param patience how long one judgement may take
    public record Seat(
            Place place,
            GuardForm form,
            String model,
            Optional<String> key,
            List<Category> categories,
            Duration patience) {
        public Seat {
            categories = List.copyOf(categories);
        }
    }

    /// In this process or elsewhere.
    public sealed interface Place {
        /// A model's file or folder.
        record Local(Path file) implements Place {}

        /// A server; its address ends with `/v1`.
        record Remote(URI address) implements Place {}
    }

    /// Reads the file; what comes with the classifiers when there is none.
    ///
    /// @param built the thresholds that were fitted with the classifiers
    /// @throws BadSetting with the line that cannot be
    public static GuardRules read(Path file, Policy built) throws BadSetting, IOException {
        if (!Files.exists(file)) {
            return new GuardRules(Optional.empty(), Rules.of(built));
        }
        var lines = Files.readAllLines(file);
        if (lines.size() > MOST_LINES) {
            throw new BadSetting("%s has more than %,d lines.".formatted(file, MOST_LINES));
        }
        var reading = new Reading(file, built);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reading.line("%s, line %d: ".formatted(file, i + 1), line);
            }
        }
        var version = "%s+%s"
                .formatted(
                        built.version(),
                        Sha256.ofUtf8(String.join("\n", lines)).hex().substring(0, 12));
        return reading.rules(version);
    }

    private static final class Reading {
        private final Path file;
        private final Policy built;
        private final Map<String, Map<String, Double>> thresholds = new LinkedHashMap<>();
        private final Set<Hazard> reviewed;
        private final List<Category> categories = new ArrayList<>();
        private final List<String> denied = new ArrayList<>();
        private final List<String> allowed = new ArrayList<>();
        private Optional<Seat> seat = Optional.empty();
        private double from;
        private double to = 1;
        private boolean alone;
        private boolean closed = true;

        Reading(Path file, Policy built) {
            this.file = file;
            this.built = built;
            this.reviewed =
                    built.reviewed().isEmpty() ? EnumSet.noneOf(Hazard.class) : EnumSet.copyOf(built.reviewed());
        }

        void line(String place, String line) throws BadSetting {
            var words = List.of(line.split("\\s+", -1));
            var rest = line.substring(words.getFirst().length()).strip();
            switch (words.getFirst()) {
                case "guard" -> guard(place, words);
                case "ask" -> ask(place, words);
                case "decides" -> alone = either(place, words, "guard", "either");
                case "when-down" -> closed = either(place, words, "stop", "pass");
                case "threshold" -> threshold(place, words);
                case "review" -> reviewed.add(hazard(place, words));
                case "stop" -> reviewed.remove(hazard(place, words));
                case "category" -> category(place, rest);
                case "deny" -> denied.add(term(place, rest));
                case "allow" -> allowed.add(term(place, rest));
                default ->
                    throw new BadSetting(place
                            + "'%s' is not known; a line begins with guard, ask, decides, when-down, threshold, review, stop, category, deny or allow."
                                    .formatted(words.getFirst()));
            }
        }

        private void guard(String place, List<String> words) throws BadSetting {
            if (words.size() < 4 || seat.isPresent()) {
                throw new BadSetting(
                        place + "one line is  guard local FILE form=FORM  or  guard remote URL form=FORM model=NAME.");
            }
            var more = new LinkedHashMap<String, String>();
            for (var word : words.subList(3, words.size())) {
                int equals = word.indexOf('=');
                if (equals < 0 || !List.of("form", "model", "key", "patience").contains(word.substring(0, equals))) {
                    throw new BadSetting(place + "after the place come form=, model=, key= and patience= only.");
                }
                more.put(word.substring(0, equals), word.substring(equals + 1));
            }
            var form = GuardForm.named(more.getOrDefault("form", ""))
                    .orElseThrow(() -> new BadSetting("%sform is one of %s."
                            .formatted(
                                    place,
                                    String.join(
                                            ", ",
                                            List.of(GuardForm.values()).stream()
                                                    .map(GuardForm::word)
                                                    .toList()))));
            var where = where(place, words.get(1), words.get(2));
            seat = Optional.of(new Seat(
                    where,
                    form,
                    more.getOrDefault("model", words.get(2)),
                    Optional.ofNullable(more.get("key")),
                    List.of(),
                    patience(place, more)));
        }

        private Place where(String place, String kind, String text) throws BadSetting {
            return switch (kind) {
                case "local" -> {
                    var model = file.resolveSibling(text);
                    if (!Files.exists(model)) {
                        throw new BadSetting(place + "there is no model in %s.".formatted(model));
                    }
                    yield new Place.Local(model);
                }
                case "remote" -> {
                    if (!ADDRESS.matcher(text).matches()) {
                        throw new BadSetting(place + "an address begins with http:// or https://.");
                    }
                    yield new Place.Remote(URI.create(text));
                }
                default -> throw new BadSetting(place + "a guard is local or remote.");
            };
        }

        private static Duration patience(String place, Map<String, String> more) throws BadSetting {
            var text = more.getOrDefault("patience", String.valueOf(PATIENCE.toSeconds()));
            if (!text.matches("[1-9][0-9]{0,2}")) {
                throw new BadSetting(place + "patience is a number of seconds from 1 to 999.");
            }
            return Duration.ofSeconds(Integer.parseInt(text));
        }

        private void ask(String place, List<String> words) throws BadSetting {
            if (words.equals(List.of("ask", "always"))) {
                from = 0;
                to = 1;
            } else if (words.size() == 4 && words.get(1).equals("unsure")) {
                from = probability(place, words.get(2));
                to = probability(place, words.get(3));
            } else {
                throw new BadSetting(place + "it is  ask always  or  ask unsure FROM TO.");
            }
            if (from >= to) {
                throw new BadSetting(place + "the first probability is below the second.");
            }
        }

        private static boolean either(String place, List<String> words, String yes, String no) throws BadSetting {
            if (words.size() != 2 || !List.of(yes, no).contains(words.get(1))) {
                throw new BadSetting(place + "it is  %1$s %2$s  or  %1$s %3$s.".formatted(words.getFirst(), yes, no));
            }
            return words.get(1).equals(yes);
        }

        private void threshold(String place, List<String> words) throws BadSetting {
            boolean known = words.size() >= 3
                    && (List.of("harmful", "jailbreak", "answer", "guard").contains(words.get(1))
                            || Hazard.named(words.get(1)).isPresent());
            if (!known || words.size() > 4) {
                throw new BadSetting(
                        place
                                + "it is  threshold harmful|jailbreak|answer|guard|S1..S14 NUMBER  and a model's name or none.");
            }
            var model = words.size() == 4 ? words.get(3) : "";
            if (!model.isEmpty() && RepoName.parse(model).isEmpty()) {
                throw new BadSetting(place + "'%s' is no model's name: NAMESPACE/NAME.".formatted(model));
            }
            thresholds
                    .computeIfAbsent(model, _ -> new LinkedHashMap<>())
                    .put(words.get(1), probability(place, words.get(2)));
        }

        private static double probability(String place, String text) throws BadSetting {
            if (!PROBABILITY.matcher(text).matches()) {
                throw new BadSetting(place + "'%s' is no probability from 0 to 1, such as 0.35.".formatted(text));
            }
            return Double.parseDouble(text);
        }

        private static Hazard hazard(String place, List<String> words) throws BadSetting {
            return Optional.of(words)
                    .filter(each -> each.size() == 2)
                    .flatMap(each -> Hazard.named(each.get(1)))
                    .orElseThrow(() -> new BadSetting(place + "a hazard is S1 to S14."));
        }

        private void category(String place, String rest) throws BadSetting {
            int space = rest.indexOf(' ');
            var code = space < 0 ? rest : rest.substring(0, space);
            var text = space < 0 ? "" : rest.substring(space + 1).strip();
            if (!CODE.matcher(code).matches() || text.isEmpty() || categories.size() == MOST_CATEGORIES) {
                throw new BadSetting(
                        place + "it is  category S15 Name: description, at most %d times.".formatted(MOST_CATEGORIES));
            }
            int colon = text.indexOf(':');
            var name = colon < 0 ? text : text.substring(0, colon);
            var description = colon < 0 ? "" : text.substring(colon + 1).strip();
            categories.add(new Category(code, name.strip(), description));
        }

        private static String term(String place, String term) throws BadSetting {
            boolean words = term.chars().anyMatch(Character::isLetterOrDigit);
            if (!words || term.length() > MOST_TERM_CHARACTERS) {
                throw new BadSetting(
                        place + "a term is one or more words, at most %d characters.".formatted(MOST_TERM_CHARACTERS));
            }
            return term;
        }

        GuardRules rules(String version) throws BadSetting {
            if (seat.isEmpty() && (alone || !categories.isEmpty())) {
                throw new BadSetting("%s: 'decides guard' and categories need a line  guard ...".formatted(file));
            }
            var general = policy(version, "");
            var models = new LinkedHashMap<String, Policy>();
            thresholds.keySet().stream()
                    .filter(model -> !model.isEmpty())
                    .forEach(model -> models.put(model, policy(version, model)));
            var rules = new Rules(general, models, new Terms(denied, allowed), from, to);
            return new GuardRules(seat.map(this::complete), rules);
        }

        private Seat complete(Seat bare) {
            var looked = new ArrayList<>(bare.form().categories());
            categories.forEach(own -> looked.removeIf(each -> each.code().equals(own.code())));
            looked.addAll(categories);
            return new Seat(bare.place(), bare.form(), bare.model(), bare.key(), looked, bare.patience());
        }

        private Policy policy(String version, String model) {
            var all = new LinkedHashMap<>(thresholds.getOrDefault("", Map.of()));
            all.putAll(thresholds.getOrDefault(model, Map.of()));
            var hazards = new EnumMap<Hazard, Double>(Hazard.class);
            all.forEach((name, value) -> Hazard.named(name).ifPresent(hazard -> hazards.put(hazard, value)));
            return new Policy(
                    model.isEmpty() ? version : "%s for %s".formatted(version, model.toLowerCase(Locale.ROOT)),
                    all.getOrDefault("harmful", built.harmful()),
                    all.getOrDefault("jailbreak", built.jailbreak()),
                    all.getOrDefault("answer", built.answer()),
                    built.signed(),
                    hazards,
                    reviewed,
                    new Second(all.getOrDefault("guard", Second.NONE.threshold()), alone, closed && seat.isPresent()));
        }
    }
}
