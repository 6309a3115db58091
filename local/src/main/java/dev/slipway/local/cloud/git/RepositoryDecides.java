package dev.slipway.local.cloud.git;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Leaves Git to what a repository says. The configuration of this machine and of whoever runs the local cloud would have a say in what
 * CodeCommit keeps and what a build gets: filters (programs, run outside of any sandbox), hooks, attributes, line ends, other addresses.
 */
public final class RepositoryDecides extends SystemReader {
    private final SystemReader machine;

    private RepositoryDecides(SystemReader machine) {
        this.machine = machine;
    }

    /** From now on, for all of this process. */
    public static synchronized void everywhere() {
        var current = SystemReader.getInstance();
        if (!(current instanceof RepositoryDecides)) {
            SystemReader.setInstance(new RepositoryDecides(current));
        }
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.startsWith("XDG_") ? null : machine.getenv(variable);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new Empty(parent, files);
    }

    @Override
    public StoredConfig getUserConfig() {
        return new Empty(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
        return new Empty(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
        return new Empty(null, FS.DETECTED);
    }

    @Override
    @SuppressWarnings("deprecation") // JGit still asks it
    public long getCurrentTime() {
        return machine.now().toEpochMilli();
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    @SuppressWarnings("deprecation") // JGit still asks it
    public int getTimezone(long when) {
        return 0;
    }

    @Override
    public ZoneOffset getTimeZoneAt(Instant when) {
        return ZoneOffset.UTC;
    }

    @Override
    @SuppressWarnings("deprecation") // JGit still asks it
    public TimeZone getTimeZone() {
        return TimeZone.getTimeZone(ZoneOffset.UTC);
    }

    @Override
    public ZoneId getTimeZoneId() {
        return ZoneOffset.UTC;
    }

    @Override
    public Locale getLocale() {
        return Locale.ROOT;
    }

    /** Neither read from a file nor written to one. */
    private static final class Empty extends FileBasedConfig {
        Empty(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            clear();
        }

        @Override
        public void save() {
            // What Git measures of the file system, it would write to the user's home.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
