package plimsoll.app.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plimsoll line explain`: how openly a repository may be released, and why.
@Command(
        name = "explain",
        description = "Tell how openly a repository may be released, and by which rules and facts.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:the hub failed",
            "2:wrong use",
            "3:no hub answers",
            "4:not allowed",
            "5:no such repository, or none with a commit"
        })
final class LineExplainCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
    private String id = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
    private RepoCommand.Kind kind = RepoCommand.Kind.model;

    @Option(
            names = "--what-if",
            paramLabel = "PACK",
            description = "Also ask a pack that does not bind, as sb1047. May be given several times.")
    private List<String> besides = new ArrayList<>();

    @Override
    public Integer call() {
        return connection.run(hub -> {
            var name = Words.repository(id);
            var with = besides.isEmpty() ? "" : "?with=" + Words.encoded(String.join(",", besides));
            var line = hub.get("api/plimsoll/%ss/%s/line%s".formatted(kind, name, with));
            connection.print(line, lines(line));
        });
    }

    private static String lines(JsonNode line) {
        var lines = new ArrayList<String>();
        lines.add("May be released at most as");
        line.get("ceiling")
                .properties()
                .forEach(each -> lines.add(
                        "  %-15s %s".formatted(each.getKey(), each.getValue().asString())));
        section(lines, "Because", line.get("reasons"), "sentence");
        section(lines, "Undetermined", line.get("undetermined"), "sentence");
        section(lines, "Would have to be done", besides(line), "what");
        duties(lines, line.get("duties"));
        lines.add("Asked: "
                + line.get("packs")
                        .valueStream()
                        .map(pack -> pack.get("id").asString() + "@"
                                + pack.get("version").asString())
                        .collect(Collectors.joining(", ")));
        return String.join("\n", lines);
    }

    // What follows only from packs that do not bind is owed by nobody.
    private static List<JsonNode> besides(JsonNode line) {
        var owed = line.get("duties")
                .valueStream()
                .map(duty -> duty.get("what").asString())
                .toList();
        return line.get("obligations")
                .valueStream()
                .filter(each -> !owed.contains(each.get("what").asString()))
                .toList();
    }

    private static void duties(List<String> lines, JsonNode duties) {
        if (!duties.isEmpty()) {
            lines.add("To be done");
        }
        duties.valueStream().forEach(duty -> {
            var owner = duty.get("owner").asString();
            var due = duty.path("due");
            var every = duty.path("every");
            lines.add("  - %s [%s]%n      by %s%s%s, since %s"
                    .formatted(
                            duty.get("what").asString(),
                            duty.get("state").asString(),
                            owner.isEmpty() ? "those who run the hub" : owner,
                            due.isString() ? ", until " + due.asString() : "",
                            every.isString()
                                    ? ", round %d, every %s"
                                            .formatted(duty.get("round").asInt(), every.asString())
                                    : "",
                            duty.get("since").asString()));
        });
    }

    private static void section(List<String> lines, String title, JsonNode list, String field) {
        section(lines, title, list.valueStream().toList(), field);
    }

    private static void section(List<String> lines, String title, List<JsonNode> list, String field) {
        if (!list.isEmpty()) {
            lines.add(title);
            list.forEach(each -> lines.add("  - " + each.get(field).asString()));
        }
    }
}
