package plimsoll.app.models;

/// One file of a repository, as a hub lists it.
///
/// @param path in the repository
/// @param sha256 of a large file, in hexadecimal digits; empty for a small one
/// @param gitOid the name that Git has for a small file's bytes
record Entry(String path, long sizeBytes, String sha256, String gitOid) {
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isGguf() {
        return path.endsWith(".gguf");
    }
}
