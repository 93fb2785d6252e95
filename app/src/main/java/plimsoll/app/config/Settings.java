package plimsoll.app.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import plimsoll.backends.files.KeysLocked;
import plimsoll.backends.files.Passphrase;
import plimsoll.domain.ledger.NoteKey;
import plimsoll.hub.people.Registration;
import plimsoll.hub.people.RequestQuota.Counts;

/// Everything a hub's owner has set, or left as it is.
///
/// @param data the folder that holds everything
/// @param host the address to listen on
/// @param port the port to listen on, 0 for any free one
/// @param publicUrl the address visitors know, when it is another
/// @param registration who may open an account
/// @param oauthRedirects the origins of web apps that may sign people in
/// @param database the PostgreSQL database, when it is not SQLite
/// @param multipartFromBytes from which size on uploads come in parts
/// @param partBytes the size of a part
/// @param rateLimits how many requests anybody may make, when that is limited
/// @param keys the folder of the hub's keys
/// @param passphrase what encrypts those keys
/// @param logOrigin what the public log calls itself, when that is not made from the public address
/// @param peers the hubs that watch each other's logs
/// @param bare whether a new hub begins without the models that come with it
/// @param jobWorkers how many jobs are done at once
/// @param retention how long what models are asked and answer is kept, when it is kept
/// @param clamd where ClamAV's daemon listens, when there is one
public record Settings(
        Path data,
        String host,
        int port,
        Optional<URI> publicUrl,
        Registration registration,
        List<String> oauthRedirects,
        Optional<String> database,
        long multipartFromBytes,
        long partBytes,
        Optional<Counts> rateLimits,
        Path keys,
        Optional<Passphrase> passphrase,
        Optional<String> logOrigin,
        Peers peers,
        boolean bare,
        int jobWorkers,
        Optional<Duration> retention,
        Optional<InetSocketAddress> clamd) {
    /// The file in the data folder.
    public static final String FILE = "plimsoll.conf";

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern RATE_LIMITS = Pattern.compile("([1-9][0-9]{0,7}) ([1-9][0-9]{0,7}) ([1-9][0-9]{0,7})");
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.:-]+):([1-9][0-9]{0,4})");
    private static final int DEFAULT_JOB_WORKERS = 2;
    /// Each reads files and hashes; more than this helps no machine.
    private static final int MOST_JOB_WORKERS = 64;
    /// Whatever is not settled within a year is not settled by reading it again.
    private static final int MOST_RETENTION_DAYS = 365;

    private static final int DEFAULT_PORT = 7070;
    private static final long DEFAULT_MULTIPART_FROM = 4L << 30;
    private static final long DEFAULT_PART = 1L << 30;
    private static final long LEAST_PART = 1L << 16;
    /// What the launcher, the other commands and the tests read from the environment.
    private static final Set<String> NOT_SETTINGS = Set.of(
            "PLIMSOLL_URL",
            "PLIMSOLL_TOKEN",
            "PLIMSOLL_JAVA_HOME",
            "PLIMSOLL_JAVA_OPTS",
            "PLIMSOLL_JVM_FOLDER",
            "PLIMSOLL_CACHE",
            "PLIMSOLL_BUILD");

    /// Puts the settings together: the command line wins over the environment, that over the file, that over defaults.
    ///
    /// @throws BadSetting for an unknown name or a value that cannot be
    public static Settings gather(Map<Setting, String> commandLine, Map<String, String> environment, Path home)
            throws BadSetting, IOException {
        var fromEnvironment = fromEnvironment(environment);
        var data = Path.of(Optional.ofNullable(commandLine.get(Setting.DATA))
                        .or(() -> Optional.ofNullable(fromEnvironment.get(Setting.DATA)))
                        .orElseGet(() -> home.resolve(".local/share/plimsoll").toString()))
                .toAbsolutePath()
                .normalize();
        var all = fromFile(data.resolve(FILE));
        all.putAll(fromEnvironment);
        all.putAll(commandLine);
        long part = wholeNumber(all, Setting.PART_SIZE, DEFAULT_PART, LEAST_PART, Long.MAX_VALUE);
        return new Settings(
                data,
                all.getOrDefault(Setting.HOST, "127.0.0.1"),
                (int) wholeNumber(all, Setting.PORT, DEFAULT_PORT, 0, 65_535),
                publicUrl(Optional.ofNullable(all.get(Setting.PUBLIC_URL))),
                registration(all.getOrDefault(Setting.REGISTRATION, "closed")),
                origins(all.getOrDefault(Setting.OAUTH_REDIRECTS, "")),
                Optional.ofNullable(all.get(Setting.DATABASE)),
                wholeNumber(all, Setting.MULTIPART_FROM, DEFAULT_MULTIPART_FROM, part, Long.MAX_VALUE),
                part,
                rateLimits(all.getOrDefault(Setting.RATE_LIMITS, "off")),
                Optional.ofNullable(all.get(Setting.KEYS)).map(data::resolve).orElseGet(() -> data.resolve("keys")),
                passphrase(all, data),
                logOrigin(Optional.ofNullable(all.get(Setting.LOG_ORIGIN))),
                Peers.read(data.resolve(Peers.FILE)),
                bare(all.getOrDefault(Setting.BARE, "false")),
                (int) wholeNumber(all, Setting.JOB_WORKERS, DEFAULT_JOB_WORKERS, 1, MOST_JOB_WORKERS),
                retention(all),
                clamd(Optional.ofNullable(all.get(Setting.CLAMD))));
    }

    private static Optional<Duration> retention(Map<Setting, String> all) throws BadSetting {
        if (all.getOrDefault(Setting.RETAIN_PROMPTS, "off").equals("off")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(wholeNumber(all, Setting.RETAIN_PROMPTS, 1, 1, MOST_RETENTION_DAYS)));
    }

    private static Optional<InetSocketAddress> clamd(Optional<String> text) throws BadSetting {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var address = ADDRESS.matcher(text.get());
        if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
            throw new BadSetting(
                    "clamd is '%s'; it must be an address and a port: 127.0.0.1:3310".formatted(text.get()));
        }
        return Optional.of(InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2))));
    }

    private static boolean bare(String text) throws BadSetting {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadSetting("bare is '%s'; it must be true or false.".formatted(text));
        };
    }

    private static Optional<Passphrase> passphrase(Map<Setting, String> all, Path data) throws BadSetting, IOException {
        var text = all.get(Setting.KEY_PASSPHRASE);
        var file = Optional.ofNullable(all.get(Setting.KEY_PASSPHRASE_FILE)).map(data::resolve);
        if (text != null) {
            var name = Setting.KEY_PASSPHRASE.environmentName();
            return Optional.of(Passphrase.of(text).orElseThrow(() -> new BadSetting(Passphrase.tooShort(name) + ".")));
        }
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new BadSetting("key-passphrase-file is '%s', which cannot be read.".formatted(file.get()));
        }
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(Passphrase.in(file.get()));
        } catch (KeysLocked e) {
            throw new BadSetting(e.getMessage() + ".");
        }
    }

    private static Optional<Counts> rateLimits(String text) throws BadSetting {
        if (text.equals("off")) {
            return Optional.empty();
        }
        if (text.equals("on")) {
            return Optional.of(Counts.USUAL);
        }
        var counts = RATE_LIMITS.matcher(text);
        if (!counts.matches()) {
            throw new BadSetting(
                    ("rate-limits is '%s'; it must be off, on, or how many requests a stranger may make in five minutes to"
                                    + " the API, for files and for pages: 500 3000 100")
                            .formatted(text));
        }
        return Optional.of(new Counts(
                Integer.parseInt(counts.group(1)),
                Integer.parseInt(counts.group(2)),
                Integer.parseInt(counts.group(3))));
    }

    private static Optional<String> logOrigin(Optional<String> text) throws BadSetting {
        if (text.isPresent() && !NoteKey.isName(text.get())) {
            throw new BadSetting(
                    "log-origin is '%s'; it must be a name without spaces or '+', such as hub.example.org/log"
                            .formatted(text.get()));
        }
        return text;
    }

    private static Map<Setting, String> fromEnvironment(Map<String, String> environment) throws BadSetting {
        var found = new EnumMap<Setting, String>(Setting.class);
        for (var variable : environment.entrySet()) {
            var name = variable.getKey();
            if (!name.startsWith("PLIMSOLL_") || name.startsWith("PLIMSOLL_TEST_") || NOT_SETTINGS.contains(name)) {
                continue;
            }
            var setting = Setting.inEnvironment(name)
                    .orElseThrow(
                            () -> new BadSetting("The environment sets %s, which Plimsoll does not know. It knows: %s."
                                    .formatted(name, Setting.fileNames())));
            found.put(setting, variable.getValue());
        }
        return found;
    }

    private static Map<Setting, String> fromFile(Path file) throws BadSetting, IOException {
        var found = new EnumMap<Setting, String>(Setting.class);
        if (!Files.exists(file)) {
            return found;
        }
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var place = "%s, line %d".formatted(file, number);
            int equals = line.indexOf('=');
            if (equals < 0) {
                throw new BadSetting(place + ": a line is  name = value  or begins with '#'.");
            }
            var name = line.substring(0, equals).strip();
            var setting = Setting.inFile(name)
                    .filter(s -> s != Setting.DATA && s != Setting.KEY_PASSPHRASE)
                    .orElseThrow(() -> new BadSetting(
                            "%s: '%s' cannot be set here. What can: %s.".formatted(place, name, Setting.fileNames())));
            found.put(setting, line.substring(equals + 1).strip());
        }
        return found;
    }

    private static long wholeNumber(Map<Setting, String> all, Setting setting, long otherwise, long least, long most)
            throws BadSetting {
        var text = all.get(setting);
        if (text == null) {
            return Math.max(otherwise, least);
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // told below, together with what is out of range
        }
        throw new BadSetting("%s is '%s'; it must be a whole number from %d to %d."
                .formatted(setting.fileName(), text, least, most));
    }

    private static Optional<URI> publicUrl(Optional<String> text) throws BadSetting {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var url = new URI(text.get());
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return Optional.of(url);
            }
        } catch (URISyntaxException _) {
            // told below
        }
        throw new BadSetting(
                "public-url is '%s'; it must be an address such as https://hub.example.org".formatted(text.get()));
    }

    private static List<String> origins(String text) throws BadSetting {
        var origins = new ArrayList<String>();
        for (var part : text.split(",", -1)) {
            var origin = part.strip().replaceAll("/+$", "").toLowerCase(Locale.ROOT);
            if (origin.isEmpty()) {
                continue;
            }
            if (!ORIGIN.matcher(origin).matches()) {
                throw new BadSetting(
                        "oauth-redirects has '%s'; an origin is written like https://app.example.org".formatted(part));
            }
            origins.add(origin);
        }
        return List.copyOf(origins);
    }

    private static Registration registration(String text) throws BadSetting {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "closed" -> Registration.CLOSED;
            case "invitation" -> Registration.INVITATION;
            case "open" -> Registration.OPEN;
            default ->
                throw new BadSetting("registration is '%s'; it must be closed, invitation or open.".formatted(text));
        };
    }
}
