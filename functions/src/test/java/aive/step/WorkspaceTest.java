package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir
    private Path parent;

    @Test
    void closingAWorkspaceDeletesItWithItsContent() throws IOException {
        Path folder;
        try (Workspace workspace = Workspace.in(parent.resolve("not/yet"))) {
            folder = workspace.folder();
            Files.writeString(workspace.file("a"), "x");
            Files.writeString(Files.createDirectories(workspace.file("b/c")).resolve("d"), "x");
            Files.createSymbolicLink(workspace.file("link"), Files.writeString(parent.resolve("kept"), "x"));
        }
        assertFalse(Files.exists(folder));
        assertTrue(Files.exists(parent.resolve("kept")));
    }

    @Test
    void twoWorkspacesShareNothing() {
        try (Workspace one = Workspace.in(parent); Workspace other = Workspace.in(parent)) {
            assertFalse(one.folder().equals(other.folder()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads command lines from /proc")
    void whatStillWritesToTheFolderOfAnEndedProcessIsKilled() throws Exception {
        // given
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path left = Files.createDirectories(parent.resolve(ended.pid() + "-1234-5"));
        Process orphan = new ProcessBuilder(
                "sh", "-c", "sleep 1238 & echo $!; wait", left.resolve("run0.mp4").toString()).start();
        ProcessHandle child = ProcessHandle.of(
                        Long.parseLong(orphan.inputReader(StandardCharsets.UTF_8).readLine().strip())).orElseThrow();
        // when
        Workspace.deleteAbandoned(parent);
        // then
        assertTrue(orphan.waitFor(5, TimeUnit.SECONDS), "it was killed");
        assertFalse(child.onExit().orTimeout(5, TimeUnit.SECONDS).join().isAlive());
        assertFalse(Files.exists(left));
    }

    @Test
    void onlyFoldersOfEndedProcessesAreDeleted() throws Exception {
        // given: folders of a process that has ended, of this process, and of an unknown origin
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(Files.createDirectories(parent.resolve(ended.pid() + "-123/deep")).resolve("file"), "x");
        // A later process with the number of this one made nothing before it started.
        Files.createDirectory(parent.resolve("%d-1234-5".formatted(ProcessHandle.current().pid())));
        Files.createDirectory(parent.resolve("somebody"));
        Files.createDirectory(parent.resolve("99999999999999999999-1"));
        try (Workspace mine = Workspace.in(parent)) {
            // when
            Workspace.deleteAbandoned(parent);
            // then
            try (Stream<Path> left = Files.list(parent)) {
                assertEquals(
                        Stream.of(mine.folder(), parent.resolve("99999999999999999999-1"), parent.resolve("somebody"))
                                .sorted().toList(),
                        left.sorted().toList());
            }
        }
        Workspace.deleteAbandoned(parent.resolve("missing"));
        assertEquals(List.of(), Stream.of(parent.resolve("missing")).filter(Files::exists).toList());
    }
}
