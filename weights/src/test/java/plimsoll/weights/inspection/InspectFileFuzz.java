package plimsoll.weights.inspection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import plimsoll.weights.fixtures.InMemoryFile;

/// Any bytes at all, under a name that says nothing and under one that promises a pickle. The saved inputs beside
/// this class run in each build.
class InspectFileFuzz {
    @FuzzTest
    void anyBytesGetAVerdict(byte[] file) throws IOException {
        var _ = InspectFile.inspect("x", InMemoryFile.of(file));
        var _ = InspectFile.inspect("x.bin", InMemoryFile.of(file));
        var _ = InspectFile.inspect("x.onnx", InMemoryFile.of(file));
    }
}
