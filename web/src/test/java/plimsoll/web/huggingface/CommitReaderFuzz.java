package plimsoll.web.huggingface;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import plimsoll.web.http.Refused;

/// Any bytes at all are a commit or are refused. The saved inputs beside this class run in each build.
class CommitReaderFuzz {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] body) throws IOException {
        try {
            CommitReader.read("main", new ByteArrayInputStream(body));
        } catch (Refused e) {
            if (e.status() != 400 && e.status() != 413) {
                throw e;
            }
        }
    }
}
