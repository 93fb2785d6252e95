package plimsoll.app.release;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever its publisher does with a plan, in whatever order, no door gives anybody bytes that the plan keeps from
/// them. What each may have is worked out here anew, from the deeds alone.
final class WithheldBytesProperty {
    private static final int STEPS = 14;
    private static final String MODEL = "lab/model";
    private static final List<String> PEOPLE = List.of("anonymous", "bob", "gail", "pat");
    private static final Map<String, String> FILES = Map.of(
            "weights", "model.safetensors",
            "training-data", "data/part.csv",
            "inference-code", "run.py",
            "source-code", "train.py");
    private static final List<String> ACCESS =
            List.of("withheld", "partners", "hosted", "api", "automatic", "by-hand", "downloadable", "open");

    private final Map<String, String> access = new HashMap<>();
    private final Set<String> granted = new HashSet<>();
    private final List<String> done = new ArrayList<>();
    private boolean known = true;
    private long recall;
    private String pact = "";
    private String oid = "";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void noDoorGivesWhatThePlanKeeps(long seed, @TempDir Path folder) throws Exception {
        var random = new Random(seed);
        try (var hub = new WholeHub(folder.resolve("data"))) {
            open(hub);
            for (int step = 0; step < STEPS; step++) {
                act(hub, random);
                for (var who : PEOPLE) {
                    knock(hub, who, seed, step);
                }
            }
        }
    }

    private void open(WholeHub hub) throws Exception {
        for (var name : List.of("ada", "bob", "gail", "pat")) {
            hub.account(name, "member");
        }
        hub.done(hub.post("ada", "/api/plimsoll/organisations", "{\"name\": \"lab\"}"));
        hub.done(hub.post("ada", "/api/repos/create", "{\"name\": \"model\", \"organization\": \"lab\"}"));
        hub.commit("ada", MODEL, "README.md", "---\nlicense: mit\n---\n# The card\n");
        for (var file : FILES.entrySet()) {
            access.put(file.getKey(), "downloadable");
            if (file.getKey().equals("weights")) {
                oid = hub.commitLarge("ada", MODEL, file.getValue(), bytes(file.getKey()));
            } else {
                hub.commit("ada", MODEL, file.getValue(), bytes(file.getKey()));
            }
        }
        pact = hub.done(hub.post("ada", "/api/plimsoll/agreements/lab", """
                {"title": "Pact", "document": "%s", "parties": ["pat"], "from": "2020-01-01T00:00:00Z", "until": "2990-01-01T00:00:00Z"}""".formatted("0".repeat(64))))
                .get("id")
                .asString();
    }

    private static String bytes(String component) {
        return "bytes of the " + component + " that nobody may guess: 0x5f3759df";
    }

    private void act(WholeHub hub, Random random) throws Exception {
        var component = List.copyOf(FILES.keySet().stream().sorted().toList()).get(random.nextInt(FILES.size()));
        switch (random.nextInt(8)) {
            case 0 -> show(hub, !known);
            case 1 -> grant(hub, "gail");
            case 2 -> withdraw(hub, "gail");
            case 3 -> recall(hub);
            case 4 -> change(hub);
            default -> set(hub, component, ACCESS.get(random.nextInt(ACCESS.size())));
        }
    }

    private void change(WholeHub hub) throws Exception {
        if (recall == 0) { // what is recalled is frozen, for its publisher too
            done.add("commit");
            hub.commit("ada", MODEL, "run.py", bytes("inference-code") + " again " + done.size());
        }
    }

    private void set(WholeHub hub, String component, String word) throws Exception {
        done.add(component + " " + word);
        var json = switch (word) {
            case "partners" -> "{\"access\": \"partners\", \"agreement\": \"%s\"}".formatted(pact);
            case "automatic", "by-hand" -> "{\"access\": \"on-terms\", \"approval\": \"%s\"}".formatted(word);
            default -> "{\"access\": \"%s\"}".formatted(word);
        };
        hub.done(hub.send(
                "ada",
                "PUT",
                "/api/models/%s/release".formatted(MODEL),
                "{\"components\": {\"%s\": %s}}".formatted(component, json)));
        access.put(component, word);
    }

    private void show(WholeHub hub, boolean shown) throws Exception {
        done.add("shown " + shown);
        hub.done(hub.send(
                "ada", "PUT", "/api/models/%s/settings".formatted(MODEL), "{\"private\": %s}".formatted(!shown)));
        known = shown;
    }

    private void grant(WholeHub hub, String who) throws Exception {
        done.add("grant");
        hub.post(
                "ada",
                "/api/models/%s/user-access-request/grant".formatted(MODEL),
                "{\"user\": \"%s\"}".formatted(who));
        granted.add(who);
    }

    private void withdraw(WholeHub hub, String who) throws Exception {
        done.add("withdraw");
        hub.post(
                "ada",
                "/api/models/%s/user-access-request/handle".formatted(MODEL),
                "{\"user\": \"%s\", \"status\": \"pending\"}".formatted(who));
        granted.remove(who);
    }

    private void recall(WholeHub hub) throws Exception {
        done.add("recall or lift");
        if (recall == 0) {
            var id = hub.done(hub.post("ada", "/api/models/%s/recall".formatted(MODEL), "{\"reason\": \"so\"}"))
                    .get("id")
                    .asString();
            recall = Long.parseLong(id.substring("recall-".length()));
        } else {
            hub.done(hub.send("admin", "DELETE", "/api/models/%s/recall/%d".formatted(MODEL, recall), ""));
            recall = 0;
        }
    }

    private boolean mayHave(String who, String component) {
        if (!known || recall != 0) {
            return false;
        }
        return switch (access.getOrDefault(component, "withheld")) {
            case "downloadable", "open" -> true;
            case "partners" -> who.equals("pat");
            case "automatic", "by-hand" -> granted.contains(who);
            default -> false;
        };
    }

    private void knock(WholeHub hub, String who, long seed, int step) throws Exception {
        var answers = new ArrayList<String>();
        for (var path : FILES.values()) {
            for (var door : List.of("resolve/main/", "raw/main/", "blob/main/")) {
                answers.add(followed(hub, who, "/%s/%s%s".formatted(MODEL, door, path)));
            }
        }
        var commits = hub.get("ada", "/api/models/%s/commits/main".formatted(MODEL));
        if (commits.statusCode() == 200) {
            for (var commit : WholeHub.json(commits)) {
                answers.add(followed(
                        hub,
                        who,
                        "/%s/commit/%s".formatted(MODEL, commit.get("id").asString())));
            }
        }
        for (var path :
                List.of("/" + MODEL, "/%s/release".formatted(MODEL), "/api/models/" + MODEL, "/api/models?full=true")) {
            answers.add(followed(hub, who, path));
        }
        answers.add(followed(hub, who, "/%s.git/info/lfs/objects/%s".formatted(MODEL, oid)));
        answers.addAll(copied(hub, who, step));
        var all = String.join("\n", answers);
        for (var component : FILES.keySet()) {
            if (!mayHave(who, component)) {
                assertFalse(
                        all.contains(bytes(component)),
                        () -> "seed %d: %s got the %s after %s".formatted(seed, who, component, done));
            } else {
                assertTrue(
                        all.contains(bytes(component)),
                        () -> "seed %d: %s did not get the %s after %s".formatted(seed, who, component, done));
            }
        }
        int git = hub.get(who, "/%s.git/info/refs?service=git-upload-pack".formatted(MODEL))
                .statusCode();
        boolean whole = FILES.keySet().stream().allMatch(component -> mayHave(who, component));
        assertTrue(git == 200 == whole, () -> "seed %d: git answers %s %d after %s".formatted(seed, who, git, done));
    }

    // A signed address is opened by whoever has it, as a client would.
    private static String followed(WholeHub hub, String who, String path) throws Exception {
        var answer = hub.get(who, path);
        return answer.statusCode() == 302
                ? hub.get("anonymous", answer.headers().firstValue("Location").orElseThrow())
                        .body()
                : answer.body();
    }

    // What somebody may duplicate they may also read there.
    private static List<String> copied(WholeHub hub, String who, int step) throws Exception {
        var copy = "%s/copy-%d".formatted(who, step);
        var made =
                hub.post(who, "/api/models/%s/duplicate".formatted(MODEL), "{\"repository\": \"%s\"}".formatted(copy));
        var found = new ArrayList<String>();
        for (var path : made.statusCode() == 200 ? FILES.values() : List.<String>of()) {
            found.add(followed(hub, who, "/%s/resolve/main/%s".formatted(copy, path)));
        }
        return found;
    }
}
