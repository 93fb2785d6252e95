package plimsoll.weights.parquet;

import java.io.IOException;

/// A file that is no Parquet file, is cut off, is encrypted, or has something that is not read here. Its message says
/// what, in one clause.
public final class MalformedParquet extends IOException {
    private static final long serialVersionUID = 1;

    MalformedParquet(String why) {
        super(why);
    }
}
