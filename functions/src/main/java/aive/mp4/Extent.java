package aive.mp4;

/// A range of bytes of a file. Two readers are the same file only if they are the same object.
public record Extent(RangeReader file, long offset, long length) {

    long end() {
        return offset + length;
    }
}
