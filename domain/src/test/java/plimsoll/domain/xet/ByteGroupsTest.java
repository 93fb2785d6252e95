package plimsoll.domain.xet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ByteGroupsTest {
    @Test
    void everyFourthByteComesTogether() {
        byte[] raw = {0, 1, 2, 3, 10, 11, 12, 13, 20, 21};
        var grouped = new byte[raw.length];
        ByteGroups.group(raw, 0, raw.length, grouped);
        assertArrayEquals(new byte[] {0, 10, 20, 1, 11, 21, 2, 12, 3, 13}, grouped);
    }

    @Test
    void whatWasGroupedIsUngrouped() {
        for (int size = 1; size <= 19; size++) {
            var raw = XetInputs.noise(size, size);
            var grouped = new byte[size];
            var again = new byte[size];
            ByteGroups.group(raw, 0, size, grouped);
            ByteGroups.ungroup(grouped, again, 0, size);
            assertArrayEquals(raw, again, "of " + size);
        }
    }
}
