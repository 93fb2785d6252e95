package plimsoll.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One thing that can be set. It is called `name` in the file and `PLIMSOLL_NAME` in the environment.
public enum Setting {
    /// The folder that holds everything: blobs, the SQLite file, `admin.token`.
    DATA("data"),
    /// The address to listen on.
    HOST("host"),
    /// The port to listen on.
    PORT("port"),
    /// The address visitors know, when it is not the one listened on: `https://hub.example.org`.
    PUBLIC_URL("public-url"),
    /// Who may open an account: `closed`, `invitation` or `open`.
    REGISTRATION("registration"),
    /// The origins of web apps that may sign people in, with commas between: `https://app.example.org`.
    OAUTH_REDIRECTS("oauth-redirects"),
    /// A PostgreSQL database instead of the SQLite file: `jdbc:postgresql://...`, user and password in it.
    DATABASE("database"),
    /// From which size on clients are asked to upload in parts, in bytes.
    MULTIPART_FROM("multipart-from"),
    /// The size of such a part, in bytes.
    PART_SIZE("part-size"),
    /// How many requests in five minutes: `off`, `on`, or a stranger's to the API, for files and for pages: `500 3000
    /// 100`.
    RATE_LIMITS("rate-limits"),
    /// The folder of the hub's keys, when it is not `keys` in the data folder.
    KEYS("keys"),
    /// What encrypts those keys. Only in the environment: a file beside the keys would give both away.
    KEY_PASSPHRASE("key-passphrase"),
    /// A file with that passphrase as its first line, elsewhere than the keys.
    KEY_PASSPHRASE_FILE("key-passphrase-file"),
    /// What the public log calls itself, for good: `hub.example.org/log`. Only read when the log begins.
    LOG_ORIGIN("log-origin"),
    /// Whether a new hub begins without the models that come with it: `true` or `false`.
    BARE("bare"),
    /// How many jobs, such as inspections of files, are done at once.
    JOB_WORKERS("job-workers"),
    /// For how many days what models are asked and answer is kept, encrypted: `off`, or 1 to 365.
    RETAIN_PROMPTS("retain-prompts"),
    /// Where ClamAV's daemon listens for files to scan, when there is one: `127.0.0.1:3310`.
    CLAMD("clamd");

    private final String name;

    Setting(String name) {
        this.name = name;
    }

    /// As the file writes it.
    public String fileName() {
        return name;
    }

    /// As the environment writes it.
    public String environmentName() {
        return "PLIMSOLL_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// The setting that the file calls `name`.
    static Optional<Setting> inFile(String name) {
        return Arrays.stream(values()).filter(s -> s.name.equals(name)).findFirst();
    }

    /// The setting that the environment calls `name`.
    static Optional<Setting> inEnvironment(String name) {
        return Arrays.stream(values())
                .filter(s -> s.environmentName().equals(name))
                .findFirst();
    }

    /// Every name of the file, for a message.
    static String fileNames() {
        return String.join(", ", Arrays.stream(values()).map(Setting::fileName).toList());
    }
}
