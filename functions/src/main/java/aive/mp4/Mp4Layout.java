package aive.mp4;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// An MP4 file whose samples are still in other files.
public final class Mp4Layout {

    private final byte[] head;
    private final List<Extent> samples;
    private final long bytes;

    /// @param head everything before the samples, with the tables
    /// @param samples where their bytes are, in the order of this file
    Mp4Layout(byte[] head, List<Extent> samples) {
        this.head = head;
        this.samples = List.copyOf(samples);
        this.bytes = head.length + samples.stream().mapToLong(Extent::length).sum();
    }

    /// Everything before the samples, with the tables.
    public byte[] head() {
        return head.clone();
    }

    /// Where the samples are, in the order of this file.
    List<Extent> samples() {
        return samples;
    }

    /// The length of the whole file.
    public long bytes() {
        return bytes;
    }

    /// Writes the file.
    public void write(Path file) throws IOException {
        try (ExtentStream content = new ExtentStream(this, (_, _, _) -> {});
                OutputStream output = Files.newOutputStream(file)) {
            content.transferTo(output);
        }
    }
}
