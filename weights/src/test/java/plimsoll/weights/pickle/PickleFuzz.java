package plimsoll.weights.pickle;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.channels.Channels;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;
import plimsoll.weights.fixtures.Hostile;

/// Any bytes at all. The saved inputs beside this class run in each build.
class PickleFuzz {
    @FuzzTest
    void anyBytesGetAVerdictAtBoundedCost(byte[] file) {
        var verdict = Hostile.read(file, channel -> {
                    var findings = new Findings();
                    var _ = ScanPickle.scan(Channels.newInputStream(channel), true, findings, _ -> {});
                    return findings.verdict();
                })
                .orElse(Verdict.UNFINISHED);
        if (file.length == 0 || file[file.length - 1] != '.') {
            assertNotEquals(Verdict.SAFE, verdict);
        }
    }
}
