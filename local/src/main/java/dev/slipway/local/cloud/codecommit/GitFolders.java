package dev.slipway.local.cloud.codecommit;

import dev.slipway.local.cloud.git.RepositoryDecides;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;

/** The bare Git repositories, each in a folder named by its repository id, so that a rename moves nothing. */
final class GitFolders {
    private static final String SUFFIX = ".git";

    static {
        RepositoryDecides.everywhere();
    }

    private final Path folder;

    GitFolders(Path folder) {
        this.folder = folder;
    }

    private File place(String id) {
        return folder.resolve(name(id)).toFile();
    }

    /** What the folder of a repository is called. */
    static String name(String id) {
        return id + SUFFIX;
    }

    /** Makes an empty bare repository whose HEAD names no branch that could exist. */
    void create(String id) {
        try (var repository = FileRepositoryBuilder.create(place(id))) {
            Files.createDirectories(folder);
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + "main");
            // What was answered outlives a kill and the machine's power.
            var config = repository.getConfig();
            config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncobjectfiles", true);
            config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncreffiles", true);
            config.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a repository; the caller closes it. */
    Repository open(String id) {
        try {
            return open(place(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the Git repository %s is missing or damaged".formatted(place(id)), e);
        }
    }

    /** Opens the repository in a folder; the caller closes it. */
    static Repository open(File place) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(place)
                .setBare()
                .setMustExist(true)
                .build();
    }

    void delete(String id) {
        try {
            FileUtils.delete(place(id), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops what a kill left between the making of a repository and its record, or the other way round. */
    void dropAllBut(Set<String> ids) {
        var places = folder.toFile().list();
        if (places == null) {
            return;
        }
        for (var name : places) {
            var id = name.replace(SUFFIX, "");
            if (!ids.contains(id)) {
                delete(id);
            }
        }
    }
}
