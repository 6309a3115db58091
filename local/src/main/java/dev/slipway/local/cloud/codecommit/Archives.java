package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.api.AwsException;
import dev.slipway.local.cloud.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Zips of commits, as CodeCommit makes them for pipelines: the files, without Git's metadata and without modes. */
public final class Archives {
    /** The earliest time that a zip can name, so that a commit always gives the same zip. */
    private static final long TIME = 315_619_200_000L;

    private final RepositoryTable table;

    /**
     * Archives of the repositories that are recorded in a store.
     *
     * @param folder where bare Git repositories lie
     */
    public Archives(Store store, Path folder) {
        // Only the folders are asked for, so no clone address and no time is needed.
        this.table = new RepositoryTable(store, new GitFolders(folder), "", Clock.systemUTC());
    }

    /**
     * Writes the zip of a commit.
     *
     * @throws AwsException when the repository does not exist
     */
    public void zip(String region, String repository, String commit, Path target) throws IOException {
        var row = table.store()
                .read(view -> table.find(view, region, repository))
                .orElseThrow(() -> new AwsException("RepositoryDoesNotExistException", repository + " does not exist"));
        try (var git = table.open(row);
                var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            write(git, ObjectId.fromString(commit), zip);
        }
    }

    private static void write(Repository git, ObjectId commit, ZipOutputStream zip) throws IOException {
        try (var commits = new RevWalk(git);
                var files = new TreeWalk(git)) {
            files.addTree(commits.parseCommit(commit).getTree());
            files.setRecursive(true);
            while (files.next()) {
                if (files.getFileMode(0) == FileMode.GITLINK) {
                    continue;
                }
                var entry = new ZipEntry(files.getPathString());
                entry.setTime(TIME);
                zip.putNextEntry(entry);
                git.open(files.getObjectId(0)).copyTo(zip);
                zip.closeEntry();
            }
        }
    }
}
