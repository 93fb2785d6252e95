package plimsoll.app.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the documents owe their readers.
final class Papers {
    private static final Pattern LINK_TO_RECORD = Pattern.compile("\\(decisions/([^)#]+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");
    private static final Pattern FIGURE = Pattern.compile("(?m)^\\|.*\\d");
    private static final Pattern COMMAND = Pattern.compile("(?m)^```|`\\./(dev|plimsoll)\\b");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?i)\\b(tbd|to be measured|lorem|xxx)\\b");

    private Papers() {}

    static List<Offence> everyDecisionIsLinkedFromTheArchitecture(House house) {
        var architecture = textOf(house.root().resolve("docs/ARCHITECTURE.md"));
        var offences = new ArrayList<Offence>();
        var folder = house.root().resolve("docs/decisions");
        for (var record : recordsIn(folder)) {
            if (!architecture.contains("decisions/" + record)) {
                offences.add(new Offence("docs/decisions/" + record, "is not linked from docs/ARCHITECTURE.md"));
            }
        }
        var links = LINK_TO_RECORD.matcher(architecture);
        while (links.find()) {
            if (!Files.exists(folder.resolve(links.group(1)))) {
                offences.add(
                        new Offence("docs/ARCHITECTURE.md", "links a decision that is not there: " + links.group(1)));
            }
        }
        return offences;
    }

    static List<Offence> everyFigureSaysHowItWasMeasured(House house) {
        var offences = new ArrayList<Offence>();
        for (var section : SECTION.split(textOf(house.root().resolve("docs/MEASUREMENTS.md")), -1)) {
            var title = section.lines().findFirst().orElse("");
            var where = "docs/MEASUREMENTS.md, " + title;
            if (FIGURE.matcher(section).find() && !COMMAND.matcher(section).find()) {
                offences.add(new Offence(where, "figures without the command that makes them"));
            }
            if (PLACEHOLDER.matcher(section).find()) {
                offences.add(new Offence(where, "a placeholder where a figure should be"));
            }
        }
        return offences;
    }

    private static List<String> recordsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[0-9]{4}-.*\\.md"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
