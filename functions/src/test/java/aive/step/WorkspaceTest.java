package aive.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
    void onlyFoldersOfEndedProcessesAreDeleted() throws Exception {
        // given: folders of a process that has ended, of this process, and of an unknown origin
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(Files.createDirectories(parent.resolve(ended.pid() + "-123/deep")).resolve("file"), "x");
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
