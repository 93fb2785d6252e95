package plimsoll.app.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import plimsoll.app.models.NotFetched.Kind;
import plimsoll.domain.content.Sha256;
import plimsoll.domain.repository.RepoKind;
import plimsoll.web.http.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a published model was trained from: the recipe in its training log, the tokenizer beside it, and the data,
/// beside it or in a data set that its card names. All of it is checked against the hashes in the log.
public final class PublishedTraining {
    private static final String NAME = "[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}";
    private static final String LOG = "training.jsonl";
    private static final String WEIGHTS = "model.safetensors";
    private static final List<String> TOKENIZER =
            List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "chat_template.jinja");

    /// A line of the log for each step, some 150 bytes.
    private static final long MOST_LOG_BYTES = 256L << 20;

    private static final long MOST_BYTES = 8L << 30;
    private static final int MOST_DATA_FILES = 100;
    private static final int MOST_DATA_SETS = 20;

    private final HubAccess access;
    private final String repository;
    private final Path folder;
    private final Progress progress;

    private PublishedTraining(HubAccess access, String repository, Path folder, Progress progress) {
        this.access = access;
        this.repository = repository;
        this.folder = folder;
        this.progress = progress;
    }

    /// That of a model on a hub.
    ///
    /// @param environment which hub, which token
    /// @param home of whoever asks
    /// @param repository `namespace/name`
    /// @param folder where its files go; those that are there already are not brought again
    public static PublishedTraining of(
            Map<String, String> environment, Path home, String repository, Path folder, Progress progress)
            throws IOException {
        if (!repository.matches(NAME)) {
            throw new NotFetched(Kind.UNCLEAR, "'%s' is not NAMESPACE/NAME of a model".formatted(repository));
        }
        return new PublishedTraining(HubAccess.of(environment, home), repository, folder, progress);
    }

    /// What is here of it now.
    ///
    /// @param recipe a recipe over the files beside it
    /// @param commit of the model
    /// @param weights the hash of the published weights
    /// @param code how the published source code stands to that of this build
    public record Brought(Path recipe, String commit, Sha256 weights, Code code) {}

    /// How published source code stands to that of this build.
    ///
    /// @param isThere whether any is published
    /// @param differing files that are other ones, or on one side alone
    public record Code(boolean isThere, List<String> differing) {
        /// Copies.
        public Code {
            differing = List.copyOf(differing);
        }
    }

    /// Brings the recipe and all that it needs.
    ///
    /// @param sources of this build, by their paths from `code/` on
    /// @throws NotFetched when something is missing, or is not what the log says
    public Brought bring(Map<String, byte[]> sources) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (var models = new HubFiles(access, RepoKind.MODEL);
                var dataSets = new HubFiles(access, RepoKind.DATASET)) {
            var model = Shelf.of(models, repository);
            var weights = model.entry(WEIGHTS)
                    .filter(entry -> Sha256.isSha256(entry.sha256()))
                    .orElseThrow(() -> missing(WEIGHTS));
            var begin = log(model);
            var shelves = new ArrayList<>(List.of(model));
            for (var name : dataSets(models)) {
                shelves.add(Shelf.of(dataSets, name));
            }
            for (var name : TOKENIZER) {
                var role = name.replaceAll("\\..*", "");
                if (begin.has(role + "_sha256")) {
                    bring(List.of(model), name, folder.resolve(name), begin, role);
                }
            }
            return new Brought(
                    recipe(begin, shelves), model.commit(), new Sha256(weights.sha256()), code(model, sources));
        }
    }

    private static Code code(Shelf model, Map<String, byte[]> sources) {
        var published = model.entries().stream()
                .filter(entry -> entry.path().startsWith("code/"))
                .collect(Collectors.toMap(Entry::path, Function.identity(), (one, _) -> one, TreeMap::new));
        var paths = new TreeSet<>(published.keySet());
        paths.addAll(sources.keySet());
        return new Code(
                !published.isEmpty(),
                paths.stream()
                        .filter(path -> !published.containsKey(path)
                                || !sources.containsKey(path)
                                || !published.get(path).has(sources.get(path)))
                        .toList());
    }

    /// The first line of the training's log: what went in.
    private JsonNode log(Shelf model) throws IOException, InterruptedException {
        var file = folder.resolve("published-" + LOG);
        if (!model.bring(LOG, MOST_LOG_BYTES, file, progress)) {
            throw missing(LOG);
        }
        try (var lines = Files.newBufferedReader(file)) {
            var begin = Json.mapper().readTree(String.valueOf(lines.readLine()));
            if (begin.path("recipe").isObject()) {
                return begin;
            }
        } catch (JacksonException | CharacterCodingException _) {
            // told below, as for a log of another kind
        }
        throw new NotFetched(Kind.BROKEN, "%s of %s is no log of a training here".formatted(LOG, repository));
    }

    /// The data sets that the model's card names.
    private List<String> dataSets(HubFiles models) throws IOException, InterruptedException {
        var named = texts(models.about(repository).path("cardData").path("datasets"));
        if (named.size() > MOST_DATA_SETS) {
            throw new NotFetched(
                    Kind.BROKEN, "the card of %s names more than %d data sets".formatted(repository, MOST_DATA_SETS));
        }
        return named.stream().filter(name -> name.matches(NAME)).toList();
    }

    /// Brings the data, and writes the recipe anew with the names that all of it has here.
    private Path recipe(JsonNode begin, List<Shelf> shelves) throws IOException, InterruptedException {
        var recipe = (ObjectNode) begin.path("recipe").deepCopy();
        if (recipe.has("from")) {
            throw new NotFetched(
                    Kind.UNCLEAR,
                    "%s was trained from another model; only trainings from nothing are done again"
                            .formatted(repository));
        }
        var data = texts(recipe.path("data"));
        if (data.size() > MOST_DATA_FILES) {
            throw new NotFetched(Kind.BROKEN, "the recipe names more than %d files".formatted(MOST_DATA_FILES));
        }
        var here = recipe.putArray("data");
        for (int i = 0; i < data.size(); i++) {
            var name = "data-%d.jsonl".formatted(i + 1);
            var path = data.get(i).replaceFirst("^(\\./)+", "");
            bring(shelves, path, folder.resolve(name), begin, i == 0 ? "data" : "data_" + (i + 1));
            here.add(name);
        }
        recipe.put("tokenizer", ".");
        var file = folder.resolve("recipe.json");
        Files.write(file, Json.write(recipe));
        return file;
    }

    /// Brings a file from the first repository that has it.
    ///
    /// @param role by which the log has its hash
    private void bring(List<Shelf> shelves, String path, Path target, JsonNode begin, String role)
            throws IOException, InterruptedException {
        for (var shelf : shelves) {
            if (shelf.bring(path, MOST_BYTES, target, progress)) {
                var found = hash(target).hex();
                if (!begin.path(role + "_sha256").asString("").equals(found)) {
                    throw new NotFetched(
                            Kind.BROKEN,
                            "%s of %s is not what the training's log says: its SHA-256 is %s"
                                    .formatted(path, shelf.repository(), found));
                }
                return;
            }
        }
        throw missing(path);
    }

    private static List<String> texts(JsonNode node) {
        return node.isString()
                ? List.of(node.asString())
                : node.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .toList();
    }

    private NotFetched missing(String path) {
        return new NotFetched(
                Kind.NOT_FOUND, "neither %s nor the data sets of its card have %s".formatted(repository, path));
    }

    /// Tells the hub what came of training again.
    ///
    /// @return what the hub has recorded; empty without a token, for a hub hears accounts alone
    public Optional<JsonNode> record(Brought brought, Sha256 trained, String software)
            throws IOException, InterruptedException {
        if (access.token().isEmpty()) {
            return Optional.empty();
        }
        try (var models = new HubFiles(access, RepoKind.MODEL)) {
            return Optional.of(models.tell(
                    repository,
                    "reproductions",
                    Map.of("revision", brought.commit(), "weights", trained.hex(), "software", software)));
        }
    }

    /// The hash of a file here.
    public static Sha256 hash(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.of(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
