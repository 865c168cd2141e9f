package aive.mp4;

/// A range of bytes of a file.
public record Extent(RangeReader file, long offset, long length) {

    long end() {
        return offset + length;
    }
}
