package plimsoll.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plimsoll.domain.content.Bytes;

final class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, tile/0/000",
        "5, tile/0/005",
        "999, tile/0/999",
        "1000, tile/0/x001/000",
        "1234067, tile/0/x001/x234/067"
    })
    void numbersAreWrittenInGroupsOfThree(long number, String path) {
        var tile = new Tile(0, number, Tile.FULL);
        assertEquals(path, tile.path());
        assertEquals(Optional.of(new Tile.Asked(tile, false)), Tile.at(path.substring("tile/".length())));
    }

    @Test
    void whatIsNotFullSaysHowWideItIs() {
        assertEquals("tile/1/x001/000.p/17", new Tile(1, 1000, 17).path());
        assertEquals("tile/entries/000.p/1", new Tile(0, 0, 1).entriesPath());
        assertEquals(Optional.of(new Tile.Asked(new Tile(0, 0, 1), true)), Tile.at("entries/000.p/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/0",
                "0/5",
                "0/0005",
                "00/005",
                "64/000",
                "-1/000",
                "0/x000/005",
                "0/x001/x234",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/05",
                "0/000.p/",
                "0/000.p/1/2",
                "entries/",
                "data/000",
                "0/x1/000",
                "0/x999/x999/x999/x999/x999/x999/999"
            })
    void anyOtherSpellingIsNoAddress(String address) {
        assertEquals(Optional.empty(), Tile.at(address));
    }

    @Test
    void aTreeOf70000HasTheTilesTheFormatSays() {
        var leaves = Tile.of(70_000, 0);
        assertEquals(274, leaves.size());
        assertTrue(leaves.subList(0, 273).stream().allMatch(Tile::isFull));
        assertEquals(new Tile(0, 273, 112), leaves.getLast());
        assertEquals(List.of(new Tile(1, 0, 256), new Tile(1, 1, 17)), Tile.of(70_000, 1));
        assertEquals(List.of(new Tile(2, 0, 1)), Tile.of(70_000, 2));
        assertEquals(List.of(), Tile.of(70_000, 3));
        assertEquals(List.of(new Tile(1, 0, 1)), Tile.of(256, 1));
        assertEquals(List.of(), Tile.of(0, 0));
        assertEquals(List.of(), Tile.of(Long.MAX_VALUE, 8));
    }

    @Test
    void entriesComeBackFromTheirBundle() throws BadEvidence {
        var entries = List.of(
                Bytes.copyOf(new byte[0]), Bytes.ofUtf8("a"), Bytes.copyOf(new byte[EntryBundle.MAX_ENTRY_BYTES]));
        assertEquals(entries, EntryBundle.read(EntryBundle.write(entries)));
        assertEquals(List.of(), EntryBundle.read(new byte[0]));
    }

    @Test
    void anEntryTooLongIsRefusedAndSoIsABundleCutOff() {
        var long1 = List.of(Bytes.copyOf(new byte[EntryBundle.MAX_ENTRY_BYTES + 1]));
        assertThrows(IllegalArgumentException.class, () -> EntryBundle.write(long1));
        assertThrows(BadEvidence.class, () -> EntryBundle.read(new byte[] {0}));
        assertThrows(BadEvidence.class, () -> EntryBundle.read(new byte[] {0, 2, 1}));
        var many = EntryBundle.write(Collections.nCopies(Tile.FULL + 1, Bytes.ofUtf8("a")));
        assertThrows(BadEvidence.class, () -> EntryBundle.read(many));
    }
}
