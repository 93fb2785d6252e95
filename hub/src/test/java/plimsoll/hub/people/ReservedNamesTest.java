package plimsoll.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plimsoll.domain.identity.Namespace;

final class ReservedNamesTest {
    @Test
    void nobodyTakesAnAddressOfTheHubsOwn() {
        var free = Stream.of("api datasets models spaces settings login new style static oauth docs v1 v2 admin search"
                        .split(" ", -1))
                .filter(name -> !ReservedNames.has(new Namespace(name)))
                .toList();
        assertEquals(List.of(), free);
        assertTrue(ReservedNames.has(new Namespace("ApI")));
    }

    @Test
    void ordinaryNamesAreFree() {
        assertFalse(ReservedNames.has(new Namespace("ada")));
        assertFalse(ReservedNames.has(new Namespace("api-lab")));
    }
}
