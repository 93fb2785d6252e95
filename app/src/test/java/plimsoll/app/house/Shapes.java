package plimsoll.app.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How big things may be, and what they may be called.
final class Shapes {
    private static final int METHOD_LINES = 60;
    private static final int LINE_CHARACTERS = 120;
    private static final int FILE_LINES = 500;

    /// Words that say nothing of what a thing is. A prefix counts where a new word begins after it.
    private static final Pattern BLAND =
            Pattern.compile("(Abstract|Base|Default|My)[A-Z].*|.*(Impl|Manager|Utils?|Helper|Info|Data|Processor)");

    private Shapes() {}

    static List<Offence> namesSayWhatThingsAre(House house) {
        return house.classes().stream()
                .filter(compiled -> BLAND.matcher(compiled.simpleName()).matches())
                .map(compiled -> new Offence(compiled.name(), "a name that could stand on anything"))
                .toList();
    }

    static List<Offence> methodsFitOnAScreen(House house) {
        var offences = new ArrayList<Offence>();
        for (var compiled : house.classes()) {
            for (var method : compiled.methods()) {
                if (method.lines() > METHOD_LINES) {
                    var where = compiled.name() + "." + method.name();
                    offences.add(new Offence(where, method.lines() + " lines, more than " + METHOD_LINES));
                }
            }
        }
        return offences;
    }

    /// A `///` line that is too long. The formatter (palantir-java-format, without an option for it) knows no other
    /// comment of a line than `//`: it goes on after the break with `//`, and the rest is documentation no more.
    static List<Offence> documentationFitsItsLines(House house) {
        var offences = new ArrayList<Offence>();
        for (var file : house.sources()) {
            boolean documents = false;
            for (int i = 0; file.isJava() && i < file.lines().size(); i++) {
                var line = file.lines().get(i).stripLeading();
                boolean goesOn = documents && line.startsWith("//") && !line.startsWith("///");
                documents = line.startsWith("///");
                if (documents && file.lines().get(i).length() > LINE_CHARACTERS) {
                    offences.add(new Offence(
                            file.where(), "line %d: documentation of more than %d".formatted(i + 1, LINE_CHARACTERS)));
                }
                if (goesOn) {
                    offences.add(new Offence(file.where(), "line %d: documentation goes on as //".formatted(i + 1)));
                }
            }
        }
        return offences;
    }

    static List<Offence> filesStayShort(House house) {
        return house.sources().stream()
                .filter(file -> file.lines().size() > FILE_LINES)
                .map(file -> new Offence(file.where(), file.lines().size() + " lines, more than " + FILE_LINES))
                .toList();
    }
}
