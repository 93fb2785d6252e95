package plimsoll.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each rule is shown a small house with one sin in it, and has to name the sinner and nobody else.
class PlantedSinsTest {
    @TempDir
    Path root;

    @Test
    void anArrowUpwardsIsNamed() throws IOException {
        write("hub", "plimsoll.hub.gateway", "public interface Engine {}");
        write("domain", "plimsoll.domain.release", "record Gate(plimsoll.hub.gateway.Engine engine) {}");
        assertNamed(Arrows::floorsLeanOnlyOnTheFloorsBelow, "plimsoll.domain.release.Gate");
    }

    @Test
    void anArrowDownwardsIsFine() throws IOException {
        write("domain", "plimsoll.domain.release", "public record Gate() {}");
        write("hub", "plimsoll.hub.gateway", "interface Engine { plimsoll.domain.release.Gate gate(); }");
        assertNamed(Arrows::floorsLeanOnlyOnTheFloorsBelow);
    }

    @Test
    void theTwoFacesDoNotKnowEachOther() throws IOException {
        write("backends", "plimsoll.backends.files", "public class FileBlobs {}");
        write("web", "plimsoll.web.pages", "class Page { Object blobs = new plimsoll.backends.files.FileBlobs(); }");
        assertNamed(Arrows::floorsLeanOnlyOnTheFloorsBelow, "plimsoll.web.pages.Page");
    }

    @Test
    void aCircleOfTwoRoomsIsNamedFromBothSides() throws IOException {
        write("hub", "plimsoll.hub.content", "public interface Blobs { plimsoll.hub.release.Terms terms(); }");
        write("hub", "plimsoll.hub.release", "public interface Terms { plimsoll.hub.content.Blobs text(); }");
        assertNamed(Arrows::roomsDoNotLeanInACircle, "plimsoll.hub.content", "plimsoll.hub.release");
    }

    @Test
    void aCircleOfThreeRoomsIsNamedAndTheRoomBesideItIsNot() throws IOException {
        write("hub", "plimsoll.hub.a", "public interface A { plimsoll.hub.b.B next(); }");
        write("hub", "plimsoll.hub.b", "public interface B { plimsoll.hub.c.C next(); }");
        write("hub", "plimsoll.hub.c", "public interface C { plimsoll.hub.a.A next(); }");
        write("hub", "plimsoll.hub.d", "public interface D { plimsoll.hub.a.A next(); }");
        assertNamed(Arrows::roomsDoNotLeanInACircle, "plimsoll.hub.a", "plimsoll.hub.b", "plimsoll.hub.c");
    }

    @Test
    void theGroundFloorMayNotReachPastJava() throws IOException {
        write("domain", "plimsoll.domain.content", "class Pointer { javax.crypto.Cipher cipher; }");
        write("hub", "plimsoll.hub.content", "class Cipher { javax.crypto.Cipher cipher; }");
        assertNamed(Arrows::theGroundFloorNeedsNothingButTheJdk, "plimsoll.domain.content.Pointer");
    }

    @Test
    void blandNamesAreNamedAndNamesThatOnlyLookBlandAreNot() throws IOException {
        write("domain", "plimsoll.domain.release", "class ReleaseManager { record MyTerms() {} }");
        write("domain", "plimsoll.domain.content", "class Metadata { record Basement() {} record Defaulted() {} }");
        assertNamed(
                Shapes::namesSayWhatThingsAre,
                "plimsoll.domain.release.ReleaseManager$MyTerms",
                "plimsoll.domain.release.ReleaseManager");
    }

    @Test
    void aMethodOfSixtyOneLinesIsNamedAndOneOfSixtyIsNot() throws IOException {
        write(
                "domain",
                "plimsoll.domain.line",
                "class Rule { int fits(int i) {" + "\ni++;".repeat(59) + "\nreturn i; } }");
        write(
                "domain",
                "plimsoll.domain.guard",
                "class Strike { int long_(int i) {" + "\ni++;".repeat(60) + "\nreturn i; } }");
        assertNamed(Shapes::methodsFitOnAScreen, "plimsoll.domain.guard.Strike.long_");
    }

    @Test
    void fieldsFarFromTheirConstructorDoNotMakeItLong() throws IOException {
        write("domain", "plimsoll.domain.line", "class Rule { int a = 1;" + "\n".repeat(80) + "Rule() { a++; } }");
        assertNamed(Shapes::methodsFitOnAScreen);
    }

    @Test
    void aFileOfMoreThanFiveHundredLinesIsNamed() throws IOException {
        write("domain", "plimsoll.domain.line", "class Rule {" + "\n".repeat(501) + "}");
        write("domain", "plimsoll.domain.guard", "class Strike {" + "\n".repeat(400) + "}");
        assertNamed(Shapes::filesStayShort, "domain/src/main/java/plimsoll/domain/line/Rule.java");
    }

    @Test
    void documentationThatTheFormatterWouldBreakOrBrokeIsNamed() throws IOException {
        write("hub", "plimsoll.hub.a", "/// " + "a".repeat(117) + "\nclass Long {}");
        write("hub", "plimsoll.hub.b", "/// " + "b".repeat(116) + "\nclass Fits {}");
        write("hub", "plimsoll.hub.c", "/// The first half\n// and the second.\nclass Broken {}");
        write("hub", "plimsoll.hub.d", "/// All of it.\nclass Whole {\n// An aside.\n}");
        assertNamed(
                Shapes::documentationFitsItsLines,
                "hub/src/main/java/plimsoll/hub/a/Long.java",
                "hub/src/main/java/plimsoll/hub/c/Broken.java");
    }

    @Test
    void catchingEverythingIsNamedAndCatchingOneThingIsNot() throws IOException {
        write("hub", "plimsoll.hub.a", "class All { void run() { try { run(); } catch (Exception any) { run(); } } }");
        write("hub", "plimsoll.hub.b", "class Any { void run() { try { run(); } catch (Throwable any) { run(); } } }");
        write(
                "hub",
                "plimsoll.hub.c",
                "class One { void run() { try (var in = System.in) { run(); } catch (java.io.IOException e) { run(); } } }");
        assertNamed(
                Syntax::faultsAreCaughtByName,
                "hub/src/main/java/plimsoll/hub/a/All.java",
                "hub/src/main/java/plimsoll/hub/b/Any.java");
    }

    @Test
    void aPublicTypeWithoutItsCommentIsNamed() throws IOException {
        write("hub", "plimsoll.hub.a", "/// Documented.\npublic class A { public record Inner() {} }");
        write("hub", "plimsoll.hub.b", "/** The old way. */\npublic class B {}");
        write("hub", "plimsoll.hub.c", "class C { public record Hidden() {} }");
        write("hub", "plimsoll.hub.d", "/// All of it.\npublic interface D {\n/// Inner.\npublic record E() {} }");
        assertNamed(
                Syntax::everyPublicTypeIsDocumented,
                "hub/src/main/java/plimsoll/hub/a/A.java",
                "hub/src/main/java/plimsoll/hub/b/B.java");
    }

    @Test
    void aRoomWithoutASignAtItsDoorIsNamed() throws IOException {
        write("hub", "plimsoll.hub.a", "class A {}");
        write("hub", "plimsoll.hub.b", "class B {}");
        Files.writeString(
                root.resolve("hub/src/main/java/plimsoll/hub/b/package-info.java"),
                "/// Says what it is.\n@NullMarked\npackage plimsoll.hub.b;\n");
        assertNamed(Words::everyRoomSaysWhatItIs, "hub/src/main/java/plimsoll/hub/a");
    }

    @Test
    void aClassNobodyUsesIsNamedEvenWhereACommentSpeaksOfIt() throws IOException {
        write("hub", "plimsoll.hub.a", "// see Lonely\nclass Busy { int limit = Limits.MOST; }");
        write("hub", "plimsoll.hub.a", "class Limits { static final int MOST = 7; Busy busy; }");
        write("hub", "plimsoll.hub.a", "class Lonely { Lonely next; }");
        assertNamed(Words::everyClassIsUsed, "hub/src/main/java/plimsoll/hub/a/Lonely.java");
    }

    @Test
    void aPromiseToDoItLaterIsNamed() throws IOException {
        write("hub", "plimsoll.hub.a", "class Later { // TO" + "DO: all of it\n}");
        assertNamed(Words::nothingIsLeftToDo, "hub/src/main/java/plimsoll/hub/a/Later.java");
    }

    @Test
    void aDecisionNobodyCanFindIsNamedAndSoIsALinkToNowhere() throws IOException {
        Files.createDirectories(root.resolve("docs/decisions"));
        Files.writeString(root.resolve("docs/decisions/0001-use-java.md"), "");
        Files.writeString(root.resolve("docs/decisions/0002-be-lost.md"), "");
        Files.writeString(
                root.resolve("docs/ARCHITECTURE.md"),
                "[one](decisions/0001-use-java.md) [two](decisions/0003-none.md)");
        assertNamed(
                Papers::everyDecisionIsLinkedFromTheArchitecture,
                "docs/decisions/0002-be-lost.md",
                "docs/ARCHITECTURE.md");
    }

    @Test
    void aFigureWithoutItsCommandIsNamed() throws IOException {
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(
                root.resolve("docs/MEASUREMENTS.md"),
                "# Figures\n## Start\n`./dev bench start`\n| cold | 700 ms |\n## Upload\n| fast | 2 GB/s |\n");
        assertNamed(Papers::everyFigureSaysHowItWasMeasured, "docs/MEASUREMENTS.md, ## Upload");
    }

    private void assertNamed(Function<House, List<Offence>> rule, String... sinners) throws IOException {
        compile();
        var named = rule.apply(House.at(root)).stream()
                .map(Offence::where)
                .distinct()
                .sorted()
                .toList();
        assertEquals(List.of(sinners).stream().sorted().toList(), named);
    }

    private void write(String module, String room, String type) throws IOException {
        var name = type.replaceFirst("(?s).*?(class|record|interface) (\\w+).*", "$2");
        var folder = root.resolve(module).resolve("src/main/java").resolve(room.replace('.', '/'));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".java"), "package " + room + ";\n" + type);
    }

    /// Compiles what was written, all modules together, and sorts the classes into their folders by package.
    private void compile() throws IOException {
        var out = Files.createDirectories(root.resolve("out"));
        var sources = new ArrayList<Path>();
        try (var files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .forEach(sources::add);
        }
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of("-d", out.toString(), "-g", "-proc:none", "-classpath", out.toString());
            var units = files.getJavaFileObjectsFromPaths(sources);
            assertTrue(sources.isEmpty()
                    || javac.getTask(null, files, null, options, null, units).call());
        }
        for (var floor : House.SHIPPED) {
            var compiled = out.resolve("plimsoll").resolve(floor);
            if (Files.exists(compiled)) {
                var classes = Files.createDirectories(root.resolve(floor).resolve("target/classes/plimsoll"));
                Files.move(compiled, classes.resolve(floor));
            }
        }
    }
}
