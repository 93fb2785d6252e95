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
import java.util.SequencedMap;
import java.util.regex.Pattern;
import plimsoll.backends.remoteengine.Replica;
import plimsoll.domain.repository.RepoName;

/// The models that answer on this hub, as `engines.conf` in its data folder lists them: a line each,
/// `local NAMESPACE/NAME FILE` for one that runs in this process, `remote NAMESPACE/NAME URL` for a server of OpenAI's
/// interface, with `model=`, `key=` and `at-once=` after it where they are needed. Several remote lines for one name
/// are replicas. Who may ask one is what its repository's release plan says.
///
/// @param local files or folders by name
/// @param remote servers by name
public record ServedModels(SequencedMap<String, Path> local, SequencedMap<String, List<Replica>> remote) {
    /// The file in the data folder.
    public static final String FILE = "engines.conf";

    private static final String SHAPE = "a line is  local NAMESPACE/NAME FILE  or  remote NAMESPACE/NAME URL";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int AT_ONCE = 16;

    /// Reads the file; nothing when there is none.
    ///
    /// @throws BadSetting with the line that cannot be
    public static ServedModels read(Path file) throws BadSetting, IOException {
        var local = new LinkedHashMap<String, Path>();
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
                case "local" -> local.put(words.get(1), file.resolveSibling(words.get(2)));
                case "remote" ->
                    remote.computeIfAbsent(words.get(1), _ -> new ArrayList<>()).add(replica(place, words));
                default -> throw new BadSetting(place + SHAPE + ".");
            }
        }
        return new ServedModels(local, remote);
    }

    private static Replica replica(String place, List<String> words) throws BadSetting {
        var more = new LinkedHashMap<String, String>();
        for (var word : words.subList(3, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0 || !List.of("model", "key", "at-once").contains(word.substring(0, equals))) {
                throw new BadSetting(place + "after the address come model=, key= and at-once= only.");
            }
            more.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (!ADDRESS.matcher(words.get(2)).matches()) {
            throw new BadSetting(place + "an address begins with http:// or https://.");
        }
        return new Replica(
                URI.create(words.get(2)),
                more.getOrDefault("model", words.get(1)),
                Optional.ofNullable(more.get("key")),
                atOnce(place, more));
    }

    private static int atOnce(String place, Map<String, String> more) throws BadSetting {
        var text = more.getOrDefault("at-once", String.valueOf(AT_ONCE));
        if (!COUNT.matcher(text).matches()) {
            throw new BadSetting(place + "at-once is a whole number from 1 to 9999.");
        }
        return Integer.parseInt(text);
    }
}
