package plimsoll.app.models;

/// Hears how far a download is.
@FunctionalInterface
public interface Progress {
    /// So many bytes of a file are here. Called often.
    void reached(String path, long bytes, long ofBytes);
}
