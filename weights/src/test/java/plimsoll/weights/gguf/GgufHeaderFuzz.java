package plimsoll.weights.gguf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import plimsoll.weights.fixtures.Hostile;

/// Any bytes at all. The saved inputs beside this class run in each build.
class GgufHeaderFuzz {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] file) {
        Hostile.read(file, GgufHeader::read)
                .ifPresent(
                        header -> Hostile.assertLaidOut(header.tensors(), header.dataOffset(), header.fileSizeBytes()));
    }
}
