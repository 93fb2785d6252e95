package plimsoll.app.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import plimsoll.backends.remoteengine.Replica;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoName;

/// The models that answer on this hub, as `engines.conf` in its data folder lists them: a line each,
/// `local NAMESPACE/NAME FILE` for one that runs in this process from a file on this machine, `stored NAMESPACE/NAME
/// FILE` for one that runs in this process from a GGUF file of its own repository, or from safetensors in a folder
/// of it (`.` for its root), `remote NAMESPACE/NAME URL` for a server of OpenAI's interface. Who may ask one is what
/// its repository's release plan says.
///
/// After it come, where they are needed, `at-once=` (answers that are computed together); of those that run here
/// `queue=` (questions that may wait), `watermark=on`; of a stored one `revision=` (a branch, a tag or a commit:
/// `main`); of a remote one `model=` and `key=`. Several remote lines for one name are replicas.
///
/// @param local those that run in this process, by name
/// @param remote servers by name
public record ServedModels(SequencedMap<String, Local> local, SequencedMap<String, List<Replica>> remote) {
    /// A model that runs in this process.
    ///
    /// @param atOnce answers that are computed together; nothing for as many as usual
    /// @param queued questions that may wait; nothing for as many as usual
    /// @param marked whether its answers carry a watermark
    public record Local(Weights weights, OptionalInt atOnce, OptionalInt queued, boolean marked) {}

    /// Where weights are.
    public sealed interface Weights {
        /// In a file or folder of this machine.
        record File(Path path) implements Weights {}

        /// In a repository of this hub.
        ///
        /// @param revision a branch, a tag or a commit
        /// @param path of a file or folder; empty for the root
        record Stored(RepoName repository, String revision, String path) implements Weights {}
    }

    /// The file in the data folder.
    public static final String FILE = "engines.conf";

    private static final String SHAPE =
            "a line is  local NAMESPACE/NAME FILE,  stored NAMESPACE/NAME FILE-OR-FOLDER  or"
                    + "  remote NAMESPACE/NAME URL";
    /// What the root of a repository is called.
    private static final String ROOT = ".";

    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int AT_ONCE = 16;

    /// Reads the file; nothing when there is none.
    ///
    /// @throws BadSetting with the line that cannot be
    public static ServedModels read(Path file) throws BadSetting, IOException {
        var local = new LinkedHashMap<String, Local>();
        var remote = new LinkedHashMap<String, List<Replica>>();
        int number = 0;
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var words = List.of(line.strip().split("\\s+", -1));
            var place = "%s, line %d: ".formatted(file, number);
            if (words.size() < 3 || RepoName.parse(words.get(1)).isEmpty()) {
                throw new BadSetting(place + SHAPE + ".");
            }
            switch (words.getFirst()) {
                case "local" -> {
                    var more = more(place, words, "at-once", "queue", "watermark");
                    local.put(words.get(1), local(place, new Weights.File(file.resolveSibling(words.get(2))), more));
                }
                case "stored" -> {
                    var more = more(place, words, "at-once", "queue", "watermark", "revision");
                    local.put(words.get(1), local(place, stored(place, words, more), more));
                }
                case "remote" ->
                    remote.computeIfAbsent(words.get(1), _ -> new ArrayList<>()).add(replica(place, words));
                default -> throw new BadSetting(place + SHAPE + ".");
            }
        }
        return new ServedModels(local, remote);
    }

    private static Local local(String place, Weights weights, Map<String, String> more) throws BadSetting {
        var watermark = more.getOrDefault("watermark", "off");
        if (!watermark.equals("on") && !watermark.equals("off")) {
            throw new BadSetting(place + "watermark is on or off.");
        }
        return new Local(weights, count(place, "at-once", more), count(place, "queue", more), watermark.equals("on"));
    }

    private static Weights stored(String place, List<String> words, Map<String, String> more) throws BadSetting {
        var path = words.get(2).equals(ROOT) ? "" : words.get(2);
        if (!path.isEmpty() && FilePath.parse(path).isEmpty()) {
            throw new BadSetting("%s'%s' names no file or folder of a repository.".formatted(place, path));
        }
        return new Weights.Stored(
                RepoName.parse(words.get(1)).orElseThrow(), more.getOrDefault("revision", "main"), path);
    }

    private static Replica replica(String place, List<String> words) throws BadSetting {
        var more = more(place, words, "model", "key", "at-once");
        if (!ADDRESS.matcher(words.get(2)).matches()) {
            throw new BadSetting(place + "an address begins with http:// or https://.");
        }
        return new Replica(
                URI.create(words.get(2)),
                more.getOrDefault("model", words.get(1)),
                Optional.ofNullable(more.get("key")),
                count(place, "at-once", more).orElse(AT_ONCE));
    }

    private static Map<String, String> more(String place, List<String> words, String... known) throws BadSetting {
        var more = new LinkedHashMap<String, String>();
        for (var word : words.subList(3, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0 || !List.of(known).contains(word.substring(0, equals))) {
                throw new BadSetting("%safter '%s' only these may come: %s=."
                        .formatted(place, words.get(2), String.join("=, ", known)));
            }
            more.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return more;
    }

    private static OptionalInt count(String place, String name, Map<String, String> more) throws BadSetting {
        var text = more.get(name);
        if (text == null) {
            return OptionalInt.empty();
        }
        if (!COUNT.matcher(text).matches()) {
            throw new BadSetting("%s%s is a whole number from 1 to 9999.".formatted(place, name));
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
