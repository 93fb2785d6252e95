package plimsoll.hub.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static plimsoll.hub.fixtures.Story.DAWN;
import static plimsoll.hub.fixtures.Story.id;
import static plimsoll.hub.fixtures.Story.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import plimsoll.domain.repository.FilePath;
import plimsoll.domain.repository.RepoKind;
import plimsoll.domain.repository.RepositoryId;

final class CountDownloadTest {
    private final List<Map<RepositoryId, Long>> written = new ArrayList<>();
    private Instant now = DAWN;
    private final CountDownload count = new CountDownload(
            new Popularity() {
                @Override
                public void add(LocalDate day, Map<RepositoryId, Long> downloads) {
                    written.add(downloads);
                }

                @Override
                public void age(LocalDate today) {}
            },
            () -> now);

    @Test
    void aClientCountsOnceInFiveMinutes() {
        ask("config.json", "ada");
        ask("config.json", "ada");
        ask("model.gguf", "ada");
        ask("config.json", "bob");
        now = now.plus(CountDownload.ONE_DOWNLOAD).plusMillis(1);
        ask("config.json", "ada");
        count.flush();
        count.flush();
        assertEquals(List.of(Map.of(id(1), 3L), Map.of()), written);
    }

    @Test
    void onlyWhatLoadersAskForOnceCounts() {
        assertTrue(CountDownload.counts(RepoKind.MODEL, "config.json"));
        assertTrue(CountDownload.counts(RepoKind.MODEL, "quants/q4.gguf"));
        assertFalse(CountDownload.counts(RepoKind.MODEL, "sub/config.json"));
        assertFalse(CountDownload.counts(RepoKind.MODEL, "model-00001-of-00002.safetensors"));
        assertFalse(CountDownload.counts(RepoKind.DATASET, "README.md"));
        assertTrue(CountDownload.counts(RepoKind.DATASET, "data/train.parquet"));
    }

    private void ask(String file, String client) {
        count.count(model(1, "lab/chart"), new FilePath(file), client);
    }
}
