package plimsoll.app.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plimsoll.app.commands.HubClient.Failure;
import plimsoll.domain.attestation.Envelope;
import plimsoll.domain.attestation.ReleaseStatement;
import plimsoll.domain.ledger.PemText;
import plimsoll.domain.line.Testimony;
import plimsoll.hub.line.Testify;
import plimsoll.hub.repositories.StrictYaml;

/// `plimsoll declare`: declares facts of a repository, or attests them, over a signature made here or by the hub.
@Command(
        name = "declare",
        description = {
            "Declare what is true of a repository: facts in a YAML or JSON file, under the names that /help/declarations of"
                    + " the hub lists.",
            "",
            "With --key the statement is signed here, with a key that its publisher registered at /settings/keys; without,"
                    + " the hub signs it and records who said so."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:on record",
            "1:the hub failed",
            "2:wrong use, or facts that cannot be read",
            "3:no hub answers",
            "4:not allowed",
            "5:no such repository, or none with a commit"
        })
public final class DeclareCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
    private String id = "";

    @Option(
            names = "--facts",
            required = true,
            paramLabel = "FILE",
            description = "The facts by their names; or `facts`, `unknown` and `confidential`.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "A secret key in PEM (PKCS #8) on the curve P-256, P-384 or P-521.")
    private @Nullable Path keyFile;

    @Option(names = "--attest", description = "Attest as an auditor, and not declare as its publisher.")
    private boolean attests;

    @Option(names = "--kind", paramLabel = "KIND", description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
    private RepoCommand.Kind kind = RepoCommand.Kind.model;

    /// For picocli.
    public DeclareCommand() {}

    @Override
    public Integer call() {
        return connection.run(hub -> {
            var name = Words.repository(id);
            var testimony = testimony();
            var body = keyFile == null ? testimony.json() : signed(hub, name, testimony, keyFile);
            var path = "api/plimsoll/%ss/%s/%s".formatted(kind, name, attests ? "attestations" : "declarations");
            var done = hub.send(attests ? "POST" : "PUT", path, body);
            connection.print(
                    done,
                    "%s facts are on record: statement %s, entry %s of the log"
                            .formatted(
                                    testimony.facts().size(),
                                    done.path("sha256").asString(),
                                    done.path("entry").asString()));
        });
    }

    private Map<String, Object> signed(HubClient hub, String name, Testimony testimony, Path key) throws Failure {
        var about = hub.get("api/%ss/%s".formatted(kind, name));
        var commit = about.path("sha").asString("");
        if (commit.isEmpty()) {
            throw new Failure(ExitCode.NOT_FOUND, id + " has no commit yet.");
        }
        var page = kind == RepoCommand.Kind.model
                ? about.path("id").asString(id)
                : kind + "s/" + about.path("id").asString(id);
        var type = attests ? ReleaseStatement.ATTESTATION : ReleaseStatement.DECLARATION;
        var statement = new ReleaseStatement(type, page, Map.of("gitCommit", commit), testimony.json());
        return Envelope.sign(statement.json(), key(key)).json();
    }

    private Testimony testimony() throws Failure {
        try {
            var written = Files.size(file) > Testify.MAX_CHARACTERS
                    ? null
                    : StrictYaml.load(Files.readString(file), Testify.MAX_CHARACTERS);
            if (!(written instanceof Map<?, ?> map)) {
                throw new Failure(ExitCode.USAGE, file + " is no mapping of facts to values.");
            }
            boolean whole = List.of("facts", "unknown", "confidential").stream().anyMatch(map::containsKey);
            return switch (Testimony.read(whole ? map : Map.of("facts", map))) {
                case Testimony.Reading.Read(var testimony) -> testimony;
                case Testimony.Reading.Unfit(var reasons) ->
                    throw new Failure(
                            ExitCode.USAGE, reasons.stream().collect(Collectors.joining("\n  ", file + ":\n  ", "")));
            };
        } catch (IOException | YamlEngineException unreadable) {
            throw new Failure(ExitCode.USAGE, "%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    private static PrivateKey key(Path file) throws Failure {
        try {
            var der = PemText.read(Files.readString(file), "PRIVATE KEY")
                    .orElseThrow(() -> new Failure(
                            ExitCode.USAGE,
                            file + " holds no secret key in PEM. Make one with: openssl genpkey -algorithm EC"
                                    + " -pkeyopt ec_paramgen_curve:P-256"));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der.toArray()));
        } catch (IOException | GeneralSecurityException unfit) {
            throw new Failure(ExitCode.USAGE, "%s cannot be used: %s".formatted(file, unfit.getMessage()));
        }
    }
}
