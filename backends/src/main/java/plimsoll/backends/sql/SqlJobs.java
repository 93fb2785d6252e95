package plimsoll.backends.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import plimsoll.hub.jobs.Job;
import plimsoll.hub.jobs.Jobs;
import plimsoll.hub.jobs.WorkJobs;

/// Jobs as rows. A job is taken by one compare-and-set of its lease's number.
public final class SqlJobs implements Jobs {
    // The first lease has a number that none of an earlier job of this name had, which was over long ago.
    private static final String ENQUEUE = """
            insert into job (kind, subject, priority, state, asked_millis, not_before, lease)
            values (:kind, :subject, :priority, 'WAITING', :now, :now, :now)
            on conflict (kind, subject) do update set
                again = case when job.state = 'RUNNING' then 1 else 0 end,
                state = case when job.state = 'RUNNING' then 'RUNNING' else 'WAITING' end,
                priority = case when job.priority > excluded.priority then job.priority else excluded.priority end,
                attempts = case when job.state = 'RUNNING' then job.attempts else 0 end,
                not_before = excluded.not_before
            """;

    private static final String NEXT = """
            select * from job
            where kind in (<kinds>)
              and ((state = 'WAITING' and not_before <= :now) or (state = 'RUNNING' and lease_until < :now))
            order by priority desc, asked_millis, subject limit 1
            """;

    private static final String TAKE = """
            update job set state = 'RUNNING', lease = lease + 1, lease_owner = :worker, lease_until = :until,
                attempts = attempts + 1
            where kind = :kind and subject = :subject and lease = :lease and state = :state
            returning *
            """;

    // Whoever was at it so often died of it each time.
    private static final String GIVE_UP = """
            update job set state = 'FAILED', error = 'every worker that began it died' where kind = :kind and
                subject = :subject and lease = :lease and state = 'RUNNING'
            """;

    private static final String MINE =
            " where kind = :kind and subject = :subject and lease = :lease" + " and state = 'RUNNING'";

    private static final String RENEW = "update job set lease_until = :until" + MINE;
    private static final String PROGRESS = "update job set done = :done, total = :total" + MINE;
    private static final String DONE = "delete from job" + MINE + " and again = 0";
    private static final String AGAIN = """
            update job set state = 'WAITING', again = 0, attempts = 0, done = 0, total = 0, error = '',
                not_before = :now
            """ + MINE;
    private static final String FAIL =
            "update job set state = :next, again = 0, error = :error, not_before = :at" + MINE;

    private static final String CANCEL = """
            update job set state = 'CANCELLED', again = 0
            where kind = :kind and subject = :subject and state in ('WAITING', 'RUNNING')
            """;

    private final Database database;

    /// Those in `database`.
    public SqlJobs(Database database) {
        this.database = database;
    }

    @Override
    public void enqueue(String kind, String subject, int priority, Instant now) {
        database.write(handle -> handle.createUpdate(ENQUEUE)
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("priority", priority)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public Optional<Lease> take(Set<String> kinds, String worker, Instant now, Instant until) {
        while (true) { // again, if another worker took what was found
            var next = database.read(handle -> handle.createQuery(NEXT)
                    .bindList("kinds", kinds)
                    .bind("now", now.toEpochMilli())
                    .map((row, _) -> lease(row))
                    .findOne());
            if (next.isEmpty()) {
                return next;
            }
            var taken = database.write(handle -> take(handle, next.get(), worker, until));
            if (taken.isPresent()) {
                return taken;
            }
        }
    }

    private static Optional<Lease> take(Handle handle, Lease next, String worker, Instant until) {
        var job = next.job();
        if (job.state() == Job.State.RUNNING && job.attempts() >= WorkJobs.MOST_ATTEMPTS) {
            handle.createUpdate(GIVE_UP)
                    .bind("kind", job.kind())
                    .bind("subject", job.subject())
                    .bind("lease", next.number())
                    .execute();
            return Optional.empty();
        }
        return handle.createQuery(TAKE)
                .bind("worker", worker)
                .bind("until", until.toEpochMilli())
                .bind("kind", job.kind())
                .bind("subject", job.subject())
                .bind("lease", next.number())
                .bind("state", job.state().name())
                .map((row, _) -> lease(row))
                .findOne();
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return database.write(handle -> handle.createUpdate(RENEW)
                        .bind("until", until.toEpochMilli())
                        .bind("kind", lease.job().kind())
                        .bind("subject", lease.job().subject())
                        .bind("lease", lease.number())
                        .execute()
                == 1);
    }

    @Override
    public boolean progress(Lease lease, long done, long total) {
        return database.write(handle -> handle.createUpdate(PROGRESS)
                        .bind("done", done)
                        .bind("total", total)
                        .bind("kind", lease.job().kind())
                        .bind("subject", lease.job().subject())
                        .bind("lease", lease.number())
                        .execute()
                == 1);
    }

    @Override
    public boolean finish(Lease lease, Instant now) {
        return database.write(handle -> end(handle, lease, DONE, now) || end(handle, lease, AGAIN, now));
    }

    private static boolean end(Handle handle, Lease lease, String how, Instant now) {
        return handle.createUpdate(how)
                        .bind("now", now.toEpochMilli())
                        .bind("kind", lease.job().kind())
                        .bind("subject", lease.job().subject())
                        .bind("lease", lease.number())
                        .execute()
                == 1;
    }

    @Override
    public boolean fail(Lease lease, String error, Optional<Instant> again) {
        return database.write(handle -> handle.createUpdate(FAIL)
                        .bind("next", (again.isPresent() ? Job.State.WAITING : Job.State.FAILED).name())
                        .bind("error", error)
                        .bind("at", again.orElse(Instant.EPOCH).toEpochMilli())
                        .bind("kind", lease.job().kind())
                        .bind("subject", lease.job().subject())
                        .bind("lease", lease.number())
                        .execute()
                == 1);
    }

    @Override
    public boolean cancel(String kind, String subject) {
        return database.write(handle -> handle.createUpdate(CANCEL)
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .execute()
                == 1);
    }

    @Override
    public Optional<Job> find(String kind, String subject) {
        return database.read(handle -> handle.createQuery("select * from job where kind = :kind and subject = :subject")
                .bind("kind", kind)
                .bind("subject", subject)
                .map((row, _) -> lease(row).job())
                .findOne());
    }

    @Override
    public long count(String kind, Job.State state) {
        return database.read(
                handle -> handle.createQuery("select count(*) from job where kind = :kind and state = :state")
                        .bind("kind", kind)
                        .bind("state", state.name())
                        .mapTo(Long.class)
                        .one());
    }

    private static Lease lease(ResultSet row) throws SQLException {
        var job = new Job(
                row.getString("kind"),
                row.getString("subject"),
                Job.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("error"),
                Instant.ofEpochMilli(row.getLong("not_before")));
        return new Lease(job, row.getLong("lease"));
    }
}
