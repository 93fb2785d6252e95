package plimsoll.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import plimsoll.app.config.Settings;
import plimsoll.backends.files.FileBlobs;
import plimsoll.backends.git.GitStore;
import plimsoll.backends.git.JGitRepositories;
import plimsoll.backends.git.JGitWire;
import plimsoll.backends.git.PackMaintenance;
import plimsoll.backends.sql.Database;
import plimsoll.backends.sql.SqlAccessRequests;
import plimsoll.backends.sql.SqlAgreements;
import plimsoll.backends.sql.SqlBookmarks;
import plimsoll.backends.sql.SqlCatalogue;
import plimsoll.backends.sql.SqlCondemned;
import plimsoll.backends.sql.SqlDuties;
import plimsoll.backends.sql.SqlExemptions;
import plimsoll.backends.sql.SqlFactSheets;
import plimsoll.backends.sql.SqlFloating;
import plimsoll.backends.sql.SqlJobs;
import plimsoll.backends.sql.SqlJournal;
import plimsoll.backends.sql.SqlLargeFiles;
import plimsoll.backends.sql.SqlLikes;
import plimsoll.backends.sql.SqlLogEntries;
import plimsoll.backends.sql.SqlModelSignatures;
import plimsoll.backends.sql.SqlNotices;
import plimsoll.backends.sql.SqlPacks;
import plimsoll.backends.sql.SqlPersonalDataScans;
import plimsoll.backends.sql.SqlPopularity;
import plimsoll.backends.sql.SqlPublishedLog;
import plimsoll.backends.sql.SqlPublisherKeys;
import plimsoll.backends.sql.SqlRecentCommits;
import plimsoll.backends.sql.SqlRecipes;
import plimsoll.backends.sql.SqlReleaseRecords;
import plimsoll.backends.sql.SqlReleases;
import plimsoll.backends.sql.SqlReproductions;
import plimsoll.backends.sql.SqlSecrets;
import plimsoll.backends.sql.SqlStatements;
import plimsoll.backends.sql.SqlSweepRounds;
import plimsoll.backends.sql.SqlTestimonies;
import plimsoll.backends.sql.SqlTexts;
import plimsoll.backends.sql.SqlUploads;
import plimsoll.backends.sql.SqlVerdicts;
import plimsoll.backends.sql.SqlWitnessedLogs;
import plimsoll.backends.sql.SqlXorbs;

/// What fills the ports of the hub, on one data folder or on a database besides.
final class Stores implements AutoCloseable {
    /// Indexes and recent objects of all repositories; a quarter of the smallest heap we promise to run in.
    private static final long GIT_CACHE_BYTES = 128L * 1024 * 1024;

    final Database database;
    final FileBlobs blobs;
    final SqlJournal journal;
    final SqlBookmarks bookmarks;
    final SqlFloating floating;
    final SqlFactSheets factSheets;
    final SqlExemptions exemptions;
    final SqlDuties duties;
    final SqlTestimonies testimonies;
    final SqlPacks rulePacks;
    final SqlReleaseRecords records;
    final SqlLogEntries logEntries;
    final SqlPublishedLog publishedLog;
    final SqlWitnessedLogs witnessedLogs;
    final SqlModelSignatures modelSignatures;
    final SqlPublisherKeys publisherKeys;
    final SqlStatements statements;
    final SqlReproductions reproductions;
    final SqlSecrets secrets;
    final SqlCatalogue catalogue;
    final SqlReleases releases;
    final SqlAccessRequests requests;
    final SqlAgreements agreements;
    final SqlTexts texts;
    final SqlNotices notices;
    final SqlLargeFiles largeFiles;
    final SqlUploads uploads;
    final SqlCondemned condemned;
    final SqlXorbs xorbs;
    final SqlRecipes recipes;
    final SqlSweepRounds sweepRounds;
    final SqlRecentCommits recentCommits;
    final SqlLikes likes;
    final SqlJobs jobs;
    final SqlVerdicts verdicts;
    final SqlPersonalDataScans personalDataScans;
    final SqlPopularity popularity;
    final JGitRepositories repositories;
    final JGitWire wire;
    final PackMaintenance packs;

    private Stores(Database database, Path blobFolder, InstantSource clock, SecureRandom random) throws IOException {
        this.database = database;
        blobs = new FileBlobs(blobFolder, random);
        journal = new SqlJournal(database, clock, random);
        bookmarks = new SqlBookmarks(database);
        floating = new SqlFloating(database);
        factSheets = new SqlFactSheets(database);
        exemptions = new SqlExemptions(database);
        duties = new SqlDuties(database);
        testimonies = new SqlTestimonies(database);
        rulePacks = new SqlPacks(database);
        records = new SqlReleaseRecords(database);
        logEntries = new SqlLogEntries(database);
        publishedLog = new SqlPublishedLog(database);
        witnessedLogs = new SqlWitnessedLogs(database);
        modelSignatures = new SqlModelSignatures(database);
        publisherKeys = new SqlPublisherKeys(database);
        statements = new SqlStatements(database);
        reproductions = new SqlReproductions(database);
        secrets = new SqlSecrets(database, random);
        catalogue = new SqlCatalogue(database, clock);
        releases = new SqlReleases(database, clock);
        requests = new SqlAccessRequests(database);
        agreements = new SqlAgreements(database);
        texts = new SqlTexts(database);
        notices = new SqlNotices(database);
        largeFiles = new SqlLargeFiles(database);
        uploads = new SqlUploads(database);
        condemned = new SqlCondemned(database);
        xorbs = new SqlXorbs(database, clock);
        recipes = new SqlRecipes(database);
        sweepRounds = new SqlSweepRounds(database);
        recentCommits = new SqlRecentCommits(database);
        jobs = new SqlJobs(database);
        verdicts = new SqlVerdicts(database);
        personalDataScans = new SqlPersonalDataScans(database);
        likes = new SqlLikes(database, clock);
        popularity = new SqlPopularity(database);
        GitStore.cacheBytes(GIT_CACHE_BYTES);
        var git = new GitStore(database, blobs, clock, random);
        repositories = new JGitRepositories(git);
        wire = new JGitWire(git);
        packs = new PackMaintenance(git);
    }

    static Stores open(Settings settings, InstantSource clock, SecureRandom random) throws IOException {
        Files.createDirectories(settings.data());
        var database = settings.database().isPresent()
                ? Database.postgres(settings.database().get())
                : Database.sqlite(settings.data().resolve("plimsoll.db"));
        try {
            return new Stores(database, settings.data().resolve("blobs"), clock, random);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
