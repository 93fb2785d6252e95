package plimsoll.web.http;

import java.time.Duration;

/// Sees every request after its handler answered, for metrics.
@FunctionalInterface
public interface Watcher {
    /// Sees one.
    ///
    /// @param route the pattern that matched, or a word for none; never a stranger's text
    void saw(String method, String route, int status, Duration time);
}
