package plimsoll.backends.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.identity.Namespace;
import plimsoll.domain.identity.OrganisationRole;
import plimsoll.domain.identity.Recipient;
import plimsoll.domain.identity.Scope;
import plimsoll.domain.identity.SiteRole;
import plimsoll.domain.release.Agreement;
import plimsoll.domain.repository.Card;
import plimsoll.domain.repository.Description;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepoName;
import plimsoll.domain.repository.RepositoryId;
import plimsoll.domain.repository.Visibility;
import plimsoll.hub.fixtures.Story;
import plimsoll.hub.repositories.Search;
import plimsoll.hub.repositories.Search.Between;
import plimsoll.hub.repositories.Search.Order;

/// How long a search among many repositories takes, in units of one `SELECT` by an index, on SQLite. Run by
/// `./dev bench search`; arguments: how many repositories, and the folder to keep the database in, which is filled
/// once.
final class SearchBenchmark {
    private static final int AT_ONCE = 1_000;
    private static final int ROUNDS = 400;
    private static final int PAGE = 30;
    private static final String[] FAMILIES = {
        "Llama-3", "Qwen2.5", "Mistral", "gemma-2", "bert-base", "roberta", "t5-small", "phi-3", "stable-diffusion",
        "whisper", "deepseek-coder", "falcon", "gpt2", "vit-base", "wav2vec2", "distilbert", "opt", "bloom"
    };
    private static final String[] SIZES = {"1b", "3B", "7b", "8B", "13b", "14B", "32b", "70B", "large", "small", "xl"};
    private static final String[] ENDS = {
        "Instruct", "chat", "GGUF", "AWQ", "GPTQ", "finetuned", "lora", "merge", "v1", "v2", "uncased", "hf", "dpo"
    };
    private static final String[] TASKS = {
        "text-generation",
        "fill-mask",
        "text-classification",
        "image-classification",
        "text-to-image",
        "automatic-speech-recognition",
        "translation",
        "summarization"
    };
    private static final String[] LICENCES = {"mit", "apache-2.0", "llama3", "cc-by-4.0", "other", "gemma"};

    private SearchBenchmark() {}

    /// Fills and measures.
    public static void main(String[] arguments) throws IOException {
        int repositories = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("plimsoll-search");
        Files.createDirectories(folder);
        try (var database = Databases.sqlite(folder)) {
            var catalogue = new SqlCatalogue(database, InstantSource.fixed(Story.DAWN));
            if (catalogue.facets(Story.STRANGER, RepoKind.MODEL, 1).repositories() == 0) {
                fill(database, catalogue, repositories);
            }
            agree(database);
            plans(database);
            measure(catalogue, repositories);
        }
    }

    private static void fill(Database database, SqlCatalogue catalogue, int repositories) {
        var random = new Random(7);
        long start = System.nanoTime();
        for (int from = 0; from < repositories; from += AT_ONCE) {
            int first = from;
            database.run(() -> {
                var downloads = new HashMap<RepositoryId, Long>();
                for (int n = first; n < Math.min(first + AT_ONCE, repositories); n++) {
                    add(catalogue, random, n);
                    downloads.put(Story.id(n), (long) Math.pow(10, random.nextDouble() * 6));
                }
                new SqlPopularity(database).add(LocalDate.of(2026, 1, 1), downloads);
                return true;
            });
        }
        System.out.printf(Locale.ROOT, "filled %d in %.0f s%n", repositories, seconds(start));
    }

    private static void add(SqlCatalogue catalogue, Random random, int n) {
        var family = one(random, FAMILIES);
        var name = "user%d/%s-%s-%s-%s"
                .formatted(
                        random.nextInt(20_000),
                        family,
                        one(random, SIZES),
                        one(random, ENDS),
                        Integer.toString(random.nextInt(1 << 24), 36));
        var visibility = random.nextInt(20) == 0 ? Visibility.PRIVATE : Visibility.PUBLIC;
        catalogue.add(Story.repository(n, RepoKind.MODEL, name, visibility));
        var task = one(random, TASKS);
        var licence = one(random, LICENCES);
        var base = "org/" + one(random, FAMILIES);
        var card = new Card(
                "{\"license\":\"%s\"}".formatted(licence),
                List.of("transformers", "safetensors", task, "en", "license:" + licence, "base_model:" + base),
                Optional.of(task),
                Optional.of("transformers"),
                Optional.of(licence),
                List.of(base));
        var at = Story.DAWN.plusSeconds(random.nextInt(10_000_000));
        catalogue.describe(
                Story.id(n),
                new Description(
                        Story.commit(n),
                        at,
                        card,
                        Description.NO_FACTS,
                        12,
                        1L << 32,
                        OptionalLong.of(random.nextLong(1L << 36))),
                at);
    }

    /// Makes a tenth of what is private known to the parties of an agreement.
    private static void agree(Database database) {
        var id = "a".repeat(24);
        new SqlAgreements(database)
                .keep(new Agreement(
                        id,
                        Story.LAB,
                        "Pact",
                        new Sha256("0".repeat(64)),
                        List.of(new Namespace("user7"), new Namespace("user8")),
                        "",
                        Story.DAWN,
                        Story.DAWN.plusSeconds(1_000_000)));
        database.write(handle -> handle.createUpdate(
                        "update repository set partners = :id where visibility = 'PRIVATE' and number % 10 = 0")
                .bind("id", id)
                .execute());
    }

    private static Search by(Recipient asker, Order order) {
        return new Search(
                asker,
                RepoKind.MODEL,
                List.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Between.ANY,
                order,
                true,
                Optional.empty(),
                PAGE);
    }

    private static void plans(Database database) {
        var searches = List.of(
                search(List.of(), Set.of(), Optional.empty(), Between.ANY, Order.LIKES),
                search(List.of("llama"), Set.of("license:mit"), Optional.empty(), Between.ANY, Order.DOWNLOADS));
        for (var search : searches) {
            database.read(handle -> {
                for (var sql : new CatalogueSearch(handle, search, Story.DAWN).statements()) {
                    System.out.println("plan of " + search.words() + " " + search.tags());
                    handle.createQuery("explain query plan "
                                    + sql.replaceAll(":\\w+", "1").replaceAll("<\\w+>", "'x'"))
                            .map((row, _) -> row.getString("detail"))
                            .forEach(line -> System.out.println("    " + line));
                }
                return true;
            });
        }
    }

    private static void measure(SqlCatalogue catalogue, int repositories) {
        var random = new Random(11);
        var unit = report("one SELECT by an index", 1, () -> {
            var id = Story.id(random.nextInt(repositories));
            return catalogue.find(id);
        });
        var name = RepoName.parse("user1/nothing").orElseThrow();
        report("find by a name that nobody has", unit, () -> catalogue.find(RepoKind.MODEL, name));
        for (var order : Order.values()) {
            var search = search(List.of(), Set.of(), Optional.empty(), Between.ANY, order);
            report("first page by " + order, unit, () -> catalogue.search(search));
        }
        // The same page for somebody who sees all, and as the gate has it for everybody else.
        var partner = new Recipient.Known(
                new Namespace("user7"),
                SiteRole.MEMBER,
                Map.of(new Namespace("user8"), OrganisationRole.READ, Story.LAB, OrganisationRole.WRITE),
                Scope.WRITE);
        var admin = new Recipient.Known(new Namespace("root"), SiteRole.ADMIN, Map.of(), Scope.WRITE);
        for (var order : List.of(Order.TRENDING, Order.CREATED)) {
            report("unfiltered, " + order, unit, () -> catalogue.search(by(admin, order)));
            report("as a stranger sees it, " + order, unit, () -> catalogue.search(by(Story.STRANGER, order)));
            report("as a partner sees it, " + order, unit, () -> catalogue.search(by(partner, order)));
        }
        report("one word", unit, () -> catalogue.search(words(one(random, FAMILIES))));
        report("two words", unit, () -> catalogue.search(words(one(random, FAMILIES), one(random, SIZES))));
        report(
                "three words",
                unit,
                () -> catalogue.search(words(one(random, FAMILIES), one(random, SIZES), one(random, ENDS))));
        report("a rare word", unit, () -> catalogue.search(words("user" + random.nextInt(20_000) + "/")));
        report("a word that nobody has", unit, () -> catalogue.search(words("zzyzx")));
        report("two letters that nobody has", unit, () -> catalogue.search(words("%%")));
        report(
                "word and tag",
                unit,
                () -> catalogue.search(search(
                        List.of(one(random, FAMILIES)),
                        Set.of("license:" + one(random, LICENCES)),
                        Optional.empty(),
                        Between.ANY,
                        Order.LIKES)));
        report(
                "task and parameters",
                unit,
                () -> catalogue.search(search(
                        List.of(),
                        Set.of(),
                        Optional.of(one(random, TASKS)),
                        new Between(1L << 35, Long.MAX_VALUE),
                        Order.TRENDING)));
        report("facets", unit, () -> catalogue.facets(Story.STRANGER, RepoKind.MODEL, 30));
    }

    private static Search words(String... words) {
        return search(List.of(words), Set.of(), Optional.empty(), Between.ANY, Order.TRENDING);
    }

    private static Search search(
            List<String> words, Set<String> tags, Optional<String> task, Between parameters, Order order) {
        return new Search(
                Story.ada(),
                RepoKind.MODEL,
                words,
                Optional.empty(),
                tags,
                task,
                Optional.empty(),
                parameters,
                order,
                true,
                Optional.empty(),
                PAGE);
    }

    /// @return the median, in microseconds
    private static double report(String what, double unit, Supplier<Object> question) {
        int rounds = what.equals("facets") ? 20 : ROUNDS;
        var micros = new ArrayList<Double>();
        for (int i = -rounds / 4; i < rounds; i++) {
            long start = System.nanoTime();
            if (question.get() == null) {
                throw new IllegalStateException("no answer");
            }
            if (i >= 0) {
                micros.add((System.nanoTime() - start) / 1e3);
            }
        }
        var sorted = micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double p50 = sorted[sorted.length / 2];
        double p99 = sorted[sorted.length * 99 / 100];
        System.out.printf(
                Locale.ROOT,
                "%-32s p50 %8.0f us  p99 %8.0f us  = %6.1f and %6.1f units%n",
                what,
                p50,
                p99,
                p50 / (unit == 1 ? p50 : unit),
                p99 / (unit == 1 ? p50 : unit));
        return p50;
    }

    private static String one(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
