package plimsoll.weights.safetensors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import plimsoll.weights.fixtures.Hostile;

/// Any bytes at all, as a file and as an index. The saved inputs beside this class run in each build.
class SafetensorsFuzz {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] file) {
        Hostile.read(file, SafetensorsHeader::read)
                .ifPresent(
                        header -> Hostile.assertLaidOut(header.tensors(), header.dataOffset(), header.fileSizeBytes()));
        Hostile.read(file, SafetensorsIndex::read);
    }
}
