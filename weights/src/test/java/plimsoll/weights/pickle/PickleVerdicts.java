package plimsoll.weights.pickle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import plimsoll.weights.findings.Findings;
import plimsoll.weights.findings.Verdict;

/// What is said of a pickle in memory.
final class PickleVerdicts {
    private PickleVerdicts() {}

    static Verdict of(byte[] pickle) {
        return findings(pickle, false).verdict();
    }

    static Verdict ofTorch(byte[] pickle) {
        return findings(pickle, true).verdict();
    }

    static Findings findings(byte[] pickle, boolean hasStorages) {
        var findings = new Findings();
        try {
            var _ = ScanPickle.scan(new ByteArrayInputStream(pickle), hasStorages, findings, _ -> {});
        } catch (IOException impossible) {
            throw new AssertionError("memory does not fail", impossible);
        }
        return findings;
    }
}
