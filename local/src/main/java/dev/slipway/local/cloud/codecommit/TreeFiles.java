package dev.slipway.local.cloud.codecommit;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of commits, with those of all folders. */
final class TreeFiles {
    /**
     * One file.
     *
     * @param id its content
     * @param mode whether it is executable, a link or a submodule
     */
    record Entry(ObjectId id, FileMode mode) {}

    private TreeFiles() {}

    /** The files below a folder, by their path from there; a file itself has the empty path there. Nothing when there is no such path. */
    static SortedMap<String, Entry> below(Repository repository, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            return all(repository, commit.getTree());
        }
        try (var found = TreeWalk.forPath(repository, path, commit.getTree())) {
            var files = new TreeMap<String, Entry>();
            if (found == null) {
                return files;
            }
            if (found.isSubtree()) {
                return all(repository, found.getObjectId(0));
            }
            files.put("", new Entry(found.getObjectId(0), found.getFileMode(0)));
            return files;
        }
    }

    private static SortedMap<String, Entry> all(Repository repository, ObjectId tree) throws IOException {
        var files = new TreeMap<String, Entry>();
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(walk.getPathString(), new Entry(walk.getObjectId(0), walk.getFileMode(0)));
            }
        }
        return files;
    }
}
