package plimsoll.web.huggingface;

import java.io.IOException;
import plimsoll.domain.repository.RefName;
import plimsoll.hub.repositories.Pass;
import plimsoll.hub.repositories.ReadTree;

/// Tells a repository's beginning from a wrong revision: it is made without a commit, and until the first one comes
/// its main branch is there, as far as clients care, and has nothing in it.
final class YetEmpty {
    private YetEmpty() {}

    static boolean is(ReadTree tree, Pass pass, String revision) throws IOException {
        return (revision.equals("main") || revision.equals("HEAD") || revision.equals(RefName.MAIN.text()))
                && tree.isEmpty(pass);
    }
}
