package aive.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a file of ours while something else is read.
///
/// A failure of the disk is a [aive.error.RenderError] that names the file, not an [IOException]: whoever copies a
/// source cannot take it for a failure of the source.
public final class NewFile extends OutputStream {

    private final Path file;
    private final OutputStream output;

    /// Opens a file that exists or not, and removes its content.
    public NewFile(Path file) {
        this.file = file;
        try {
            this.output = Files.newOutputStream(file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        try {
            output.write(buffer, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            output.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private RuntimeException failure(IOException cause) {
        return DiskFailure.of("cannot write " + file, cause);
    }
}
