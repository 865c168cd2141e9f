package aive.ffmpeg;

/// The frame size of test videos: small for short test runs, or production size with `mvn -Pfull verify`.
public final class TestSize {

    private static final boolean FULL = Boolean.getBoolean("aive.full");

    private TestSize() {}

    public static int width(int small) {
        return of(small, 1920);
    }

    public static int height(int small) {
        return of(small, 1080);
    }

    public static int of(int small, int full) {
        return FULL ? full : small;
    }
}
