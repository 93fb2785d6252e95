package plimsoll.backends.git;

import java.util.Optional;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Ref.Storage;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.util.RefList;
import org.jspecify.annotations.Nullable;
import plimsoll.domain.repository.RefName;

/// A repository's refs as JGit sees them: rows, and `HEAD`, which always is the main branch. Reading them writes
/// nothing.
final class StoredRefs extends DfsRefDatabase {
    private final StoredRepository repository;
    private final GitStore store;
    private Optional<RefTransaction.Witness> witness = Optional.empty();

    StoredRefs(StoredRepository repository, GitStore store) {
        super(repository);
        this.repository = repository;
        this.store = store;
    }

    /// Says who is to hear, in the transaction, of refs that move from now on.
    void tell(RefTransaction.Witness hears) {
        witness = Optional.of(hears);
    }

    @Override
    public boolean performsAtomicTransactions() {
        return true;
    }

    @Override
    public BatchRefUpdate newBatchUpdate() {
        return new RefTransaction(this, repository, store, witness.orElse(_ -> {}));
    }

    @Override
    protected RefCache scanAllRefs() {
        var refs = new RefList.Builder<Ref>();
        store.refs().all(repository.id()).forEach((name, target) -> refs.add(ref(name, target)));
        var list = refs.toRefList();
        var main = list.get(RefName.MAIN.text());
        Ref head = new SymbolicRef(
                Constants.HEAD, main == null ? new ObjectIdRef.Unpeeled(Storage.NEW, RefName.MAIN.text(), null) : main);
        var symbolic = new RefList.Builder<Ref>();
        symbolic.add(head);
        return new RefCache(list.put(head), symbolic.toRefList());
    }

    @Override
    protected boolean compareAndPut(@Nullable Ref old, Ref next) {
        throw new UnsupportedOperationException("refs move in a RefTransaction");
    }

    @Override
    protected boolean compareAndRemove(Ref old) {
        throw new UnsupportedOperationException("refs move in a RefTransaction");
    }

    @Override
    protected void cachePeeledState(Ref old, Ref peeled) {
        // Each row has it from the start.
    }

    @Override
    public ReflogReader getReflogReader(Ref ref) {
        throw new UnsupportedOperationException("the journal says who moved what");
    }

    private static Ref ref(String name, RefTable.Target target) {
        var oid = Oids.jgit(target.oid());
        return target.peeled().equals(target.oid())
                ? new ObjectIdRef.PeeledNonTag(Storage.PACKED, name, oid)
                : new ObjectIdRef.PeeledTag(Storage.PACKED, name, oid, Oids.jgit(target.peeled()));
    }
}
