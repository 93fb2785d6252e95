package plimsoll.weights.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import plimsoll.weights.fixtures.Hostile;
import plimsoll.weights.reading.HeaderBytes;

/// Any bytes at all. The saved inputs beside this class run in each build.
class JsonValueFuzz {
    private static final int MOST = 100_000;

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] file) {
        Hostile.read(file, channel -> new JsonReader(HeaderBytes.of(channel)).value(MOST));
    }
}
