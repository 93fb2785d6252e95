package plimsoll.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hub as Python's `huggingface_hub`, `hf_xet` and the `hf` command see it. What each scenario claims is in
/// `clients/python/hub.py`. Skipped where `./dev setup` could not install them.
@ExtendWith(RunningHub.class)
class PythonHubAcceptance {
    private static final Path PYTHON = Path.of("clients/python/.venv/bin/python");

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "folders", "beginnings", "refusals", "requests", "command"})
    void itsClientsAreServed(String scenario, Hub hub) throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "no huggingface_hub here: ./dev setup installs it where it can be had");
        hub.client(PYTHON.toAbsolutePath().toString(), "python/hub.py", scenario);
    }
}
