package aive.mp4;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An MP4 file whose samples are still in other files.
///
/// @param head everything before the samples, with the tables
/// @param samples where their bytes are, in the order of this file
/// @param bytes the length of the whole file
public record Mp4Layout(byte[] head, List<Extent> samples, long bytes) {

    public Mp4Layout {
        samples = List.copyOf(samples);
    }

    /// Writes the file.
    public void write(Path file) throws IOException {
        try (ExtentStream content = new ExtentStream(this, (_, _, _) -> {});
                OutputStream output = Files.newOutputStream(file)) {
            content.transferTo(output);
        }
    }
}
