package plimsoll.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules of the house, asked of the house. A failure prints the offences. The rules themselves are tried in
/// `PlantedSinsTest`.
class HouseRulesTest {
    private static final House HOUSE = House.here();

    /// What is allowed in spite of a rule, and why. One that nothing needs any more is an offence too.
    private record Exemption(String rule, String where, String why) {}

    private static final List<Exemption> EXEMPTIONS = List.of(
            new Exemption(
                    "catches",
                    "web/src/main/java/plimsoll/web/http/FrontDesk.java",
                    "the door of every request: a fault is logged and answered with 500"),
            new Exemption(
                    "catches",
                    "web/src/main/java/plimsoll/web/http/HttpServer.java",
                    "the door of the server: Jetty declares Exception for start and stop"),
            new Exemption(
                    "catches",
                    "app/src/main/java/plimsoll/app/wiring/House.java",
                    "the door of the process: one part that fails to close must not keep the others open"),
            new Exemption(
                    "catches",
                    "app/src/main/java/plimsoll/app/wiring/Chores.java",
                    "the door of every chore: a fault is logged and the next turn comes"),
            new Exemption(
                    "catches",
                    "engine/src/main/java/plimsoll/engine/kernels/CLibrary.java",
                    "calls in C go through method handles, and those declare Throwable"),
            new Exemption(
                    "used",
                    "domain/src/main/java/plimsoll/domain/xet/XorbWriter.java",
                    "clients write xorbs, and tests in their place; it shares the formats with what reads them"),
            new Exemption(
                    "methods",
                    "plimsoll.engine.kernels.Tile.bySix",
                    "24 running sums that stay in registers: each needs a name, and no loop may hold them"),
            new Exemption(
                    "methods",
                    "plimsoll.backends.xet.VectorBlake3.mix",
                    "one round with sixteen words in registers: each needs a name, and no loop may hold them"),
            new Exemption(
                    "files",
                    "web/src/test/java/plimsoll/web/pages/SamplePages.java",
                    "one sample of every page, read as a list"));

    @Test
    void floorsLeanOnlyOnTheFloorsBelow() {
        assertKept("floors", Arrows::floorsLeanOnlyOnTheFloorsBelow);
    }

    @Test
    void roomsDoNotLeanInACircle() {
        assertKept("circles", Arrows::roomsDoNotLeanInACircle);
    }

    @Test
    void theGroundFloorNeedsNothingButTheJdk() {
        assertKept("ground", Arrows::theGroundFloorNeedsNothingButTheJdk);
    }

    @Test
    void namesSayWhatThingsAre() {
        assertKept("names", Shapes::namesSayWhatThingsAre);
    }

    @Test
    void methodsFitOnAScreen() {
        assertKept("methods", Shapes::methodsFitOnAScreen);
    }

    @Test
    void filesStayShort() {
        assertKept("files", Shapes::filesStayShort);
    }

    /// The doors of requests, jobs and commands are exempt by name: there, and only there, any fault has to be
    /// answered.
    @Test
    void faultsAreCaughtByName() {
        assertKept("catches", Syntax::faultsAreCaughtByName);
    }

    @Test
    void documentationFitsItsLines() {
        assertKept("doc lines", Shapes::documentationFitsItsLines);
    }

    @Test
    void everyPublicTypeIsDocumented() {
        assertKept("documented", Syntax::everyPublicTypeIsDocumented);
    }

    @Test
    void everyRoomSaysWhatItIs() {
        assertKept("rooms", Words::everyRoomSaysWhatItIs);
    }

    @Test
    void everyClassIsUsed() {
        assertKept("used", Words::everyClassIsUsed);
    }

    @Test
    void nothingIsLeftToDo() {
        assertKept("promises", Words::nothingIsLeftToDo);
    }

    @Test
    void everyDecisionIsLinkedFromTheArchitecture() {
        assertKept("decisions", Papers::everyDecisionIsLinkedFromTheArchitecture);
    }

    @Test
    void everyFigureSaysHowItWasMeasured() {
        assertKept("figures", Papers::everyFigureSaysHowItWasMeasured);
    }

    private static void assertKept(String rule, Function<House, List<Offence>> check) {
        var exempt = EXEMPTIONS.stream().filter(one -> one.rule().equals(rule)).toList();
        var found = check.apply(HOUSE);
        var offences = found.stream()
                .filter(offence -> exempt.stream().noneMatch(one -> one.where().equals(offence.where())))
                .map(Offence::toString)
                .collect(Collectors.joining("\n"));
        assertTrue(offences.isEmpty(), () -> "the rule " + rule + " is broken:\n" + offences + "\n");
        var idle = exempt.stream()
                .map(Exemption::where)
                .filter(where ->
                        found.stream().noneMatch(offence -> offence.where().equals(where)))
                .toList();
        assertEquals(List.of(), idle, "nothing needs these exemptions from the rule " + rule + " any more");
    }
}
