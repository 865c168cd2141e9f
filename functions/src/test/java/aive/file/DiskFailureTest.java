package aive.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import aive.error.ConfigurationError;
import aive.error.OutOfSpace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiskFailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new FileSystemException("/store/assets/.new", null, "No space left on device"),
                        "OutOfSpace: cannot write assets/1 in the store /store: /store/assets/.new: No space left on "
                                + "device; free some room, or use another folder"),
                Arguments.of(
                        new IOException("Disk quota exceeded"),
                        "OutOfSpace: cannot write assets/1 in the store /store: Disk quota exceeded; free some room, "
                                + "or use another folder"),
                Arguments.of(
                        new FileSystemException("/store/assets/.new", null, "Read-only file system"),
                        "ConfigurationError: cannot write assets/1 in the store /store: /store/assets/.new: Read-only "
                                + "file system; let this user write there, or use another folder"),
                Arguments.of(
                        new AccessDeniedException("/store/assets/.new"),
                        "ConfigurationError: cannot write assets/1 in the store /store: permission denied for "
                                + "/store/assets/.new; let this user write there, or use another folder"),
                Arguments.of(
                        new FileAlreadyExistsException("/store/assets"),
                        "StorageUnavailable: cannot write assets/1 in the store /store: /store/assets is in the way"),
                Arguments.of(
                        new NoSuchFileException("/store/assets"),
                        "StorageUnavailable: cannot write assets/1 in the store /store: /store/assets does not exist"),
                Arguments.of(
                        new IOException("Input/output error"),
                        "StorageUnavailable: cannot write assets/1 in the store /store: Input/output error"));
    }

    @Test
    void aCacheThatCannotBeWrittenIsAMatterOfConfigurationUnlessItsDiskIsFull() {
        String text = "FFmpeg cannot be unpacked into /cache";
        ConfigurationError denied = assertInstanceOf(
                ConfigurationError.class, DiskFailure.ofCache(text, new AccessDeniedException("/cache")));
        assertEquals(
                "FFmpeg cannot be unpacked into /cache: permission denied for /cache; let this user write there, or "
                        + "let XDG_CACHE_HOME name another folder",
                denied.getMessage());
        assertInstanceOf(OutOfSpace.class, DiskFailure.ofCache(text, new IOException("No space left on device")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theErrorIsChosenByWhatHelps(IOException cause, String expected) {
        var error = DiskFailure.of("cannot write assets/1 in the store /store", cause);
        assertEquals(expected, error.getClass().getSimpleName() + ": " + error.getMessage());
    }
}
