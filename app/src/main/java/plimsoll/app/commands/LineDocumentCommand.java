package plimsoll.app.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `plimsoll line document`: a document that a law asks for, filled with what is known of a revision.
@Command(
        name = "document",
        description = {
            "Fill a document that a law asks providers of models for, with what is known of a revision.",
            "",
            "What is missing is said, with who has to bring it."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:the hub failed",
            "2:wrong use",
            "3:no hub answers",
            "4:not allowed",
            "5:no such repository, revision or form"
        })
final class LineDocumentCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Parameters(paramLabel = "OWNER/NAME", description = "The repository.")
    private String id = "";

    @Option(names = "--form", required = true, paramLabel = "FORM", description = "eu, sb53 or raise.")
    private String form = "";

    @Option(names = "--kind", paramLabel = "KIND", description = "model, dataset or space (default: ${DEFAULT-VALUE}).")
    private RepoCommand.Kind kind = RepoCommand.Kind.model;

    @Option(names = "--revision", paramLabel = "REVISION", description = "Of which (default: ${DEFAULT-VALUE}).")
    private String revision = "main";

    @Option(names = "--html", description = "Print a page that needs nothing else to be read and printed.")
    private boolean html;

    @Override
    public Integer call() {
        return connection.run(hub -> {
            var name = Words.repository(id);
            if (html) {
                var page = kind == RepoCommand.Kind.model ? name : kind + "s/" + name;
                connection.print(hub.text("%s/line/documents/%s?as=file&revision=%s"
                        .formatted(page, Words.encoded(form), Words.encoded(revision))));
                return;
            }
            var document = hub.get("api/plimsoll/%ss/%s/documents/%s?revision=%s"
                    .formatted(kind, name, Words.encoded(form), Words.encoded(revision)));
            connection.print(document, lines(document));
        });
    }

    private static String lines(JsonNode document) {
        var lines = new ArrayList<String>();
        lines.add("%s of %s at %s"
                .formatted(
                        document.get("title").asString(),
                        document.get("repository").asString(),
                        document.get("commit").asString()));
        for (var section : document.get("sections")) {
            lines.add("");
            lines.add(section.get("title").asString());
            section.get("items").forEach(item -> item(item, lines));
        }
        lines.add("");
        lines.add("%s of %s items are missing"
                .formatted(
                        document.get("missing").asString(),
                        document.get("items").asString()));
        return String.join("\n", lines);
    }

    private static void item(JsonNode item, List<String> lines) {
        lines.add("  " + item.get("title").asString());
        for (var answer : item.get("answers")) {
            var about = answer.get("about").asString();
            lines.add("    %s%s (%s: %s)"
                    .formatted(
                            about.isEmpty() ? "" : about + ": ",
                            Words.row(answer, "text"),
                            answer.get("kind").asString(),
                            Words.row(answer, "source")));
        }
        if (item.path("gap").isString()) {
            lines.add("    ! " + item.get("gap").asString());
        }
    }
}
