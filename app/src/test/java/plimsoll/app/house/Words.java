package plimsoll.app.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the text of the shipped floors may leave open: nothing.
final class Words {
    private static final Pattern PROMISE = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern NOT_A_WORD = Pattern.compile("[^A-Za-z0-9_$]+");

    private Words() {}

    static List<Offence> nothingIsLeftToDo(House house) {
        var offences = new ArrayList<Offence>();
        for (var file : house.sources()) {
            for (int i = 0; file.isShipped() && i < file.lines().size(); i++) {
                if (PROMISE.matcher(file.lines().get(i)).find()) {
                    offences.add(new Offence(file.where(), "line " + (i + 1) + " puts something off"));
                }
            }
        }
        return offences;
    }

    /// A class counts as used when another shipped file says its name outside comments. Names, not class files,
    /// decide: the compiler copies constants and leaves no trace of where they came from.
    static List<Offence> everyClassIsUsed(House house) {
        Map<String, Set<String>> filesByWord = new HashMap<>();
        for (var file : house.sources()) {
            if (file.isShipped()) {
                NOT_A_WORD
                        .splitAsStream(file.code())
                        .forEach(word -> filesByWord
                                .computeIfAbsent(word, _ -> new HashSet<>())
                                .add(file.where()));
            }
        }
        return house.sources().stream()
                .filter(file ->
                        file.isShipped() && file.isJava() && !file.where().endsWith("-info.java"))
                .filter(file ->
                        filesByWord.getOrDefault(file.stem(), Set.of()).stream().allMatch(file.where()::equals))
                .map(file -> new Offence(file.where(), "no shipped file uses " + file.stem()))
                .toList();
    }

    static List<Offence> everyRoomSaysWhatItIs(House house) {
        var doors = new HashMap<String, SourceFile>();
        for (var file : house.sources()) {
            if (file.where().endsWith("/package-info.java")) {
                doors.put(folderOf(file), file);
            }
        }
        return house.sources().stream()
                .filter(file ->
                        file.isShipped() && file.isJava() && !file.where().endsWith("-info.java"))
                .map(Words::folderOf)
                .distinct()
                .filter(folder -> !saysWhatItIs(doors.get(folder)))
                .map(folder -> new Offence(folder, "needs a package-info.java with a /// comment and @NullMarked"))
                .toList();
    }

    private static boolean saysWhatItIs(@Nullable SourceFile door) {
        return door != null
                && door.lines().getFirst().startsWith("///")
                && door.code().contains("@NullMarked");
    }

    private static String folderOf(SourceFile file) {
        return file.where().substring(0, file.where().lastIndexOf('/'));
    }
}
