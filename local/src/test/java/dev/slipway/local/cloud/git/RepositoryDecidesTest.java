package dev.slipway.local.cloud.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout with a home folder whose Git configuration would change it. */
class RepositoryDecidesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final SystemReader before = SystemReader.getInstance();
    private final File home = FS.DETECTED.userHome();
    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void configureTheUser() throws Exception {
        var user = Files.createDirectories(folder.resolve("home"));
        Files.writeString(user.resolve("attributes"), "*.bin filter=planted\n");
        Files.writeString(
                user.resolve(".gitconfig"),
                """
                [filter "planted"]
                    smudge = touch %s && sed s/stored/changed/
                [core]
                    attributesFile = %s
                    autocrlf = true
                [init]
                    defaultBranch = theirs
                """
                        .formatted(folder.resolve("ran"), user.resolve("attributes")));
        FS.DETECTED.setUserHome(user.toFile());
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        // The reader of the machine, which has not yet read any configuration.
        SystemReader.setInstance(null);
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
        FS.DETECTED.setUserHome(home);
        SystemReader.setInstance(before);
    }

    /** The text of a file and the name of the first branch after a checkout. */
    private String checkedOut() throws Exception {
        try (var git =
                Git.init().setDirectory(folder.resolve("source").toFile()).call()) {
            var branch = git.getRepository().getBranch();
            Files.writeString(folder.resolve("source/.gitattributes"), "*.txt filter=planted\n");
            Files.writeString(folder.resolve("source/a.txt"), "stored\n");
            Files.writeString(folder.resolve("source/b.bin"), "stored\n");
            git.add().addFilepattern(".").call();
            var commit = git.commit()
                    .setMessage("one")
                    .setAuthor(new PersonIdent("a", "a@example.invalid"))
                    .setCommitter("a", "a@example.invalid")
                    .setSign(false)
                    .call();
            Files.delete(folder.resolve("source/a.txt"));
            Files.delete(folder.resolve("source/b.bin"));
            git.checkout().setName(commit.name()).setForced(true).call();
            return "%s %s %s %s"
                    .formatted(
                            branch,
                            Files.readString(folder.resolve("source/a.txt")).strip(),
                            Files.readString(folder.resolve("source/b.bin")).strip(),
                            commit.getAuthorIdent().getZoneOffset());
        }
    }

    @Test
    void neitherTheUsersFiltersNorAttributesNorTheirTimeZoneReachACheckout() throws Exception {
        RepositoryDecides.everywhere();

        assertThat(checkedOut()).isEqualTo("master stored stored Z");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void withoutItTheyWould() throws Exception {
        assertThat(checkedOut()).isEqualTo("theirs changed changed +09:00");
        assertThat(folder.resolve("ran")).exists();
    }

    @Test
    void variablesOfGitAreNotRead() {
        RepositoryDecides.everywhere();

        assertThat(SystemReader.getInstance().getenv("GIT_DIR")).isNull();
        assertThat(SystemReader.getInstance().getenv("PATH")).isEqualTo(System.getenv("PATH"));
    }
}
